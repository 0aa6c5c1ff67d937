"""The list of all days: a calendar of every month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.pages.frame import Frame
from daybook.pages.kind import Page
from daybook.pages.parts.calendar import CalendarView, DayCount, TintView, calendar, tints
from daybook.pages.parts.links import LinkView, month_link
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.dates import first_of_month
from daybook.text.plain_text import count
from daybook.theme.templates import TemplateCall


class CalendarMonthView(Struct, frozen=True):
    """A month of a year."""

    link: LinkView
    count: str
    """Such as "12 papers"."""
    calendar: CalendarView


class YearView(Struct, frozen=True):
    """A year of the list."""

    label: str
    anchor: str
    """The ``id`` of its heading."""
    count: str
    """Such as "1,204 papers"."""
    months: tuple[CalendarMonthView, ...]
    """From the first."""


class DatesView(Struct, frozen=True):
    count: str
    """Such as "4,024 papers on 284 days"."""
    contents: tuple[LinkView, ...]
    """Links to the years below, with their numbers of papers; empty if there is one year."""
    tints: tuple[TintView, ...]
    """What the tints of days mean."""
    years: tuple[YearView, ...]
    """From the newest to the oldest."""
    has_weeks: bool
    """Whether weeks have pages."""


class DatesPage(Page, frozen=True, array_like=True):
    kind = "dates"
    template = "dates.html"
    address = addresses.DATES
    shows = "`/dates/`: a calendar of every month"
    view = DatesView

    days: tuple[DayCount, ...]
    """From the oldest."""
    distinct: tuple[tuple[str, int], ...]
    """Number of different papers of each year (``2025``) and month (``2025-03``)."""
    papers: int

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        days = (DayCount(day.date, len(planning.listed(day.date))) for day in planning.days)
        distinct = ((period, papers) for period, papers in planning.distinct.items() if "W" not in period)
        yield cls(tuple(days), tuple(sorted(distinct)), len(planning.papers))

    @property
    def extent(self) -> str:
        """Such as "4,024 papers on 284 days"."""
        return f"{count(self.papers, 'paper')} on {count(len(self.days), 'day')}"

    @property
    def last_change(self) -> str:
        return self.days[-1].date.isoformat() if self.days else ""

    def call(self, frame: Frame) -> TemplateCall:
        distinct, root = dict(self.distinct), addresses.root_of(self.address)
        has_weeks = frame.settings.has("weeks")
        busiest = max((day.papers for day in self.days), default=0)
        years = [
            _year(
                year,
                tuple(calendar_months(of_year, distinct, busiest, root, has_weeks=has_weeks)),
                distinct,
            )
            for year, of_year in groupby(self.days, key=lambda day: day.date.year)
        ][::-1]
        contents = [
            LinkView(year.label, f"#{year.anchor}", f"{distinct.get(year.label, 0):,}") for year in years
        ]
        view = DatesView(
            self.extent,
            tuple(contents) if len(years) > 1 else (),
            tuple(tints(busiest)),
            tuple(years),
            has_weeks,
        )
        description = f"{count(self.papers, 'paper')} of {count(len(self.days), 'day')}, by month"
        return self.html(frame, "All days", description, view)


def _year(year: int, months: tuple[CalendarMonthView, ...], distinct: Mapping[str, int]) -> YearView:
    label = f"{year:04d}"
    return YearView(label, f"year-{label}", count(distinct.get(label, 0), "paper"), months)


def calendar_months(
    days: Iterable[DayCount], distinct: Mapping[str, int], busiest: int, root: str, *, has_weeks: bool
) -> Iterator[CalendarMonthView]:
    """Yield the calendar of each month that has days, for a page whose way to the site's root is ``root``."""
    for first, of_month in groupby(days, lambda day: first_of_month(day.date)):
        papers = count(distinct.get(first.isoformat()[:7], 0), "paper")
        shown = calendar(first, of_month, busiest, root, has_weeks=has_weeks)
        yield CalendarMonthView(month_link(first, root), papers, shown)
