"""Everything that is printed: problems, a counter while work goes on, the closing line and its figures."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click
from msgspec.structs import replace

from daybook.problems import LONGEST_PATH, DaybookError, Problem, Severity, UsageError, bounded, shown, worst
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
    errno.ENOTDIR: "name a place in a folder, not in a file",
    errno.ENAMETOOLONG: "shorten the name",
    errno.EMFILE: "allow more open files (ulimit -n)",
    errno.ENFILE: "close other programs",
    errno.EIO: "have the disk looked at",
}
"""Remedies for errors of the operating system."""

_SLOW = 1.0
"""Seconds after which the counter is shown."""
QUIET, NORMAL, VERBOSE = -1, 0, 1
"""Volumes: warnings and errors; also notes and a closing line; also figures."""
_VOLUME = "daybook.volume"
_COLOURS = {Severity.NOTE: "cyan", Severity.WARNING: "yellow", Severity.ERROR: "red"}


def set_volume(context: click.Context, volume: int) -> None:
    """Set how much is printed from here on: `QUIET`, `NORMAL` or `VERBOSE`."""
    context.meta[_VOLUME] = volume


def volume() -> int:
    """Return how much is printed."""
    context = click.get_current_context(silent=True)
    return int(context.meta.get(_VOLUME, NORMAL)) if context else NORMAL


def close(line: str, problems: Sequence[Problem], started: float, *figures: str) -> None:
    """Print the closing line of a command with the number of its problems, and its figures if asked for.

    ``started`` is what `time.monotonic` gave when it began.
    """
    if volume() == QUIET:
        return
    found = count_problems(problems)
    worst_one = worst(problems)
    if worst_one and _is_coloured(sys.stdout):
        found = click.style(found, fg=_COLOURS[worst_one])
    say(f"{line}{'' if line.endswith(':') else ','} {found}, {time.monotonic() - started:.1f} s")
    if volume() == VERBOSE:
        for each in filter(None, figures):
            say(f"  {each}")


def close_build(built: Built, name: str, started: float) -> None:
    """Print the closing line of a build."""
    close(_summary(built, name), built.problems, started, *_build_figures(built))


def _summary(built: Built, name: str) -> str:
    arrived, left_out = built.counts.papers, built.counts.left_out
    parts = [f"{arrived:,} new"] if arrived else []
    parts += [f"{left_out:,} left out: removed on purpose"] if left_out else []
    new = f" ({', '.join(parts)})" if parts else ""
    published, files = built.published, built.content_files
    changed = f", {count(files, 'file')} of content changed" if files else ""
    return (
        f"Built {name}: {count(built.papers, 'paper')}{new} on {count(built.days, 'day')},"
        f" {count(published.pages, 'page')} ({published.written:,} written){changed}"
    )


def _build_figures(built: Built) -> tuple[str, str, str]:
    """Return the figures of a build: what arrived, what changed, and how large the site is."""
    new, published = built.counts, built.published
    arrived = f"{count(new.records, 'record')} imported: {new.papers:,} new, {count(new.repeats, 'repeat')}"
    arrived += f", {new.left_out:,} left out: removed on purpose" if new.left_out else ""
    changes = (
        f"{count(published.pages, 'page')}: {published.written:,} written, {published.unchanged:,} unchanged,"
        f" {published.removed:,} removed"
    )
    return arrived if new.records else "", changes, describe_size(published.size)


def describe_size(size: SiteSize) -> str:
    """Describe the size of a site in the measures that hosts limit."""
    return (
        f"{count(size.files, 'file')}, {describe_bytes(size.bytes)},"
        f" largest {size.largest} ({describe_bytes(size.largest_bytes)}),"
        f" fullest folder {size.fullest or '/'} ({size.fullest_entries:,})"
    )


def describe_bytes(octets: int) -> str:
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


def say_unless_quiet(line: str) -> None:
    """Print a line to standard output, unless ``--quiet`` was given."""
    if volume() > QUIET:
        say(line)


def _is_coloured(stream: TextIO | None) -> bool:
    """Return whether colours are shown: on a terminal, unless NO_COLOR is set (no-color.org)."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not is_plain and bool(stream and stream.isatty())


def _coloured(problem: Problem) -> str:
    """Return a problem with its place, and the word for its severity, in colour."""
    place, kind, rest = problem.parts()
    colour = _COLOURS[problem.severity]
    return f"{click.style(place, bold=True)}: {click.style(kind, fg=colour)}{rest}"


def report(problems: Sequence[Problem]) -> None:
    """Print problems to standard error, sorted by place; notes of the same words once.

    Of each kind at most twenty are printed, unless ``--verbose`` was given.
    """
    if volume() == QUIET:
        problems = [problem for problem in problems if problem.severity is not Severity.NOTE]
    show = _coloured if _is_coloured(sys.stderr) else str
    listed = list(_notes_once(sorted(problems)))
    for problem in listed if volume() == VERBOSE else bounded(listed):
        click.echo(show(problem), err=True)


def _notes_once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield problems; notes of the same words once, with their number."""
    notes = Counter((note.what, note.remedy) for note in problems if note.severity is Severity.NOTE)
    for problem in problems:
        same = notes.pop((problem.what, problem.remedy), 0) if problem.severity is Severity.NOTE else 1
        if same > 1:
            problem = replace(problem, remedy=f"{problem.remedy} (and {same - 1:,} more such notes)")
        if same:
            yield problem


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


def exit_code(error: DaybookError) -> int:
    """Return the exit code of a run that could not continue."""
    return USAGE if isinstance(error, UsageError) else PROBLEMS


def finish(problems: Sequence[Problem]) -> None:
    """Exit with code 1 if there is an error among the problems."""
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise click.exceptions.Exit(PROBLEMS)
