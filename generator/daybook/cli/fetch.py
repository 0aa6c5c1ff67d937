"""The two commands that may ask the network, `fetch` and `enrich`: a part of the command line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from daybook.cli.console import content_option, finish, progress, report, say, weight
from daybook.text.plain_text import count


@click.command("fetch")
@click.argument("days", required=False, metavar="[DATE | DATE..DATE]")
@click.option("--since", metavar="DATE", help="Fetch from this day to today.")
@click.option("--source", default="hf", show_default=True, help="hf, or arxiv:CATEGORY such as arxiv:cs.CL.")
@click.option(
    "--endpoint",
    metavar="URL",
    envvar="DAYBOOK_ENDPOINT",
    show_envvar=True,
    help="Address of the service in place of the source's own.",
)
@click.option(
    "--summary",
    "summary_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Add what arrived to a file, in Markdown.",
)
@content_option
def fetch_command(
    days: str | None,
    since: str | None,
    source: str,
    endpoint: str | None,
    summary_file: Path | None,
    content_dir: Path,
) -> None:
    """Get digests from a service, keep them as they came, and import them.

    Without DATE: the newest saved day again, for it may have grown, all days since (at most 31), and what is
    missing of the week before; the newest day of the service where nothing is saved yet. With DATE: up to
    366 days. Days are in UTC.

    A saved day is replaced only by one that holds all of it and more. Days without papers, as at weekends,
    are no problem. The source arxiv:CATEGORY has only its newest announcement.
    """
    from daybook.commands.fetch.days import parse_range
    from daybook.commands.fetch.fetch import fetch
    from daybook.commands.fetch.summary import closing_line, summary
    from daybook.sources.client import Client, check_endpoint
    from daybook.sources.services import find_source

    started = time.monotonic()
    today = datetime.now(UTC).date()
    service = find_source(source)
    named = parse_range(days, since, today)
    with progress() as told:
        client = Client(check_endpoint(endpoint or service.endpoint), service.manners, told)
        fetched = fetch(content_dir, service, client, named, today, told)
    report(fetched.problems)
    if summary_file:
        with summary_file.open("a", encoding="utf-8") as file:
            file.write(summary(fetched))
    say(f"{closing_line(fetched)}, {weight(fetched.problems)}, {time.monotonic() - started:.1f} s")
    finish(fetched.problems)


@click.command("enrich")
@click.option(
    "--from",
    "metadata",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE.jsonl",
    help="Metadata of arXiv in JSON Lines, as its public snapshot has them. May be given several times.",
)
@click.option("--online", is_flag=True, help="Also ask arXiv, one request in 3 seconds.")
@click.option("--endpoint", metavar="URL", help="Address of arXiv's API in place of its own, for --online.")
@content_option
def enrich_command(metadata: Sequence[Path], online: bool, endpoint: str | None, content_dir: Path) -> None:
    """Fill in what papers lack: identifiers, authors, date and categories.

    From the archive's own digests, from files of arXiv's metadata, and from arXiv itself with --online. Only
    empty fields of pages in content are filled; what a person wrote or emptied stays. A paper that could be
    one of several is named with them, and left as it is. Look at the changes before you commit them.

    What arXiv answers is kept for good beside the content folder, in .content.daybook/arxiv, which git
    ignores; delete it to ask again.
    """
    from daybook.commands.enrich.enrich import enrich
    from daybook.commands.enrich.online import ENDPOINT, MANNERS
    from daybook.sources.client import Client, check_endpoint

    started = time.monotonic()
    if not content_dir.is_dir():
        raise click.BadParameter(f"there is no folder {content_dir}", param_hint="--content-dir")
    with progress() as told:
        client = Client(check_endpoint(endpoint or ENDPOINT), MANNERS, told) if online else None
        done = enrich(content_dir, metadata, client, told)
    report(done.problems)
    say(
        f"Enriched {count(done.filled, 'paper')} of {done.lacking:,} that lack something:"
        f" {count(done.values, 'field')} filled, {done.undecided:,} undecided,"
        f" {weight(done.problems)}, {time.monotonic() - started:.1f} s"
    )
    finish(done.problems)
