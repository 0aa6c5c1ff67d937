"""The feeds of the newest days: Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall
from daybook.pages.date import DatePage
from daybook.pages.parts.feed_entries import LONG_AGO, line, midnight
from daybook.settings import Settings
from daybook.text import addresses
from daybook.text.plain_text import inert
from daybook.text.words import Words, phrases
from daybook.theme.icons import APP_ICONS

_PAPERS = 30
"""Of a day; an entry says how many more there are."""
_LEAD = 400
_TITLE = 300
_CHARACTERS = 90_000
"""Of all leads: about 30 kB gzipped, beside 100 bytes for the title and link of each paper."""


_MORE = phrases("and {n} more paper", "and {n} more papers")


class FeedEntryView(Struct, frozen=True):
    """A day."""

    id: str
    """Its address, below the base URL that ids have for good."""
    title: str
    url: str
    published: str
    """RFC 3339, midnight UTC of the day."""
    updated: str
    """The same, of the last day on which the day grew."""
    papers: tuple[LinkView, ...]
    """Its first papers, with absolute addresses; ``detail`` tells what each is about."""
    more: LinkView | None
    """To the day's page, if it has more papers."""


class FeedView(Struct, frozen=True):
    id: str
    url: str
    json_url: str
    """Of the JSON Feed."""
    icon: str
    large_icon: str
    """A PNG, for JSON Feed."""
    updated: str
    """RFC 3339, the newest of the entries'."""
    entries: tuple[FeedEntryView, ...]
    """From the newest."""


class FeedPage(Page, frozen=True, array_like=True):
    kind = "feed"
    template = "feed.xml"
    address = addresses.FEED
    shows = "`/feed.xml`: the Atom feed of the newest days (RFC 4287)"
    view = FeedView

    days: tuple[DatePage, ...]
    """From the newest; the first page of each."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        days = planning.shown_days()[: planning.settings.lengths.feed_days]
        yield cls(tuple(DatePage.of(planning, day) for day in days))

    def call(self, frame: Frame) -> TemplateCall:
        settings, base = frame.settings, frame.settings.base_url
        shown = sum(len(day.papers[:_PAPERS]) for day in self.days)
        lead = min(_LEAD, _CHARACTERS // max(1, shown))
        entries = tuple(_entry(day, settings, lead, frame.words) for day in self.days)
        view = FeedView(
            id=settings.id_base,
            url=base + addresses.FEED,
            json_url=base + addresses.JSON_FEED,
            icon=base + addresses.ICON,
            large_icon=base + APP_ICONS[max(APP_ICONS)],
            updated=max((entry.updated for entry in entries), default=LONG_AGO),
            entries=entries,
        )
        return TemplateCall(self.template, {"view": view})


class JsonFeedPage(FeedPage, frozen=True, array_like=True):
    kind = "json-feed"
    template = "feed.json"
    address = addresses.JSON_FEED
    shows = "`/feed.json`: the JSON Feed of the newest days (version 1.1)"


def _entry(page: DatePage, settings: Settings, lead: int, words: Words) -> FeedEntryView:
    day, base = page.day.date, settings.base_url
    title = words.long_date(day)
    if page.day.title:
        title = words("{day}: {title}", day=title, title=page.day.title)
    papers = tuple(
        LinkView(
            line(paper.title, _TITLE),
            base + addresses.paper(paper.address),
            line(paper.facts.summary or paper.abstract, lead),
        )
        for paper, _ in page.papers[:_PAPERS]
    )
    url, more = base + addresses.day(day), page.of_day.count - len(papers)
    return FeedEntryView(
        id=settings.id_base + addresses.day(day),
        title=inert(title),
        url=url,
        published=midnight(day),
        updated=midnight(page.of_day.last_growth),
        papers=papers,
        more=LinkView(words.count(more, *_MORE), url) if more else None,
    )
