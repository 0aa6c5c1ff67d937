"""A week's page: a week of ISO 8601, which belongs to the year of its Thursday."""

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Planning, TemplateCall, month_link, week_link
from daybook.pages.parts.period import Period, PeriodPage, PeriodView, days_by_period, period_view
from daybook.text import addresses
from daybook.text.dates import first_of_month, iso_week, monday_of
from daybook.text.words import Words


class WeekView(Struct, frozen=True):
    iso: str
    """Such as "2025-W12"."""
    numeral: str
    dates: str
    """Such as "17–23 March 2025"."""
    period: PeriodView
    months: tuple[LinkView, ...]
    """Those of its days."""
    trending: LinkView | None
    """To what trends this week; None for a week that is not the newest."""
    previous: LinkView | None
    following: LinkView | None


class WeekPage(PeriodPage, frozen=True, array_like=True):
    kind = "week"
    shows = "`/weeks/2025-W12/`: a week's best papers, its days"
    view = WeekView

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        if not planning.settings.has("weeks"):
            return
        for previous, monday, days, following in days_by_period(planning.days, monday_of):
            period = Period.of(planning, days, planning.distinct[iso_week(monday)])
            trends = following is None and planning.insights.trending is not None
            yield cls(monday, period, previous, following, trends)

    @property
    def address(self) -> str:
        return addresses.week(self.first)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        return LinkView(words("Weeks"), root + addresses.WEEKS), LinkView(words.week_name(self.first), "")

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        dates, extent = words.week_days(self.first), self.period.extent(words)
        months = dict.fromkeys(first_of_month(day.date) for day in self.period.days)
        view = WeekView(
            iso=iso_week(self.first),
            numeral=str(self.first.isocalendar().week),
            dates=dates,
            period=period_view(self.period, root, frame),
            months=tuple(month_link(first, root, words) for first in months),
            trending=LinkView(words("Trending this week"), root + addresses.TRENDING)
            if self.trends
            else None,
            previous=week_link(self.previous, root, words) if self.previous else None,
            following=week_link(self.following, root, words) if self.following else None,
        )
        description = words("{papers} of {days}", papers=extent, days=dates)
        return self.html(frame, words.week_name(self.first), description, view)
