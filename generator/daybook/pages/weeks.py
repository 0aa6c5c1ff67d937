"""The list of all weeks, by year."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall
from daybook.pages.parts.count_phrases import PAPERS, PERIODS
from daybook.text import addresses
from daybook.text.dates import iso_week, monday_of
from daybook.text.words import Words, phrases

_IN_WEEKS = phrases("{papers} in {n} week", "{papers} in {n} weeks")


class WeekLineView(Struct, frozen=True):
    label: str
    """Such as "Week 12"."""
    href: str
    dates: str
    """Such as "17–23 March"."""
    count: str
    """Such as "83 papers"."""


class WeeksOfYearView(Struct, frozen=True):
    """A year of ISO 8601."""

    label: str
    anchor: str
    """The ``id`` of its heading."""
    count: str
    """Such as "52 weeks"."""
    weeks: tuple[WeekLineView, ...]
    """From the first."""


class WeeksView(Struct, frozen=True):
    count: str
    """Such as "4,024 papers in 58 weeks"."""
    contents: tuple[LinkView, ...]
    """Links to the years below, with their numbers of weeks; empty if there is one year."""
    years: tuple[WeeksOfYearView, ...]
    """From the newest to the oldest."""


class WeeksPage(Page, frozen=True, array_like=True):
    kind = "weeks"
    address = addresses.WEEKS
    shows = "`/weeks/`: every week by year"
    view = WeeksView

    weeks: tuple[tuple[date, int], ...]
    """Monday and number of different papers, from the oldest."""
    papers: int
    last_change: str

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        if not planning.settings.has("weeks"):
            return
        mondays = dict.fromkeys(monday_of(day.date) for day in planning.days)
        weeks = tuple((monday, planning.distinct[iso_week(monday)]) for monday in mondays)
        yield cls(weeks, len(planning.papers), planning.newest)

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        of_years = groupby(self.weeks, key=lambda week: week[0].isocalendar().year)
        years = [
            _year(year, [_line(*week, root, words) for week in weeks], words) for year, weeks in of_years
        ][::-1]
        papers = words.count(self.papers, *PAPERS)
        extent = words.count(len(self.weeks), *_IN_WEEKS, papers=papers)
        contents = tuple(LinkView(year.label, f"#{year.anchor}", year.count) for year in years)
        view = WeeksView(extent, contents if len(years) > 1 else (), tuple(years))
        return self.html(frame, words("All weeks"), extent, view)


def _year(year: int, weeks: list[WeekLineView], words: Words) -> WeeksOfYearView:
    number = words.count(len(weeks), *PERIODS["week"])
    return WeeksOfYearView(f"{year:04d}", f"year-{year:04d}", number, tuple(weeks))


def _line(monday: date, papers: int, root: str, words: Words) -> WeekLineView:
    label = words("Week {week}", week=monday.isocalendar().week)
    return WeekLineView(
        label,
        root + addresses.week(monday),
        words.week_days(monday, with_year=False),
        words.count(papers, *PAPERS),
    )
