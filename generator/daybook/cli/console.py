"""What the command line tells a person: problems, a counter while work goes on, the closing line."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daybook.problems import LONGEST_PATH, Problem, Severity, shown
from daybook.text.plain_text import count

if TYPE_CHECKING:
    from daybook.commands.build.build import Built
    from daybook.site.limits import Budget

SUCCESS, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; problems in the input; wrong usage, or a machine that refuses; stopped by a person."""

content_option = click.option(
    "--content-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="Folder of content.",
)

_REMEDIES = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space of your quota",
    errno.EFBIG: "allow larger files (ulimit -f)",
    errno.EACCES: "let this user read and write there",
    errno.EPERM: "let this user read and write there",
    errno.EROFS: "name a folder that can be written to",
    errno.EMFILE: "allow more open files (ulimit -n)",
    errno.ENFILE: "close other programs",
    errno.EIO: "have the disk looked at",
}
"""What to do where the machine refuses."""

_SLOW = 1.0
"""Seconds after which a person watching is told how far the work is."""


def summary(built: Built, output_dir: Path, seconds: float) -> str:
    """The closing line of a build."""
    published, budget = built.published, built.published.budget
    new = built.counts
    arrived = f" ({new.papers:,} new, {count(new.repeats, 'repeat')})" if new.records else ""
    changes = (
        f"{published.written:,} written, {published.unchanged:,} unchanged, {published.removed:,} removed"
    )
    return (
        f"Built {output_dir.as_posix()}: {count(built.papers, 'paper')}{arrived}"
        f" on {count(built.days, 'day')}; {count(published.pages, 'page')} ({changes}),"
        f" {extent(budget)};"
        f" {weight(built.problems)}, {seconds:.1f} s"
    )


def extent(budget: Budget) -> str:
    """How large a site is, in the measures that hosts limit."""
    return (
        f"{count(budget.files, 'file')}, {size(budget.size)},"
        f" largest {budget.largest} ({size(budget.largest_size)}),"
        f" fullest folder {budget.fullest or '/'} ({budget.fullest_entries:,})"
    )


def size(octets: int) -> str:
    """Such as ``3.1 MB``."""
    return f"{octets / 1e6:,.1f} MB" if octets >= 100_000 else f"{octets / 1e3:,.1f} kB"


def weight(problems: Sequence[Problem]) -> str:
    """Such as ``1 error, 2 warnings``."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    return (f"{count(errors, 'error')}, " if errors else "") + count(warnings, "warning")


def say(line: str) -> None:
    """Tell what was done."""
    click.echo(line)


def report(problems: Sequence[Problem]) -> None:
    """List all problems, by place."""
    for problem in sorted(problems):
        click.echo(str(problem), err=True)


def fault(error: OSError | MemoryError) -> str:
    """What a machine refused, why, and what to do."""
    if isinstance(error, MemoryError):
        return "daybook: Out of memory; close other programs or use fewer --jobs, then run it again"
    remedy = _REMEDIES.get(error.errno or 0, "see to that")
    place = shown(os.fsdecode(error.filename), LONGEST_PATH) if error.filename else "daybook"
    return f"{place}: {error.strerror or error}; {remedy}, then run it again"


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Give a function that shows a counter once work has taken a second, where a person is watching."""
    watched = bool(sys.stderr and sys.stderr.isatty())  # none where it was closed from the start
    started = last = time.monotonic()
    showed = False

    def told(what: str, done: int) -> None:
        nonlocal last, showed
        now = time.monotonic()
        if watched and now - started > _SLOW and now - last > 0.1:
            click.echo(f"\r\x1b[K{done:,} {what} …" if done else f"\r\x1b[K{what} …", err=True, nl=False)
            last, showed = now, True

    try:
        yield told
    finally:
        if showed:
            click.echo("\r\x1b[K", err=True, nl=False)


def finish(problems: Sequence[Problem]) -> None:
    """End with the exit code that problems ask for."""
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise click.exceptions.Exit(PROBLEMS)
