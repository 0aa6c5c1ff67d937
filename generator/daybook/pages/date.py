"""A day's page."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Self

from markupsafe import Markup
from msgspec import Struct

from daybook.archive.by_day import ListedPaper, first_day
from daybook.insights.topics import TopicName
from daybook.model import Day, Paper, Picture
from daybook.pages.base import (
    Frame,
    LinkView,
    Planning,
    StampView,
    TemplateCall,
    day_link,
    day_trail,
    stamp,
    week_link,
)
from daybook.pages.parts.card import CardView, ListStyle, card
from daybook.pages.parts.citation import day_files
from daybook.pages.parts.content_markdown import images_in, written
from daybook.pages.parts.count_phrases import PAPERS
from daybook.pages.parts.feed_entries import listed_since
from daybook.pages.parts.page_links import on_card, papers_by_topic
from daybook.pages.parts.paging import PageOfList, PagerView, pager_view, pages_in_order
from daybook.text import addresses
from daybook.text.dates import monday_of
from daybook.text.formatted import plain
from daybook.text.words import Words, phrase

DIGEST_ORDER = phrase("As listed")
BY_TOPIC = phrase("By topic")
_ABSTRACTS = 55_000
"""Most characters of abstracts on a page: about 20 kB gzipped."""
_MOST = 50
"""Papers on a page: about 8 kB gzipped without abstracts."""
_MEAN_ABSTRACTS = 45_000
"""Characters of abstracts on a page of a day that has several: some have more."""


class DateView(Struct, frozen=True):
    """A day, on its own page or on another."""

    stamp: StampView
    href: str
    """To the day's own page, from the page it is shown on."""
    title: str
    """A person's name for the day; mostly empty."""
    notes: Markup
    count: str
    """Such as "12 papers", or "Papers 38–74 of 370" on a page of its own."""
    cards: tuple[CardView, ...]
    more: LinkView | None
    """To the day's own page, if it has more papers than ``cards``."""
    digests: tuple[str, ...]
    """File names of the digests the day was read from."""
    has_views: bool
    """Whether it has several papers, so that there is something to choose among views."""
    views: tuple[LinkView, ...]
    """The orders of its papers, ``href`` empty for the one that is shown; empty if there is one."""
    titles: LinkView
    """To the titles of all its papers: on this page, or a page of their own."""
    pager: PagerView | None
    """None if all papers are on one page."""
    downloads: tuple[LinkView, ...]
    """Files with the citations of its papers."""
    has_triage: bool
    """Whether a button shows one paper at a time."""
    week_link: LinkView | None
    """None if weeks have no pages."""
    previous: LinkView | None
    """The day before it in the archive."""
    following: LinkView | None


class WholeDay(Struct, frozen=True, array_like=True):
    """The whole day, as each page of it describes the day."""

    count: int
    """Of its papers."""
    most_votes: int
    has_two_orders: bool
    """Whether the order by up-votes is another than that of the digests."""
    has_topics: bool
    """Whether a page lists its papers by topic."""
    marks_new: bool
    """Whether cards say that a paper is new, as most of the day were listed before."""
    last_growth: datetime.date
    """The last day on which a fetch found papers of this day that it had not; else the day."""
    previous: datetime.date | None
    following: datetime.date | None

    @classmethod
    def of(cls, planning: Planning, day: datetime.date, papers: Sequence[Paper]) -> Self:
        """Return what is to be said of a day with some papers."""
        index, days = planning.position[day], planning.days
        new = sum(first_day(paper) == day for paper in papers)
        items = (item for paper in papers for item in paper.appearances if item.day == day)
        return cls(
            len(papers),
            max((item.votes for item in planning.listed(day)), default=0),
            day in planning.reordered,
            bool(papers_by_topic(planning.listed(day), planning.topics_of)),
            2 * new < len(papers),
            max(map(listed_since, items), default=day),
            days[index - 1].date if index else None,
            days[index + 1].date if index + 1 < len(days) else None,
        )


