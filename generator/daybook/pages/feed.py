"""The Atom feed of the newest days (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Self

from msgspec import Struct

from daybook.pages.date import DatePage
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.links import LinkView
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.dates import long_date
from daybook.text.formatted import plain
from daybook.text.plain_text import shorten, strip_bidi
from daybook.theme.templates import TemplateCall

_DAYS = 14
_LEAD = 400


class FeedEntryView(Struct, frozen=True):
    """A day."""

    title: str
    url: str
    published: str
    """RFC 3339, midnight UTC of the day."""
    updated: str
    """The same, of the last day on which the day grew."""
    papers: tuple[LinkView, ...]
    """Absolute addresses; ``detail`` is the lead of the abstract."""


class FeedView(Struct, frozen=True):
    url: str
    icon: str
    updated: str
    """RFC 3339, the newest of the entries'."""
    entries: tuple[FeedEntryView, ...]
    """From the newest."""


class FeedPage(Page, frozen=True, array_like=True):
    kind = "feed"
    template = "feed.xml"
    address = addresses.FEED
    shows = "`/feed.xml`: the Atom feed (RFC 4287)"
    view = FeedView

    days: tuple[DatePage, ...]
    """From the newest."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        yield cls(tuple(DatePage.of(planning, day) for day in planning.shown_days()[:_DAYS]))

    def key_fields(self, hashes: Hashes) -> object:
        return [day.key_fields(hashes) for day in self.days]

    def call(self, frame: Frame) -> TemplateCall:
        base = frame.settings.base_url
        entries = tuple(_entry(day, base) for day in self.days)
        updated = max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z")
        view = FeedView(base + addresses.FEED, base + addresses.ICON, updated, entries)
        return TemplateCall(self.template, {"view": view})


def _entry(page: DatePage, base: str) -> FeedEntryView:
    day = page.day.date
    title = f"{long_date(day)}: {page.day.title}" if page.day.title else long_date(day)
    papers = tuple(
        LinkView(
            strip_bidi(plain(paper.title)),
            base + addresses.paper(paper.address),
            shorten(strip_bidi(plain(paper.abstract).replace("\n\n", " ")), _LEAD),
        )
        for paper, _ in page.papers
    )
    url = base + addresses.day(day)
    return FeedEntryView(strip_bidi(title), url, _midnight(day), _midnight(page.of_day.last_growth), papers)


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
