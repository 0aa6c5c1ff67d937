"""A month as a table of weeks from Monday, each day tinted by its number of papers."""

from calendar import Calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from daybook.pages.parts.count_phrases import PAPERS
from daybook.text import addresses
from daybook.text.words import Words

STEPS = 5
"""Tints of days that have papers."""


class DayCount(Struct, frozen=True, array_like=True):
    date: date
    papers: int


class WeekdayView(Struct, frozen=True):
    """The head of a column."""

    name: str
    initial: str


class CellView(Struct, frozen=True):
    """A square of the calendar. Its accessible name holds what is seen, in that order (WCAG 2.5.3)."""

    day: int
    """0 for a square outside the month."""
    href: str
    """Empty if the day is not in the archive."""
    month: str
    """For screen readers, such as "March 2025"."""
    count: str
    """Number of papers, such as "1,204"."""
    noun: str
    """For screen readers: "papers", or "paper" after 1."""
    step: int
    """Of the tints: 0 without papers, else 1 to 5."""


class WeekRowView(Struct, frozen=True):
    number: int
    """By ISO 8601."""
    href: str
    """To the week's page; empty if none of these days is in the archive."""
    cells: tuple[CellView, ...]
    """Seven, from Monday."""


class CalendarView(Struct, frozen=True):
    weekdays: tuple[WeekdayView, ...]
    weeks: tuple[WeekRowView, ...]


class TintView(Struct, frozen=True):
    step: int
    papers: str
    """Numbers of papers that have it, such as "3–7"."""


_OUTSIDE = CellView(0, "", "", "", "", 0)


def tint_step(papers: int, busiest: int) -> int:
    """Return the tint of a day with so many papers, 0 to 5: by the square root of their share of ``busiest``.

    In equal shares, one day of many papers would leave all others in the first tint.
    """
    return next(step for step in range(STEPS + 1) if papers * STEPS**2 <= busiest * step**2)


def tints(busiest: int, words: Words) -> Iterator[TintView]:
    """Yield the tints that days can have if the one with most papers has ``busiest``."""
    last = 0
    for step in range(1, STEPS + 1):
        first, last = last + 1, busiest * step**2 // STEPS**2
        if first <= last:
            most = words.number(last)
            yield TintView(step, f"{words.number(first)}–{most}" if first < last else most)


class CalendarStyle(Struct, frozen=True):
    """Common values of the calendars of a page."""

    words: Words
    busiest: int
    """Number of papers of the archive's day with most."""
    root: str
    """The page's way to the site's root."""
    has_weeks: bool = True
    """Whether weeks have pages, and so are links."""


class _Month(Struct, frozen=True):
    """The days of a month, from which its squares are made."""

    first: date
    papers: Mapping[int, int]
    """Of each day of the archive."""
    style: CalendarStyle

    def row(self, week: Sequence[int]) -> WeekRowView:
        """Return a week, given by its days of the month, 0 for others."""
        day = self.first.replace(day=max(week))
        is_linked = self.style.has_weeks and self.papers.keys() & set(week)
        href = self.style.root + addresses.week(day) if is_linked else ""
        return WeekRowView(day.isocalendar().week, href, tuple(map(self.cell, week)))

    def cell(self, day: int) -> CellView:
        """Return a square, given by its day of the month."""
        if not day:
            return _OUTSIDE
        papers = self.papers.get(day)
        if papers is None:
            return CellView(day, "", "", "", "", 0)
        number = self.style.words.number(papers)
        noun = self.style.words.count(papers, *PAPERS).replace(number, "", 1).strip()
        href = self.style.root + addresses.day(self.first.replace(day=day))
        return CellView(
            day,
            href,
            self.style.words.month_name(self.first),
            number,
            noun,
            tint_step(papers, self.style.busiest),
        )


def calendar(first: date, days: Iterable[DayCount], style: CalendarStyle) -> CalendarView:
    """Return the calendar of the month that begins on ``first``.

    ``days`` are its days in the archive.
    """
    month = _Month(first, {day.date.day: day.papers for day in days}, style)
    dates = style.words.dates
    return CalendarView(
        tuple(map(WeekdayView, dates.weekdays, dates.initials)),
        tuple(map(month.row, Calendar().monthdayscalendar(first.year, first.month))),
    )