class DatePage(PageOfList, frozen=True, array_like=True):
    """A day's page, or one of the pages of a day with many papers; other pages show the day's first page."""

    kind = "date"
    shows = "`/dates/2025-03-18/`, `/dates/2025-03-18/2/`: a day with its papers"
    view = DateView
    is_by_votes: ClassVar[bool] = True

    day: Day
    papers: tuple[tuple[Paper, int], ...]
    """Of this page, in their order, with the place of each in the day's list."""
    of_day: WholeDay
    topics: tuple[tuple[TopicName, ...], ...]
    """Of each paper, the topics on its card."""
    images: tuple[Picture, ...] = ()
    """Pictures that its notes may show."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        for day in planning.days:
            yield from cls.pages_of(planning, day)

    @classmethod
    def of(cls, planning: Planning, day: Day) -> Self:
        """Return the first page of a day."""
        return next(cls.pages_of(planning, day))

    @classmethod
    def pages_of(cls, planning: Planning, day: Day) -> Iterator[Self]:
        return cls.in_order(planning, day, planning.listed(day.date), addresses.day(day.date))

    @classmethod
    def in_order(
        cls, planning: Planning, day: Day, listed: Sequence[ListedPaper], folder: str
    ) -> Iterator[Self]:
        """Yield the pages of a day with its papers in an order, the first at ``folder``."""
        papers = [planning.papers[item.address] for item in listed]
        images = images_in(day.notes_markdown, planning.archive.images)
        whole = WholeDay.of(planning, day.date, papers)
        placed = [(paper, place) for place, paper in enumerate(papers, 1)]
        for place, part in pages_in_order(folder, placed, _number_of_pages(papers)):
            topics = tuple(on_card(planning.topics_of(paper.address)) for paper, _ in part)
            yield cls(place, day, tuple(part), whole, topics, images)

    @property
    def content_file(self) -> str:
        has_file = self.day.digests or self.day.title or self.day.notes_markdown
        return f"dates/{self.day.date.isoformat()}.md" if has_file else ""

    @property
    def pictured_day(self) -> datetime.date:
        return self.day.date

    @property
    def last_change(self) -> str:
        return self.of_day.last_growth.isoformat()

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        *above, day = day_trail(self.day.date, root, words)
        return *above, *self.place.trail(day.label, root, words)

    def call(self, frame: Frame) -> TemplateCall:
        day, words = self.day.date, frame.words
        description = words(
            "{papers} of {day}: {titles}",
            papers=_extent(self, words),
            day=words.short_date(day),
            titles="; ".join(plain(paper.title) for paper, _ in self.papers[:4]),
        )
        title = self.place.title(words.long_date(day), words)
        return self.html(frame, title, description, date_view(self, self.address, frame))


def date_view(page: DatePage, address: str, frame: Frame) -> DateView:
    """Return a day as the page at ``address`` shows it."""
    day, root, whole = page.day.date, addresses.root_of(address), page.of_day
    settings, words = frame.settings, frame.words
    notes = "" if page.place.number else page.day.notes_markdown
    href, is_own = root + addresses.day(day), page.address == address
    papers = words.count(whole.count, *PAPERS)
    more = words("All {papers} of {day}", papers=papers, day=words.long_date(day))
    return DateView(
        stamp=stamp(day, words),
        href=href,
        title=page.day.title,
        notes=written(notes, f"dates/{day.isoformat()}.md", address, 2, page.images),
        count=_extent(page, words) if is_own else papers,
        cards=_cards(page, root, frame, is_own=is_own),
        more=LinkView(more, href) if whole.count > len(page.papers) else None,
        digests=tuple(mark.path.rpartition("/")[2] for mark in page.day.digests),
        has_views=whole.count > 1,
        views=_views(page, root, words) if is_own else (),
        titles=LinkView(words("Titles only"), href + addresses.TITLES if page.place.numbers else "#titles"),
        pager=pager_view(page.place, words) if is_own else None,
        downloads=day_files(day, root) if page.papers and settings.has("citations") else (),
        has_triage=whole.count > 1 and settings.has("triage"),
        week_link=week_link(monday_of(day), root, words) if settings.has("weeks") else None,
        previous=day_link(whole.previous, root, words),
        following=day_link(whole.following, root, words),
    )


def has_pages(papers: Sequence[Paper]) -> bool:
    """Return whether a day with these papers has more than one page."""
    return _number_of_pages(papers) > 1


def _number_of_pages(papers: Sequence[Paper]) -> int:
    """Return how many pages hold a day's papers with their abstracts in less than 30 kB gzipped each."""
    characters = _characters(papers)
    if characters <= _ABSTRACTS and len(papers) <= _MOST:
        return 1
    return min(len(papers), max(-(-characters // _MEAN_ABSTRACTS), -(-len(papers) // _MOST)))


def _characters(papers: Iterable[Paper]) -> int:
    return sum(len(paper.abstract) for paper in papers)


def _extent(page: DatePage, words: Words) -> str:
    if not page.place.numbers:
        return words.count(page.of_day.count, *PAPERS)
    first, last = page.papers[0][1], page.papers[-1][1]
    return words(
        "Papers {first}–{last} of {all}", first=first, last=last, all=words.number(page.of_day.count)
    )


def _cards(page: DatePage, root: str, frame: Frame, *, is_own: bool) -> tuple[CardView, ...]:
    is_wanted = is_own and frame.settings.has("abstracts")
    has_abstracts = is_wanted and _characters(paper for paper, _ in page.papers) <= _ABSTRACTS
    topics = {paper.address: shown for (paper, _), shown in zip(page.papers, page.topics, strict=True)}
    style = ListStyle(
        frame.words,
        page.of_day.most_votes,
        page.of_day.marks_new,
        has_abstracts,
        topics,
        frame.settings.has("tags"),
    )
    return tuple(card(paper, place, page.day.date, root, style) for paper, place in page.papers)


def _views(page: DatePage, root: str, words: Words) -> tuple[LinkView, ...]:
    day = root + addresses.day(page.day.date)
    if page.of_day.has_topics:
        return LinkView(words(DIGEST_ORDER), ""), LinkView(words(BY_TOPIC), day + addresses.BY_TOPIC)
    if not page.of_day.has_two_orders:
        return ()
    return (
        LinkView(words("Most votes"), "" if page.is_by_votes else day),
        LinkView(words(DIGEST_ORDER), day + addresses.ORDER if page.is_by_votes else ""),
    )
