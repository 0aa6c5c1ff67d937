"""The course of a topic over time: when it rose, and how old its papers are."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from daybook.text.dates import first_of_month, monday_of

_MONTHS = 183
"""Days from which on papers are counted by month: by week below, and by day up to three weeks."""
_DAYS = 21
_YEARS = 60
"""Months after which papers are counted by year."""


class Course(Struct, frozen=True, array_like=True):
    """The number of papers in each period of a topic, from the archive's first to the topic's newest one.

    It depends on the topic's own papers and the archive's first day, and so not on days without such papers.
    """

    unit: str
    """``day``, ``week``, ``month`` or ``year``."""
    numbers: tuple[tuple[date, int], ...]
    """First day and number of papers of each period."""
    half_life: int
    """Days before its newest paper within which half of its papers were first listed."""

    @property
    def peak(self) -> date:
        """First day of the period with most papers, the first such one."""
        return max(self.numbers, key=lambda item: item[1])[0]

    @property
    def rise(self) -> date:
        """First day of the first period with at least half as many papers as the one with most."""
        most = max(number for _, number in self.numbers)
        return next(first for first, number in self.numbers if 2 * number >= most)


def course(days: Sequence[date], first: date) -> Course | None:
    """Return the course of papers, given by the days that list them first; None for none."""
    if not days:
        return None
    newest = max(days)
    unit = unit_of((newest - first).days)
    counts: Counter[date] = Counter()
    for day, papers in Counter(days).items():
        counts[first_of(unit, day)] += papers
    numbers = tuple((day, counts[day]) for day in periods(unit, min(first, *days), newest))
    ages = sorted((newest - day).days for day in days)
    return Course(unit, numbers, ages[(len(ages) - 1) // 2])


def unit_of(days: int) -> str:
    """Return the unit by which papers of so many days are counted."""
    if days <= _DAYS:
        return "day"
    if days <= _MONTHS:
        return "week"
    return "month" if days <= _YEARS * 30 else "year"


def first_of(unit: str, day: date) -> date:
    """Return the first day of the period of a day."""
    if unit == "day":
        return day
    if unit == "week":
        return monday_of(day)
    return first_of_month(day) if unit == "month" else day.replace(month=1, day=1)


def periods(unit: str, first: date, last: date) -> list[date]:
    """Return the first days of all periods from one day to another."""
    step = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    day, found = first_of(unit, first), []
    while day <= last:
        found.append(day)
        day = first_of(unit, day + timedelta(step))
    return found
