"""A month's page."""

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Planning, TemplateCall, month_link
from daybook.pages.parts.calendar import CalendarStyle, CalendarView, DayCount, calendar
from daybook.pages.parts.period import Period, PeriodPage, PeriodView, days_by_period, period_view
from daybook.text import addresses
from daybook.text.dates import first_of_month
from daybook.text.words import Words


class MonthView(Struct, frozen=True):
    label: str
    """Such as "March 2025"."""
    iso: str
    """The month as YYYY-MM."""
    calendar: CalendarView
    period: PeriodView
    trending: LinkView | None
    """To what trends this month; None for a month that is not the newest."""
    previous: LinkView | None
    following: LinkView | None


class MonthPage(PeriodPage, frozen=True, array_like=True):
    kind = "month"
    shows = "`/months/2025-03/`: a month's calendar, its best papers, its days"
    view = MonthView

    busiest: int
    """Number of papers of the archive's day with most."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        trending = planning.insights.trending
        has_trends = trending is not None and trending.newest is not None
        for previous, first, days, following in days_by_period(planning.days, first_of_month):
            period = Period.of(planning, days, planning.distinct[first.isoformat()[:7]])
            trends = following is None and has_trends
            yield cls(first, period, previous, following, trends, planning.busiest)

    @property
    def address(self) -> str:
        return addresses.month(self.first)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        return LinkView(words("Days"), root + addresses.DATES), LinkView(words.month_name(self.first), "")

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        label, extent = words.month_name(self.first), self.period.extent(words)
        days = (DayCount(day.date, day.count) for day in self.period.days)
        style = CalendarStyle(words, self.busiest, root, frame.settings.has("weeks"))
        view = MonthView(
            label=label,
            iso=self.first.isoformat()[:7],
            calendar=calendar(self.first, days, style),
            period=period_view(self.period, root, frame),
            trending=LinkView(words("Trending this month"), root + addresses.TRENDING_MONTH)
            if self.trends
            else None,
            previous=month_link(self.previous, root, words) if self.previous else None,
            following=month_link(self.following, root, words) if self.following else None,
        )
        return self.html(frame, label, words("{papers} of {month}", papers=extent, month=label), view)
