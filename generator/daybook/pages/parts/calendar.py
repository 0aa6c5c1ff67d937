"""A month as a table of weeks from Monday."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from daybook.text import addresses
from daybook.text.dates import WEEKDAYS, short_date
from daybook.text.plain_text import count


class DayCount(Struct, frozen=True, array_like=True):
    """A day and its number of papers."""

    date: date
    papers: int


class WeekdayView(Struct, frozen=True):
    """The head of a column."""

    name: str
    initial: str


class CellView(Struct, frozen=True):
    """A square of the calendar."""

    day: int
    """0 for a square outside the month."""
    href: str
    """Empty if the day has no papers."""
    count: int
    label: str
    """For screen readers, such as "18 March 2025, 81 papers"."""


class CalendarView(Struct, frozen=True):
    """A month's calendar."""

    weekdays: tuple[WeekdayView, ...]
    weeks: tuple[tuple[CellView, ...], ...]
    """Seven squares each, from Monday."""


_WEEKDAYS = tuple(WeekdayView(name, name[0]) for name in WEEKDAYS)
_OUTSIDE = CellView(0, "", 0, "")


def calendar(first: date, days: Iterable[DayCount], root: str) -> CalendarView:
    """Return the calendar of the month that begins on ``first``; ``days`` are its days in the archive."""
    papers = {day.date.day: day.papers for day in days}
    weeks = tuple(
        tuple(_cell(first.replace(day=day), papers.get(day), root) if day else _OUTSIDE for day in week)
        for week in Calendar().monthdayscalendar(first.year, first.month)
    )
    return CalendarView(_WEEKDAYS, weeks)


def _cell(day: date, papers: int | None, root: str) -> CellView:
    if papers is None:
        return CellView(day.day, "", 0, short_date(day))
    label = f"{short_date(day)}, {count(papers, 'paper')}"
    return CellView(day.day, root + addresses.day(day), papers, label)
