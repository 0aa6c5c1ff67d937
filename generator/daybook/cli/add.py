"""The command ``daybook add``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from daybook.cli import edits, options
from daybook.cli.edits import tell

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("add")
@click.option("--title", default="", metavar="TEXT", help="A paper of this title.")
@click.option("--bibtex", type=_FILE, metavar="FILE", help="The papers of a BibTeX file.")
@click.option("--arxiv", default="", metavar="ID", help="A paper of arXiv, with --online or --from.")
@click.option("--from", "metadata", type=_FILE, metavar="FILE", help="Metadata of arXiv in JSON Lines.")
@click.option("--online", is_flag=True, help="Ask arXiv itself for the metadata.")
@click.option("--endpoint", metavar="URL", help="Address of arXiv's API in place of its own, for --online.")
@click.option("--day", type=edits.DAY, required=True, metavar="DATE", help="The day to list it on.")
@edits.dry_run
@options.content
def add_command(day: date, dry_run: bool, content_dir: Path, **given: Any) -> None:
    """Add papers to a day by hand."""
    from daybook.commands.add import Source, add

    if sum(bool(given[name]) for name in ("title", "bibtex", "arxiv")) != 1:
        raise click.UsageError("give one of --title, --bibtex and --arxiv")
    endpoint = given.pop("endpoint")
    if given.pop("online"):
        from daybook.sources.arxiv_api import ENDPOINT, POLICY
        from daybook.sources.client import Client, check_endpoint

        given["client"] = Client(check_endpoint(endpoint or ENDPOINT), POLICY, lambda _what, _done: None)
    tell(add(content_dir, Source(**given), day, dry_run=dry_run), dry_run=dry_run)
