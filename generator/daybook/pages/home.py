"""The home page: the newest day, the week's best papers, topics that rise, a calendar, and ways elsewhere."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall
from daybook.pages.date import DatePage, DateView, date_view
from daybook.pages.dates import CalendarMonthView, DatesPage, calendar_months
from daybook.pages.parts.best import WeekBest, WeekBestView, week_best_view
from daybook.pages.parts.calendar import CalendarStyle
from daybook.pages.parts.count_phrases import DAYS
from daybook.pages.parts.rising import Rising, RisingView, rising_view
from daybook.text import addresses
from daybook.text.dates import first_of_month
from daybook.text.words import Words

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
        if newest:
            shown = planning.settings.lengths.home_papers
            newest = replace(newest, papers=newest.papers[:shown], topics=newest.topics[:shown])
        trends = planning.insights.trending is not None
        (dates,) = DatesPage.plan(planning)
        yield cls(newest, WeekBest.newest(planning), Rising.of(planning), dates, trends)

    @property
    def pictured_day(self) -> date | None:
        return self.newest.day.date if self.newest else None

    @property
    def last_change(self) -> str:
        return self.dates.last_change

    def call(self, frame: Frame) -> TemplateCall:
        newest, days, words, settings = self.newest, self.dates.days, frame.words, frame.settings
        before = [day for day in reversed(days) if day.papers and newest and day.date < newest.day.date]
        has_weeks = settings.has("weeks")
        view = HomeView(
            newest=date_view(newest, self.address, frame) if newest else None,
            recent=tuple(
                LinkView(words.short_date(day.date), addresses.day(day.date), str(day.papers))
                for day in before[: settings.lengths.home_days]
            ),
            all_days=words.count(len(days), *DAYS),
            summary=self._summary(words),
            trending=LinkView(words("Trending this week"), addresses.TRENDING) if self.trends else None,
            week=week_best_view(self.week, words, has_weeks=has_weeks) if self.week else None,
            rising=rising_view(self.rising, words) if self.rising else None,
            calendars=self._calendars(frame),
            months=tuple(self._months(words)),
        )
        return self.html(frame, settings.title, frame.site.description, view)

    def _summary(self, words: Words) -> str:
        if not self.dates.days:
            return ""
        first = words.short_date(self.dates.days[0].date)
        return words("{papers} since {day}", papers=self.dates.extent(words), day=first)

    def _calendars(self, frame: Frame) -> tuple[CalendarMonthView, ...]:
        days = self.dates.days
        firsts = sorted({first_of_month(day.date) for day in days})[-_MONTHS:]
        newest = (day for day in days if day.date >= firsts[0])
        busiest = max((day.papers for day in days), default=0)
        style = CalendarStyle(frame.words, busiest, "", frame.settings.has("weeks"))
        return tuple(calendar_months(newest, dict(self.dates.distinct), style))

    def _months(self, words: Words) -> Iterator[LinkView]:
        distinct = dict(self.dates.distinct)
        for first, _ in groupby(reversed(self.dates.days), lambda day: first_of_month(day.date)):
            papers = distinct.get(first.isoformat()[:7], 0)
            yield LinkView(words.month_name(first), addresses.month(first), words.number(papers))
