"""Which days to fetch: those a person names, else what the archive has not got yet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from msgspec import Struct

from daybook.problems import Problem, Severity, UsageError, shown
from daybook.text.dates import parse_day

MOST_NAMED = 366
"""Days that one run fetches at most where a person names them."""
MOST_NEW = 31
"""Days that one run looks back at most by itself."""
LOOK_BACK = 7
"""Days before the newest saved one among which missing ones are asked for again."""


class Range(Struct, frozen=True):
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def days(self) -> list[date]:
        """All of them, from the oldest."""
        return [self.first + timedelta(days) for days in range((self.last - self.first).days + 1)]


class Wanted(Struct, frozen=True):
    """Days to ask for, in this order."""

    days: tuple[date, ...]
    until_found: bool = False
    """Whether the first day that has papers is enough."""
    problems: tuple[Problem, ...] = ()


def parse_range(days: str | None, since: str | None, today: date) -> Range | None:
    """Read ``DATE``, ``DATE..DATE`` or what ``--since`` says; None where nothing is named.

    Raises UsageError.
    """
    if days and since:
        raise _wrong("days and --since together", "give one of the two")
    if not (days or since):
        return None
    first, dots, last = (days or f"{since}..{today.isoformat()}").partition("..")
    found = Range(_day(first), _day(last if dots else first))
    if (latest := max(found.first, found.last)) > today:
        raise _wrong(f"{latest.isoformat()} is still to come", f"today is {today.isoformat()} (UTC)")
    if found.first > found.last:
        raise _wrong("a range of days from a later to an earlier one", "write the earlier day first")
    if len(found.days()) > MOST_NAMED:
        what = f"a range of {len(found.days()):,} days"
        raise _wrong(what, f"fetch at most {MOST_NAMED} at a time")
    return found


def new_days(saved: Collection[date], today: date) -> Wanted:
    """What the archive has not got: the newest saved day, which may have grown since, and all after it.

    Of the days just before, those that are missing are asked for again: a fetch may have failed. Where
    nothing is saved, it is the newest day that the service has.
    """
    if not saved:
        return Wanted(tuple(today - timedelta(days) for days in range(LOOK_BACK)), until_found=True)
    newest = min(max(saved), today)
    start = min(max(min(saved), newest - timedelta(LOOK_BACK)), newest)
    problems = []
    if (today - newest).days >= MOST_NEW:
        gap = Range(newest, today - timedelta(MOST_NEW))
        start = newest = gap.last + timedelta(1)
        what = (
            f"the newest saved day is {gap.first.isoformat()}; only the last {MOST_NEW} days were asked for"
        )
        remedy = f"fetch {gap.first.isoformat()}..{gap.last.isoformat()} gets the others"
        problems = [Problem("fetch", 0, what, remedy, Severity.WARNING)]
    days = (day for day in Range(start, today).days() if day >= newest or day not in saved)
    return Wanted(tuple(days), problems=tuple(problems))


def _day(text: str) -> date:
    day = parse_day(text)
    if day is None or day.year < 1991:
        raise _wrong(f"{shown(text)} is no day", "write it like 2025-03-18, or 2025-03-17..2025-03-21")
    return day


def _wrong(what: str, remedy: str) -> UsageError:
    return UsageError([Problem("fetch", 0, what, remedy)])
