"""The command ``daybook remove``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from daybook.cli import edits, options
from daybook.cli.edits import tell


@click.command("remove", short_help="Take papers, a day or a digest out for good.")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--day", type=edits.DAY, metavar="DATE", help="Remove a day, and papers that only it lists.")
@click.option("--digest", metavar="FILE", help="Remove a digest, and papers that only it lists.")
@click.option("--reason", default="", metavar="TEXT", help="Why; kept in content/removed.toml.")
@edits.dry_run
@options.content
def remove_command(
    pages: Sequence[str], day: date | None, digest: str | None, content_dir: Path, **given: object
) -> None:
    """Take papers, a day or a digest out of the archive for good.

    PAGE is the paper's address (2025/some-paper), its file or its URL. content/removed.toml notes what was
    removed: imports leave it out, and its address says so.
    """
    from daybook.commands.remove import Asked, remove

    if not (pages or day or digest):
        raise click.UsageError("name a page, a --day or a --digest")
    asked = Asked(pages, day, digest or "", str(given["reason"]))
    dry_run = bool(given["dry_run"])
    tell(remove(content_dir, asked, dry_run=dry_run), dry_run=dry_run)
