"""The home page: the newest day, and ways to every other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.pages.date import DatePage, DateView, date_view
from daybook.pages.dates import DatesPage
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.links import LinkView
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.dates import first_of_month, iso_week, month_name, short_date
from daybook.theme.templates import TemplateCall

_RECENT_DAYS = 10


class HomeView(Struct, frozen=True):
    newest: DateView | None
    """None if the archive is empty."""
    recent: tuple[LinkView, ...]
    """Up to ten days before it; ``detail`` is the number of papers."""
    all_days: str
    """Number of days."""
    summary: str
    """Such as "4,024 papers on 284 days since 27 May 2024."."""
    week: LinkView | None
    """To the week of the newest day; ``detail`` is the number of papers."""
    months: tuple[LinkView, ...]
    """Every month, newest first; ``detail`` is the number of papers."""


class HomePage(Page, frozen=True, array_like=True):
    kind = "home"
    template = "home.html"
    address = ""
    shows = "`/`: the newest day, the days before it, every month"
    view = HomeView

    newest: DatePage | None
    week_papers: int
    """Number of different papers of the week of the newest day."""
    dates: DatesPage

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        newest = next((DatePage.of(planning, day) for day in planning.shown_days()), None)
        week = planning.distinct[iso_week(newest.day.date)] if newest else 0
        yield cls(newest, week, *DatesPage.plan(planning))

    @property
    def pictured_day(self) -> date | None:
        return self.newest.day.date if self.newest else None

    @property
    def last_change(self) -> str:
        return self.dates.last_change

    def key_fields(self, hashes: Hashes) -> object:
        return self.newest and self.newest.key_fields(hashes), self.week_papers, self.dates

    def call(self, frame: Frame) -> TemplateCall:
        newest, days, distinct = self.newest, self.dates.days, dict(self.dates.distinct)
        before = [day for day in reversed(days) if day.papers and newest and day.date < newest.day.date]
        view = HomeView(
            newest=date_view(newest, self.address) if newest else None,
            recent=tuple(
                LinkView(short_date(day.date), addresses.day(day.date), str(day.papers))
                for day in before[:_RECENT_DAYS]
            ),
            all_days=f"{len(days):,}",
            summary=f"{self.dates.extent} since {short_date(days[0].date)}." if days else "",
            week=_week(newest.day.date, self.week_papers) if newest else None,
            months=tuple(
                LinkView(
                    month_name(first), addresses.month(first), str(distinct.get(first.isoformat()[:7], 0))
                )
                for first, _ in groupby(reversed(days), lambda day: first_of_month(day.date))
            ),
        )
        return self.html(frame, frame.settings.title, frame.settings.description, view)


def _week(day: date, papers: int) -> LinkView:
    return LinkView(f"Best of week {day.isocalendar().week}", addresses.week(day), str(papers))
