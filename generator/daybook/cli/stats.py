"""The command ``daybook stats``."""

import json
from pathlib import Path

import click
from msgspec.structs import asdict

from daybook.cli import options
from daybook.cli.console import describe_bytes, finish, report, say


@click.command("stats", short_help="Count papers, days, people, topics and files.")
@options.content
@options.output
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
def stats_command(content_dir: Path, output_dir: Path, as_json: bool) -> None:
    """Count the archive: papers, days, people, topics, and the files and bytes of content and site."""
    from daybook.commands.stats import count_archive

    stats, problems = count_archive(content_dir, output_dir)
    report(problems)
    if as_json:
        say(json.dumps(asdict(stats), indent=2))
    else:
        days = f" ({stats.first_day} to {stats.last_day})" if stats.days else ""
        lines = {
            "papers": f"{stats.papers:,}",
            "days": f"{stats.days:,}{days}",
            "digests": f"{stats.digests:,}",
            "people": f"{stats.people:,} with a page",
            "organisations": f"{stats.organisations:,} with a page",
            "topics": f"{stats.topics:,}",
            "content": f"{stats.content_files:,} files, {describe_bytes(stats.content_bytes)}",
            "site": f"{stats.site_files:,} files, {describe_bytes(stats.site_bytes)}",
        }
        for name, value in lines.items():
            say(f"{name:<15}{value}")
    finish(problems)
