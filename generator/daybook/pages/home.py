"""The home page: the newest day, the week's best papers, topics that rise, a calendar, and ways elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.pages.date import DatePage, DateView, date_view
from daybook.pages.dates import CalendarMonthView, DatesPage, calendar_months
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.calendar import DayCount
from daybook.pages.parts.links import LinkView
from daybook.pages.parts.rising import Rising, RisingView, rising_view
from daybook.pages.parts.week_best import WeekBest, WeekBestView, week_best_view
from daybook.pages.planning import Planning
from daybook.settings import Settings
from daybook.text import addresses
from daybook.text.dates import first_of_month, month_name, short_date
from daybook.theme.templates import TemplateCall

_MONTHS = 2
"""With a calendar."""


class HomeView(Struct, frozen=True):
    newest: DateView | None
    """With its first papers; None if the archive is empty."""
    recent: tuple[LinkView, ...]
    """Days before it; ``detail`` is the number of papers."""
    all_days: str
    """Number of days."""
    summary: str
    """Such as "4,024 papers on 284 days since 27 May 2024"."""
    trending: LinkView | None
    week: WeekBestView | None
    """Of the newest week; of the one before while the newest has one day."""
    rising: RisingView | None
    """Topics; None if none rises."""
    calendars: tuple[CalendarMonthView, ...]
    """Of the newest months, in their order."""
    months: tuple[LinkView, ...]
    """Every month, newest first; ``detail`` is the number of papers."""


class HomePage(Page, frozen=True, array_like=True):
    kind = "home"
    template = "home.html"
    address = ""
    shows = "`/`: the newest day, the week's best, topics that rise, a calendar, every month"
    view = HomeView

    newest: DatePage | None
    week: WeekBest | None
    rising: Rising | None
    dates: DatesPage
    trends: bool
    """Whether what trends has a page."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        newest = next((DatePage.of(planning, day) for day in planning.shown_days()), None)
        first = newest.shortened(planning.settings.lengths.home_papers) if newest else None
        trends = planning.insights.trending is not None
        (dates,) = DatesPage.plan(planning)
        yield cls(first, WeekBest.newest(planning), Rising.of(planning), dates, trends)

    @property
    def pictured_day(self) -> date | None:
        return self.newest.day.date if self.newest else None

    @property
    def last_change(self) -> str:
        return self.dates.last_change

    def key_fields(self, hashes: Hashes) -> object:
        newest = self.newest and self.newest.key_fields(hashes)
        week = self.week and self.week.key_fields(hashes)
        return newest, week, self.rising, self.dates, self.trends

    def call(self, frame: Frame) -> TemplateCall:
        newest, days, settings = self.newest, self.dates.days, frame.settings
        before = [day for day in reversed(days) if day.papers and newest and day.date < newest.day.date]
        view = HomeView(
            newest=date_view(newest, self.address, settings) if newest else None,
            recent=tuple(
                LinkView(short_date(day.date), addresses.day(day.date), str(day.papers))
                for day in before[: settings.lengths.home_days]
            ),
            all_days=f"{len(days):,}",
            summary=f"{self.dates.extent} since {short_date(days[0].date)}" if days else "",
            trending=LinkView("Trending this week", addresses.TRENDING) if self.trends else None,
            week=week_best_view(self.week, "", has_weeks=settings.has("weeks")) if self.week else None,
            rising=rising_view(self.rising, "") if self.rising else None,
            calendars=self._calendars(settings),
            months=tuple(self._months()),
        )
        return self.html(frame, settings.title, settings.description, view)

    def _calendars(self, settings: Settings) -> tuple[CalendarMonthView, ...]:
        days = self.dates.days
        firsts = sorted({first_of_month(day.date) for day in days})[-_MONTHS:]
        newest = (day for day in days if day.date >= firsts[0])
        busiest = max((day.papers for day in days), default=0)
        return tuple(
            calendar_months(newest, dict(self.dates.distinct), busiest, "", has_weeks=settings.has("weeks"))
        )

    def _months(self) -> Iterator[LinkView]:
        distinct = dict(self.dates.distinct)
        for first, _ in groupby(reversed(self.dates.days), _first):
            papers = distinct.get(first.isoformat()[:7], 0)
            yield LinkView(month_name(first), addresses.month(first), f"{papers:,}")


def _first(day: DayCount) -> date:
    return first_of_month(day.date)
