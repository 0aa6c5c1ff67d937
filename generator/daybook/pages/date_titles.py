"""The titles of all papers of a day that has several pages."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Self

from msgspec import Struct

from daybook.archive.by_day import ListedPaper
from daybook.pages.base.frame import Frame
from daybook.pages.base.kind import Page
from daybook.pages.base.links import LinkView, StampView, TitleView, day_trail, stamp
from daybook.pages.base.planning import Planning
from daybook.pages.date import BY_TOPIC, has_pages
from daybook.pages.parts.by_topic import papers_by_topic
from daybook.pages.parts.count_phrases import PAPERS
from daybook.pages.parts.paging import PageInList, PagerView, pager_view, pages_in_order
from daybook.text import addresses
from daybook.text.formatted import inline_html
from daybook.text.words import Words
from daybook.theme.templates import TemplateCall

MOST_TITLES = 400
"""Titles on a page: about 25 kB gzipped."""


class DayTitleView(TitleView, frozen=True):
    """A paper of the day."""

    rank: int
    """Place in the day's list."""
    votes: str
    """Such as "1,204"; empty if unknown."""


class DateTitlesView(Struct, frozen=True):
    """The titles of a day, or some of them."""

    stamp: StampView
    count: str
    """Such as "370 papers"."""
    views: tuple[LinkView, ...]
    """The day's other pages, and this one, which has no ``href``."""
    titles: tuple[DayTitleView, ...]
    pager: PagerView | None


class DateTitlesPage(Page, frozen=True, array_like=True):
    kind = "date-titles"
    template = "date-titles.html"
    shows = "`/dates/2025-03-18/titles/`: the titles of a day that has several pages"
    view = DateTitlesView
    is_indexed = False

    day: datetime.date
    listed: tuple[tuple[ListedPaper, int], ...]
    """Of this page, with the place of each in the day's list."""
    count: int
    """Of the papers of the day."""
    place: PageInList
    has_topics: bool
    """Whether a page lists the day's papers by topic."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the pages of each day with several pages."""
        for day in planning.days:
            listed = planning.listed(day.date)
            if has_pages([planning.papers[item.address] for item in listed]):
                yield from cls.pages_of(
                    day.date, listed, has_topics=bool(papers_by_topic(listed, planning.topics_of))
                )

    @classmethod
    def pages_of(
        cls, day: datetime.date, listed: Sequence[ListedPaper], *, has_topics: bool
    ) -> Iterator[Self]:
        """Yield the pages with the titles of a day's list."""
        titles = tuple((item, place) for place, item in enumerate(listed, 1))
        pages = -(-len(titles) // MOST_TITLES)
        for place, part in pages_in_order(addresses.day(day) + addresses.TITLES, titles, pages):
            yield cls(day, tuple(part), len(titles), place, has_topics)

    @property
    def address(self) -> str:
        return self.place.address

    @property
    def pictured_day(self) -> datetime.date:
        return self.day

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        titles = self.place.trail(words("Titles"), root, words)
        return *day_trail(self.day, root, words), *titles

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        papers, day = words.count(self.count, *PAPERS), words.long_date(self.day)
        view = DateTitlesView(
            stamp=stamp(self.day, words),
            count=papers,
            views=tuple(self._views(root, words)),
            titles=tuple(title_view(item, place, root, words) for item, place in self.listed),
            pager=pager_view(self.place, words),
        )
        title = self.place.title(words("Titles of {day}", day=day), words)
        return self.html(frame, title, words("The titles of {papers} of {day}", papers=papers, day=day), view)

    def _views(self, root: str, words: Words) -> Iterator[LinkView]:
        day = root + addresses.day(self.day)
        yield LinkView(words("Full list"), day)
        if self.has_topics:
            yield LinkView(words(BY_TOPIC), day + addresses.BY_TOPIC)
        yield LinkView(words("Titles only"), "")


def title_view(item: ListedPaper, place: int, root: str, words: Words) -> DayTitleView:
    """Return a paper of a day as its title alone."""
    return DayTitleView(
        rank=place,
        title=inline_html(item.title),
        language=words.language_of(item.title),
        href=root + addresses.paper(item.address),
        votes=words.number(item.votes) if item.votes else "",
    )
