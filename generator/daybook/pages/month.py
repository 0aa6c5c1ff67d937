"""A month's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from daybook.pages.date import DatePage, DateView, date_view
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.calendar import CalendarView, DayCount, calendar
from daybook.pages.parts.links import LinkView, month_link
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.dates import month_name
from daybook.text.plain_text import count
from daybook.theme.templates import TemplateCall

_PAPERS_OF_A_DAY = 3


class MonthView(Struct, frozen=True):
    """A month: its calendar, and its days from the newest to the oldest."""

    label: str
    """Such as "March 2025"."""
    iso: str
    """The month as YYYY-MM."""
    count: str
    """Such as "12 papers"."""
    calendar: CalendarView
    days: tuple[DateView, ...]
    """With at most three cards each."""
    previous: LinkView | None
    following: LinkView | None


class MonthPage(Page, frozen=True, array_like=True):
    kind = "month"
    template = "month.html"
    shows = "`/months/2025-03/`: a calendar, and the days of the month"
    view = MonthView

    first: date
    days: tuple[DatePage, ...]
    """From the oldest."""
    papers: int
    """Number of different ones."""
    previous: date | None
    following: date | None

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each month that has days."""
        days_of = {
            first: tuple(days)
            for first, days in groupby(planning.days, key=lambda day: day.date.replace(day=1))
        }
        months = [None, *days_of, None]
        for previous, first, following in zip(months, days_of, months[2:], strict=False):
            pages = (DatePage.of(planning, day) for day in days_of[first])
            yield cls(
                first,
                tuple(replace(page, papers=page.papers[:_PAPERS_OF_A_DAY]) for page in pages),
                planning.distinct[first.isoformat()[:7]],
                previous,
                following,
            )

    @property
    def address(self) -> str:
        return addresses.month(self.first)

    @property
    def last_change(self) -> str:
        return self.days[-1].last_change

    def key_fields(self, hashes: Hashes) -> object:
        days = [day.key_fields(hashes) for day in self.days]
        return self.first, days, self.papers, self.previous, self.following

    def call(self, frame: Frame) -> TemplateCall:
        label, root = month_name(self.first), addresses.root_of(self.address)
        view = MonthView(
            label=label,
            iso=self.first.isoformat()[:7],
            count=count(self.papers, "paper"),
            calendar=calendar(self.first, (DayCount(day.day.date, day.count) for day in self.days), root),
            days=tuple(date_view(day, self.address) for day in reversed(self.days)),
            previous=month_link(self.previous, root) if self.previous else None,
            following=month_link(self.following, root) if self.following else None,
        )
        description = f"{count(self.papers, 'paper')} on {count(len(self.days), 'day')} of {label}"
        return self.html(frame, label, description, view)
