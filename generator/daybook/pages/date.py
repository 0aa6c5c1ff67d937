"""A day's page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from markupsafe import Markup
from msgspec import Struct

from daybook.archive.by_day import ListedPaper
from daybook.citations.forms import FORMS
from daybook.model import Day, Paper
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.card import CardView, ListStyle, card
from daybook.pages.parts.links import LinkView, StampView, day_link, day_trail, stamp, week_link
from daybook.pages.parts.written import written
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.dates import long_date, monday_of, short_date
from daybook.text.formatted import plain
from daybook.text.plain_text import count
from daybook.theme.templates import TemplateCall

_ABSTRACTS = 55_000
"""Most characters of abstracts on a page: about 20 kB gzipped."""


class ViewLink(Struct, frozen=True):
    """A link to a view of the day."""

    label: str
    href: str
    """Empty for the one that is shown."""


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
    views: tuple[ViewLink, ...]
    """The orders of its papers; empty if there is one."""
    downloads: tuple[LinkView, ...]
    """Files with the citations of its papers."""
    week_link: LinkView
    previous: LinkView | None
    """The day before it in the archive."""
    following: LinkView | None


class DatePage(Page, frozen=True, array_like=True):
    """A day's page; other pages show the day with fewer of its papers."""

    kind = "date"
    template = "date.html"
    shows = "`/dates/2025-03-18/`: a day with its papers"
    view = DateView
    is_by_votes: ClassVar[bool] = True

    day: Day
    papers: tuple[tuple[Paper, int], ...]
    """With the place of each in the list, in their order."""
    count: int
    """Of all papers of the day."""
    most_votes: int
    has_two_orders: bool
    """Whether the order by up-votes is another than that of the digests."""
    previous: datetime.date | None
    following: datetime.date | None

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each day."""
        return (cls.of(planning, day) for day in planning.days)

    @classmethod
    def of(cls, planning: Planning, day: Day) -> Self:
        """Return the page of a day."""
        return cls.in_order(planning, day, planning.listed(day.date))

    @classmethod
    def in_order(cls, planning: Planning, day: Day, listed: Sequence[ListedPaper]) -> Self:
        """Return the page of a day with its papers in an order."""
        index, days = planning.position[day.date], planning.days
        return cls(
            day,
            tuple((planning.papers[item.address], place) for place, item in enumerate(listed, 1)),
            len(listed),
            max((item.votes for item in listed), default=0),
            day.date in planning.reordered,
            days[index - 1].date if index else None,
            days[index + 1].date if index + 1 < len(days) else None,
        )

    @property
    def address(self) -> str:
        return addresses.day(self.day.date)

    @property
    def pictured_day(self) -> datetime.date:
        return self.day.date

    @property
    def last_growth(self) -> datetime.date:
        """Return the last day on which a fetch found papers of this day that it had not; else the day."""
        day = self.day.date
        items = (item for paper, _ in self.papers for item in paper.appearances if item.day == day)
        return max([day, *(item.history[0].day for item in items if item.history)])

    @property
    def last_change(self) -> str:
        return self.last_growth.isoformat()

    def key_fields(self, hashes: Hashes) -> object:
        papers = [(hashes[paper.address], place) for paper, place in self.papers]
        rest = (self.count, self.most_votes, self.has_two_orders, self.previous, self.following)
        return self.day, papers, rest

    def trail(self, root: str) -> tuple[LinkView, ...]:
        *above, day = day_trail(self.day.date, root)
        return *above, LinkView(day.label, "")

    def call(self, frame: Frame) -> TemplateCall:
        day = self.day.date
        titles = "; ".join(plain(paper.title) for paper, _ in self.papers[:4])
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
        cards=_cards(page, root, is_own=page.address == address),
        more=more,
        digests=tuple(mark.path.rpartition("/")[2] for mark in page.day.digests),
        views=_views(page, root) if page.address == address else (),
        downloads=_downloads(day, root) if page.papers else (),
        week_link=week_link(monday_of(day), root),
        previous=day_link(page.previous, root),
        following=day_link(page.following, root),
    )


def _cards(page: DatePage, root: str, *, is_own: bool) -> tuple[CardView, ...]:
    day = page.day.date
    new = sum(min((item.day for item in paper.appearances), default=day) == day for paper, _ in page.papers)
    has_abstracts = is_own and sum(len(paper.abstract) for paper, _ in page.papers) <= _ABSTRACTS
    style = ListStyle(page.most_votes, 2 * new < len(page.papers), has_abstracts)
    return tuple(card(paper, place, day, root, style) for paper, place in page.papers)


def _downloads(day: datetime.date, root: str) -> tuple[LinkView, ...]:
    return tuple(LinkView(form.label, root + addresses.day_citations(day, form.ending)) for form in FORMS)


def _views(page: DatePage, root: str) -> tuple[ViewLink, ...]:
    if not page.has_two_orders:
        return ()
    day = root + addresses.day(page.day.date)
    return (
        ViewLink("Most votes", "" if page.is_by_votes else day),
        ViewLink("The digest’s order", day + addresses.ORDER if page.is_by_votes else ""),
    )
