"""A day's page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Self

from markupsafe import Markup
from msgspec import Struct

from daybook.model import Day, Paper
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.card import CardView, card
from daybook.pages.parts.links import LinkView, StampView, day_link, month_link, stamp
from daybook.pages.parts.written import written
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.dates import long_date, short_date
from daybook.text.plain_text import count
from daybook.theme.templates import TemplateCall


class DateView(Struct, frozen=True):
    """A day, on its own page or on another."""

    stamp: StampView
    href: str
    """To the day's own page, from the page it is shown on."""
    title: str
    """A person's name for the day; mostly empty."""
    notes: Markup
    count: str
    """Such as "12 papers"."""
    cards: tuple[CardView, ...]
    more: LinkView | None
    """To the day's own page, if it has more papers than ``cards``."""
    digests: tuple[str, ...]
    """File names of the digests the day was read from."""
    month_link: LinkView
    previous: LinkView | None
    """The day before it in the archive."""
    following: LinkView | None


class DatePage(Page, frozen=True, array_like=True):
    """A day's page; other pages show the day with fewer of its papers."""

    kind = "date"
    template = "date.html"
    shows = "`/dates/2025-03-18/`: a day with its papers"
    view = DateView

    day: Day
    papers: tuple[tuple[Paper, int], ...]
    """With the best rank of each on that day, in their order."""
    count: int
    """Of all papers of the day."""
    previous: datetime.date | None
    following: datetime.date | None

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each day."""
        return (cls.of(planning, day) for day in planning.days)

    @classmethod
    def of(cls, planning: Planning, day: Day) -> Self:
        """Return the page of a day."""
        index, days = planning.position[day.date], planning.days
        listed = planning.listed(day.date)
        return cls(
            day,
            tuple((planning.papers[item.address], item.rank) for item in listed),
            len(listed),
            days[index - 1].date if index else None,
            days[index + 1].date if index + 1 < len(days) else None,
        )

    @property
    def address(self) -> str:
        return addresses.day(self.day.date)

    @property
    def last_change(self) -> str:
        return self.day.date.isoformat()

    def key_fields(self, hashes: Hashes) -> object:
        papers = [(hashes[paper.address], rank) for paper, rank in self.papers]
        return self.day, papers, self.count, self.previous, self.following

    def call(self, frame: Frame) -> TemplateCall:
        day = self.day.date
        titles = "; ".join(paper.title for paper, _ in self.papers[:4])
        description = f"{count(self.count, 'paper')} of {short_date(day)}: {titles}"
        return self.html(frame, long_date(day), description, date_view(self, self.address))


def date_view(page: DatePage, address: str) -> DateView:
    """Return a day as the page at ``address`` shows it."""
    day, root = page.day.date, addresses.root_of(address)
    href, papers = root + addresses.day(day), count(page.count, "paper")
    more = LinkView(f"All {papers} of {long_date(day)}", href) if page.count > len(page.papers) else None
    return DateView(
        stamp=stamp(day),
        href=href,
        title=page.day.title,
        notes=written(page.day.notes_markdown, f"dates/{day.isoformat()}.md", address, level=2),
        count=papers,
        cards=tuple(card(paper, rank, day, root) for paper, rank in page.papers),
        more=more,
        digests=tuple(mark.path.rpartition("/")[2] for mark in page.day.digests),
        month_link=month_link(day, root),
        previous=day_link(page.previous, root),
        following=day_link(page.following, root),
    )
