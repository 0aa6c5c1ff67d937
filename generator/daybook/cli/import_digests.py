"""The command ``daybook import``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daybook.cli import options
from daybook.cli.console import close, finish, progress, report
from daybook.cli.content_folder import content_made
from daybook.text.plain_text import count

if TYPE_CHECKING:
    from daybook.archive.importing import ImportResult


@click.command("import", short_help="Read digests into the archive.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(1991, 2199), help="Year of digests that give only month and day.")
@options.content
@options.volume
def import_command(paths: Sequence[Path], year: int | None, content_dir: Path) -> None:
    """Read digests (files, or folders of them) into the content folder.

    Each is kept as it came under digests/ there. Pages that people changed keep their words.
    """
    from daybook.archive.importing import GivenDates, import_digests
    from daybook.parallel.workers import all_cores, open_workers

    started = time.monotonic()
    with content_made(content_dir):
        with (
            progress() as show,
            open_workers(all_cores(), progress=lambda done: show("files", done)) as workers,
        ):
            done = import_digests(content_dir, paths, GivenDates(year), workers)
        _report(done, started)
    finish((*done.problems, *done.content.problems))


def _report(done: ImportResult, started: float) -> None:
    from daybook.archive.messages import describe_counts

    problems = (*done.problems, *done.content.problems)
    report(problems)
    days = {item.day for page in done.content.papers.values() for item in page.paper.appearances}
    line = f"Imported {count(done.digests, 'digest')}{_days_of(done)}"
    line += f" ({done.known} known before)" if done.known else ""
    line += f": {describe_counts(done.counts)}"
    has = f"the archive has {count(len(done.content.papers), 'paper')} on {count(len(days), 'day')}"
    close(line, problems, started, has, f"{count(len(done.written), 'file')} written")


def _days_of(done: ImportResult) -> str:
    """Return the days of the digests that were saved, such as `` of 2025-03-17 and 2025-03-18``."""
    new = {path.partition("/")[2] for path in done.written if path.startswith("digests/")}
    listed = done.content.days.items()
    days = sorted(day.isoformat() for day, value in listed if any(mark.path in new for mark in value.digests))
    if len(days) > 2:
        return f" of {len(days)} days from {days[0]} to {days[-1]}"
    return f" of {' and '.join(days)}" if days else ""
