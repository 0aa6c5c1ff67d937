"""The titles of all papers of a day that has several pages."""

import datetime
from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from msgspec import Struct

from daybook.archive.by_day import ListedPaper
from daybook.pages.base import Frame, LinkView, Planning, StampView, TemplateCall, TitleView, day_trail, stamp
from daybook.pages.date import BY_TOPIC, has_pages
from daybook.pages.parts.count_phrases import PAPERS
from daybook.pages.parts.page_links import OfTopic, papers_by_topic
from daybook.pages.parts.paging import PageOfList, PagerView, pager_view, pages_in_order
from daybook.text import addresses
from daybook.text.formatted import inline_html
from daybook.text.words import Words, phrase

MOST_TITLES = 400
"""Titles on a page: about 25 kB gzipped."""


class DayTitleView(TitleView, frozen=True):
    rank: int
    """Place in the day's list."""
    votes: str
    """Such as "1,204"; empty if unknown."""


class DayListView(Struct, frozen=True):
    """A list of a day's titles, or a page of it."""

    stamp: StampView
    count: str
    """Such as "370 papers"."""
    views: tuple[LinkView, ...]
    """The day's other pages, and this one, which has no ``href``."""
    pager: PagerView | None


class DateTitlesView(DayListView, frozen=True):
    titles: tuple[DayTitleView, ...]


class DateTitlesPage(PageOfList, frozen=True, array_like=True):
    kind = "date-titles"
    shows = "`/dates/2025-03-18/titles/`: the titles of a day that has several pages"
    view: ClassVar[type] = DateTitlesView
    is_indexed = False
    folder: ClassVar[str] = addresses.TITLES
    """Below the day's page."""
    label: ClassVar[str] = phrase("Titles")
    """Of the breadcrumb."""

    day: datetime.date
    listed: tuple[OfTopic, ...]
    """Of this page: each paper with its place in the day's list, and with its topic where it is by topic."""
    count: int
    """Of the papers of the day."""
    has_other: bool
    """Whether the day has both lists: of titles alone, and by topic."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the pages of each day with several pages."""
        for day, titles, by_topic in day_lists(planning):
            yield from cls.pages_of(day, titles, has_other=bool(by_topic))

    @classmethod
    def pages_of(cls, day: datetime.date, listed: Sequence[OfTopic], *, has_other: bool) -> Iterator[Self]:
        """Yield the pages with the titles of a day; none of an empty list."""
        if listed:
            folder = addresses.day(day) + cls.folder
            for place, part in pages_in_order(folder, listed, -(-len(listed) // MOST_TITLES)):
                yield cls(place, day, tuple(part), len(listed), has_other)

    @property
    def pictured_day(self) -> datetime.date:
        return self.day

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        return *day_trail(self.day, root, words), *self.place.trail(words(self.label), root, words)

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        papers, day = words.count(self.count, *PAPERS), words.long_date(self.day)
        view = DateTitlesView(
            stamp=stamp(self.day, words),
            count=papers,
            views=tuple(self._views(root, words)),
            titles=tuple(title_view(item, place, root, words) for _, item, place in self.listed),
            pager=pager_view(self.place, words),
        )
        title = self.place.title(words("Titles of {day}", day=day), words)
        return self.html(frame, title, words("The titles of {papers} of {day}", papers=papers, day=day), view)

    def _views(self, root: str, words: Words) -> Iterator[LinkView]:
        day = root + addresses.day(self.day)
        yield LinkView(words("Full list"), day)
        if self.has_other:
            yield LinkView(words(BY_TOPIC), day + addresses.BY_TOPIC)
        yield LinkView(words("Titles only"), "")


def day_lists(planning: Planning) -> Iterator[tuple[datetime.date, Sequence[OfTopic], Sequence[OfTopic]]]:
    """Yield each day with its titles, empty if it has one page, and its titles by topic, empty without."""
    for day in planning.days:
        listed = planning.listed(day.date)
        is_long = has_pages([planning.papers[item.address] for item in listed])
        titles = [(None, item, place) for place, item in enumerate(listed, 1)] if is_long else []
        yield day.date, titles, papers_by_topic(listed, planning.topics_of)


def title_view(item: ListedPaper, place: int, root: str, words: Words) -> DayTitleView:
    """Return a paper of a day as its title alone."""
    return DayTitleView(
        rank=place,
        title=inline_html(item.title),
        language=words.language_of(item.title),
        href=root + addresses.paper(item.address),
        votes=words.number(item.votes) if item.votes else "",
    )
