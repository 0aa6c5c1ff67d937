"""Everything that is printed: problems, a counter while work goes on, the closing line."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daybook.problems import LONGEST_PATH, Problem, Severity, shown
from daybook.text.plain_text import count

if TYPE_CHECKING:
    from daybook.commands.build.options import Built
    from daybook.site.limits import SiteSize

SUCCESS, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: success; problems in the input; wrong usage or a machine that refuses; interrupted."""

_REMEDIES = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space of your quota",
    errno.EFBIG: "allow larger files (ulimit -f)",
    errno.EACCES: "let this user read and write there",
    errno.EPERM: "let this user read and write there",
    errno.EROFS: "name a folder that can be written to",
    errno.EISDIR: "put a file there",
    errno.EMFILE: "allow more open files (ulimit -n)",
    errno.ENFILE: "close other programs",
    errno.EIO: "have the disk looked at",
}
"""What to do about an error of the operating system."""

_SLOW = 1.0
"""Seconds after which the counter is shown."""


def summary(built: Built, output_dir: Path, seconds: float) -> str:
    """Return the closing line of a build."""
    published, size = built.published, built.published.size
    new = built.counts
    arrived = f" ({new.papers:,} new, {count(new.repeats, 'repeat')})" if new.records else ""
    changes = (
        f"{published.written:,} written, {published.unchanged:,} unchanged, {published.removed:,} removed"
    )
    return (
        f"Built {output_dir.as_posix()}: {count(built.papers, 'paper')}{arrived}"
        f" on {count(built.days, 'day')}; {count(published.pages, 'page')} ({changes}),"
        f" {describe_size(size)};"
        f" {count_problems(built.problems)}, {seconds:.1f} s"
    )


def describe_size(size: SiteSize) -> str:
    """Describe the size of a site in the measures that hosts limit."""
    return (
        f"{count(size.files, 'file')}, {_bytes(size.bytes)},"
        f" largest {size.largest} ({_bytes(size.largest_bytes)}),"
        f" fullest folder {size.fullest or '/'} ({size.fullest_entries:,})"
    )


def _bytes(octets: int) -> str:
    """Such as ``3.1 MB``."""
    return f"{octets / 1e6:,.1f} MB" if octets >= 100_000 else f"{octets / 1e3:,.1f} kB"


def count_problems(problems: Sequence[Problem]) -> str:
    """Such as ``1 error, 2 warnings``."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    return (f"{count(errors, 'error')}, " if errors else "") + count(warnings, "warning")


def say(line: str) -> None:
    """Print a line to standard output."""
    click.echo(line)


def report(problems: Sequence[Problem]) -> None:
    """Print all problems to standard error, sorted by place; notes of the same words once."""
    notes = Counter((note.what, note.remedy) for note in problems if note.severity is Severity.NOTE)
    for problem in sorted(problems):
        same = notes.pop((problem.what, problem.remedy), 0) if problem.severity is Severity.NOTE else 1
        more = f" (and {same - 1:,} more such notes)" * (same > 1)
        if same:
            click.echo(f"{problem}{more}", err=True)


def machine_fault(error: OSError | MemoryError) -> str:
    """Say what the operating system refused, why, and what to do."""
    if isinstance(error, MemoryError) or error.errno == errno.ENOMEM:
        return "daybook: Out of memory; close other programs or use fewer --jobs, then run it again"
    remedy = _REMEDIES.get(error.errno or 0, "see to that")
    place = shown(os.fsdecode(error.filename), LONGEST_PATH) if error.filename else "daybook"
    return f"{place}: {error.strerror or error}; {remedy}, then run it again"


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Yield a function that shows a counter on a terminal once work has taken a second."""
    is_terminal = bool(sys.stderr and sys.stderr.isatty())  # None if it was closed from the start
    started = last = time.monotonic()
    was_shown = False

    def show(what: str, done: int) -> None:
        nonlocal last, was_shown
        now = time.monotonic()
        if is_terminal and now - started > _SLOW and now - last > 0.1:
            click.echo(f"\r\x1b[K{done:,} {what} …" if done else f"\r\x1b[K{what} …", err=True, nl=False)
            last, was_shown = now, True

    try:
        yield show
    finally:
        if was_shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def finish(problems: Sequence[Problem]) -> None:
    """Exit with code 1 if there is an error among the problems."""
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise click.exceptions.Exit(PROBLEMS)
