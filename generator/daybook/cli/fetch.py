"""The command ``daybook fetch``."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from daybook.cli import options
from daybook.cli.console import close, finish, progress, report
from daybook.cli.content_folder import content_made
from daybook.problems import Problem


@click.command("fetch", short_help="Get digests from a service and import them.")
@click.argument("days", required=False, metavar="[DATE | DATE..DATE]")
@click.option("--since", metavar="DATE", help="Fetch from this day to today.")
@click.option(
    "--source", help="hf, arxiv:CATEGORY such as arxiv:cs.CL, or a feed's URL. [site.toml's, else hf]"
)
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
@options.content
@options.volume
def fetch_command(days: str | None, since: str | None, content_dir: Path, **asked: Any) -> None:
    """Get digests from a service, keep them as they came, and import them.

    Without DATE: the newest saved day again, for it may have grown, all days since (at most 31), and what is
    missing of the week before; the newest day of the service where nothing is saved yet. With DATE: up to
    366 days. Days are in UTC.

    A saved day is replaced only by one that holds all of it and more. Days without papers, as at weekends,
    are no problem. A source that is no archive of days has only its newest announcement.
    """
    from daybook.commands.fetch.days import parse_range
    from daybook.commands.fetch.fetch import fetch, services
    from daybook.commands.fetch.summary import closing_line, summary
    from daybook.sources.client import Client, check_endpoint

    started = time.monotonic()
    today = datetime.now(UTC).date()
    named, endpoint = parse_range(days, since, today), asked["endpoint"]
    asked_services = services(content_dir, asked["source"], only_by_day=named is not None)
    problems: list[Problem] = []
    with content_made(content_dir):
        for service in asked_services:
            with progress() as show:
                client = Client(check_endpoint(endpoint or service.endpoint), service.policy, show)
                fetched = fetch(content_dir, service, client, named, today)
            report(fetched.problems)
            if summary_file := asked["summary_file"]:
                with summary_file.open("a", encoding="utf-8") as file:
                    file.write(summary(fetched))
            close(closing_line(fetched), fetched.problems, started)
            problems += fetched.problems
    finish(problems)
