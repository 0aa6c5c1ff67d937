"""The commands ``daybook add``, ``remove``, ``merge``, ``rename`` and ``move``, which change content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from daybook.cli import options
from daybook.cli.console import say
from daybook.problems import shown
from daybook.text.dates import parse_day
from daybook.text.plain_text import count, one_line

if TYPE_CHECKING:
    from daybook.commands.edits.edit import Edit


class _Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return a day that was written as 2025-03-18."""
        day = value if isinstance(value, date) else parse_day(value)
        if day is None:
            self.fail(f"{shown(str(value))} is no day; write it like 2025-03-18", param, ctx)
        return day


_DAY = _Day()
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")


def _report(edited: Edit, *, dry_run: bool) -> None:
    """Print what a command did, or would do."""
    for line in (*edited.files, *edited.notes):
        say(f"  {line}")
    files = count(len(edited.files), "file")
    say(f"Would change {files}; nothing was written" if dry_run else f"Changed {files}; see `git status`")


@click.command("add")
@click.option("--title", default="", type=one_line, metavar="TEXT", help="A paper of this title.")
@click.option("--bibtex", type=_FILE, metavar="FILE", help="The papers of a BibTeX file.")
@click.option("--arxiv", default="", metavar="ID", help="A paper of arXiv, with --online or --from.")
@click.option("--from", "metadata", type=_FILE, metavar="FILE", help="Metadata of arXiv in JSON Lines.")
@click.option("--online", is_flag=True, help="Ask arXiv itself for the metadata.")
@click.option("--endpoint", metavar="URL", help="Address of arXiv's API in place of its own, for --online.")
@click.option("--day", type=_DAY, required=True, metavar="DATE", help="The day to list it on.")
@_dry_run
@options.content
def add_command(day: date, dry_run: bool, content_dir: Path, **given: Any) -> None:
    """Add papers to a day by hand."""
    from daybook.commands.edits.add import AddedFrom, add

    if sum(bool(given[name]) for name in ("title", "bibtex", "arxiv")) != 1:
        raise click.UsageError("give one of --title, --bibtex and --arxiv")
    endpoint = given.pop("endpoint")
    if given.pop("online"):
        from daybook.sources.arxiv_api import open_client

        given["client"] = open_client(endpoint)
    _report(add(content_dir, AddedFrom(**given), day, dry_run=dry_run), dry_run=dry_run)


@click.command("remove", short_help="Take papers, a day or a digest out for good.")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--day", type=_DAY, metavar="DATE", help="Remove a day, and papers that only it lists.")
@click.option("--digest", default="", metavar="FILE", help="Remove a digest, and papers that only it lists.")
@click.option("--reason", default="", metavar="TEXT", help="Why; kept in content/removed.toml.")
@_dry_run
@options.content
def remove_command(content_dir: Path, dry_run: bool, **given: Any) -> None:
    """Take papers, a day or a digest out of the archive for good.

    PAGE is the paper's address (2025/some-paper), its file or its URL. content/removed.toml notes what was
    removed: imports leave it out, and its address says so.
    """
    from daybook.commands.edits.remove import Asked, remove

    if not (given["pages"] or given["day"] or given["digest"]):
        raise click.UsageError("name a page, a --day or a --digest")
    _report(remove(content_dir, Asked(**given), dry_run=dry_run), dry_run=dry_run)


@click.command("merge", short_help="Make two pages of one paper one, for good.")
@click.argument("keep")
@click.argument("other")
@_dry_run
@options.content
def merge_command(keep: str, other: str, dry_run: bool, content_dir: Path) -> None:
    """Merge the page OTHER into the page KEEP, for good.

    KEEP gets its titles, identifiers, days, tags, links and notes; its address sends readers on.
    """
    from daybook.commands.edits.merge import merge

    _report(merge(content_dir, keep, other, dry_run=dry_run), dry_run=dry_run)


@click.command("rename", short_help="Give a paper's page another address.")
@click.argument("page")
@click.argument("new")
@_dry_run
@options.content
def rename_command(page: str, new: str, dry_run: bool, content_dir: Path) -> None:
    """Give the page of a paper the address NEW; the old address sends readers on."""
    from daybook.commands.edits.rename import rename

    _report(rename(content_dir, page, new, dry_run=dry_run), dry_run=dry_run)


@click.command("move", short_help="Move a digest, or a day, to another day.")
@click.argument("what", nargs=-1, metavar="DIGEST|DAY")
@click.argument("day", type=_DAY, metavar="NEW")
@click.option("--digest", metavar="FILE", help="The digest, in place of the first argument.")
@_dry_run
@options.content
def move_command(
    what: Sequence[str], day: date, digest: str | None, dry_run: bool, content_dir: Path
) -> None:
    """Move a digest to the day NEW, with its papers; or all that a DAY lists.

    The address of a day left empty sends readers on.
    """
    from daybook.commands.edits.move import move

    named = [*what, *filter(None, [digest])]
    if len(named) != 1:
        raise click.UsageError("name one digest or one day, then the new day")
    _report(move(content_dir, named[0], day, dry_run=dry_run), dry_run=dry_run)
