"""Feeds of papers: an entry a paper, as all feeds of papers have it.

An id is the paper's address below `Settings.id_base`, which stays the same when the site moves. What is
imported is plain text in every form of feed, and `inert` for readers that take it for HTML.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from daybook.archive.by_day import first_day
from daybook.model import Appearance, Paper
from daybook.pages.base import Frame, LinkView
from daybook.pages.parts.facts import outward_links
from daybook.settings import Settings
from daybook.text import addresses
from daybook.text.formatted import plain
from daybook.text.plain_text import inert, shorten
from daybook.text.words import Words, phrases
from daybook.theme.icons import APP_ICONS

_LEAD = 300
_TITLE = 300
_AUTHORS, _FEW_AUTHORS = 10, 3
"""Names in an entry, the second in feeds of which there are many."""
_CATEGORIES = 8
_MORE_NAMES = phrases("and {n} more", "and {n} more")
LONG_AGO = "1970-01-01T00:00:00Z"
"""When an empty feed was updated."""


class PaperEntryView(Struct, frozen=True):
    """A paper in a feed: all plain text."""

    id: str
    url: str
    title: str
    language: str
    """BCP 47, if the title's script says so, else empty."""
    published: str
    """RFC 3339, midnight UTC of the first day that lists it."""
    updated: str
    """The same, of the last day on which a list came to have it."""
    is_updated: bool
    """Whether these two differ."""
    authors: tuple[str, ...]
    """The first ten or three, then "and 5 more" or "et al."."""
    summary: str
    """Empty in feeds of which there are many, as are links and categories."""
    links: tuple[LinkView, ...]
    """To its PDF, arXiv, code and project, as far as they are known."""
    external_url: str
    """The first of them, mostly that of its PDF; empty without any."""
    categories: tuple[str, ...]
    """Tags of a person, then keywords and arXiv's categories."""


class PapersFeedView(Struct, frozen=True):
    id: str
    url: str
    page_url: str
    """Of the page that lists the same papers."""
    title: str
    subtitle: str
    icon: str
    large_icon: str
    """A PNG, for JSON Feed."""
    updated: str
    """RFC 3339, the newest of the entries'."""
    entries: tuple[PaperEntryView, ...]
    """From the newest."""


class FeedHead(Struct, frozen=True):
    title: str
    subtitle: str
    address: str
    """Such as ``topics/attention/feed.xml``."""
    page_address: str
    """Of the page that lists the same papers."""


def papers_view(frame: Frame, head: FeedHead, papers: Sequence[Paper], lead: int = _LEAD) -> PapersFeedView:
    """Return a feed of papers, whose summaries have at most ``lead`` characters.

    With 0, it is one of many: its entries have a title, few authors, days, and lead to the page of the paper.
    """
    base, settings = frame.settings.base_url, frame.settings
    entries = tuple(_entry(paper, settings, lead, frame.words) for paper in papers)
    return PapersFeedView(
        id=settings.id_base + head.address,
        url=base + head.address,
        page_url=base + head.page_address,
        title=inert(head.title),
        subtitle=inert(head.subtitle),
        icon=base + addresses.ICON,
        large_icon=base + APP_ICONS[max(APP_ICONS)],
        updated=max((entry.updated for entry in entries), default=LONG_AGO),
        entries=entries,
    )


def listed_since(item: Appearance) -> date:
    """Return the day on which a fetch found a paper in a day's list, not before that day; else the day."""
    return max(item.day, item.history[0].day) if item.history else item.day


def midnight(day: date) -> str:
    """Return a day as feeds have points in time."""
    return f"{day.isoformat()}T00:00:00Z"


def line(text: str, limit: int) -> str:
    """Return imported text in a line of at most about ``limit`` characters."""
    return inert(shorten(plain(text[: 4 * limit]).replace("\n\n", " "), limit))


def _entry(paper: Paper, settings: Settings, lead: int, words: Words) -> PaperEntryView:
    facts, path = paper.facts, addresses.paper(paper.address)
    topics = (*paper.tags, *map(plain, facts.keywords), *facts.categories) if lead else ()
    published, updated = first_day(paper), max(map(listed_since, paper.appearances))
    links = tuple(LinkView(link.label, link.href) for link in outward_links(facts, words)) if lead else ()
    return PaperEntryView(
        id=settings.id_base + path,
        url=settings.base_url + path,
        title=line(paper.title, _TITLE),
        language=words.language_of(paper.title, paper.abstract),
        published=midnight(published),
        updated=midnight(updated),
        is_updated=published != updated,
        authors=_authors(paper, words, _AUTHORS if lead else _FEW_AUTHORS),
        summary=line(facts.summary or paper.abstract, lead) if lead else "",
        links=links,
        external_url=links[0].href if links else "",
        categories=tuple(map(inert, list(dict.fromkeys(topics))[:_CATEGORIES])),
    )


def _authors(paper: Paper, words: Words, most: int) -> tuple[str, ...]:
    names = paper.facts.authors
    more = len(names) - most
    rest = words.count(more, *_MORE_NAMES) if more > 0 else ""
    if not rest and paper.has_more_authors and names:
        rest = words("et al.")
    return (*map(inert, names[:most]), *((rest,) if rest else ()))
