"""The list of all days: a calendar of every month."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall, month_link
from daybook.pages.parts.calendar import CalendarStyle, CalendarView, DayCount, TintView, calendar, tints
from daybook.pages.parts.count_phrases import PAPERS, papers_on_days
from daybook.text import addresses
from daybook.text.dates import first_of_month
from daybook.text.words import Words, phrases

_BY_MONTH = phrases("{papers} of {n} day, by month", "{papers} of {n} days, by month")


class CalendarMonthView(Struct, frozen=True):
    link: LinkView
    count: str
    """Such as "12 papers"."""
    calendar: CalendarView


class YearView(Struct, frozen=True):
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

    def extent(self, words: Words) -> str:
        """Return how many papers it has, such as "4,024 papers on 284 days"."""
        return papers_on_days(self.papers, len(self.days), words)

    @property
    def last_change(self) -> str:
        return self.days[-1].date.isoformat() if self.days else ""

    def call(self, frame: Frame) -> TemplateCall:
        distinct, root, words = dict(self.distinct), addresses.root_of(self.address), frame.words
        has_weeks = frame.settings.has("weeks")
        busiest = max((day.papers for day in self.days), default=0)
        style = CalendarStyle(words, busiest, root, has_weeks)
        years = [
            _year(year, tuple(calendar_months(of_year, distinct, style)), distinct, words)
            for year, of_year in groupby(self.days, key=lambda day: day.date.year)
        ][::-1]
        contents = [LinkView(year.label, f"#{year.anchor}", year.count) for year in years]
        view = DatesView(
            self.extent(words),
            tuple(contents) if len(years) > 1 else (),
            tuple(tints(busiest, words)),
            tuple(years),
            has_weeks,
        )
        papers = words.count(self.papers, *PAPERS)
        description = words.count(len(self.days), *_BY_MONTH, papers=papers)
        return self.html(frame, words("All days"), description, view)


def _year(
    year: int, months: tuple[CalendarMonthView, ...], distinct: Mapping[str, int], words: Words
) -> YearView:
    label = f"{year:04d}"
    return YearView(label, f"year-{label}", words.count(distinct.get(label, 0), *PAPERS), months)


def calendar_months(
    days: Iterable[DayCount], distinct: Mapping[str, int], style: CalendarStyle
) -> Iterator[CalendarMonthView]:
    words = style.words
    for first, of_month in groupby(days, lambda day: first_of_month(day.date)):
        papers = words.count(distinct.get(first.isoformat()[:7], 0), *PAPERS)
        link = month_link(first, style.root, words)
        yield CalendarMonthView(link, papers, calendar(first, of_month, style))
