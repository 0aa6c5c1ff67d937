"""The command ``daybook enrich``."""

import time
from collections.abc import Sequence
from pathlib import Path

import click

from daybook.cli import options
from daybook.cli.console import close, finish, progress, report
from daybook.problems import Problem, Severity
from daybook.text.plain_text import count


@click.command("enrich", short_help="Fill in what papers lack.")
@click.option(
    "--from",
    "metadata",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE.jsonl",
    help="Metadata of arXiv in JSON Lines, as in its public snapshot. Can be repeated.",
)
@click.option("--online", is_flag=True, help="Also ask arXiv, one request in 3 seconds.")
@click.option("--endpoint", metavar="URL", help="Address of arXiv's API in place of its own, for --online.")
@options.content
@options.volume
def enrich_command(metadata: Sequence[Path], online: bool, endpoint: str | None, content_dir: Path) -> None:
    """Fill in what papers lack: identifiers, authors, date and categories.

    From the archive's own digests, from files of arXiv's metadata, and from arXiv itself with --online. Only
    empty fields of pages in content are filled; what a person wrote or emptied stays. A paper that could be
    one of several is named with them, and left as it is. Look at the changes before you commit them.

    What arXiv answers is kept for good beside the content folder, in .content.daybook/arxiv, which git
    ignores; delete it to ask again.
    """
    from daybook.commands.enrich.enrich import enrich
    from daybook.content.location import require_content
    from daybook.sources.arxiv_api import open_client

    started = time.monotonic()
    require_content(content_dir)
    with progress() as show:
        client = open_client(endpoint, show) if online else None
        done = enrich(content_dir, metadata, client, show)
    report(done.problems)
    if not (metadata or online):
        what = "only the archive's own digests were looked at"
        remedy = "give --from FILE (metadata of arXiv) or --online (arXiv itself) to look further"
        report([Problem("enrich", 0, what, remedy, Severity.NOTE)])
    line = f"Enriched {count(done.filled, 'paper')} of {done.incomplete:,} that lack something:"
    line += f" {count(done.values, 'field')} filled, {done.undecided:,} undecided"
    close(line, done.problems, started)
    finish(done.problems)
