"""The titles of a day by topic, for a day that has no up-votes to order it by."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.pages.base.frame import Frame
from daybook.pages.base.kind import Page
from daybook.pages.base.links import LinkView, StampView, day_trail, stamp
from daybook.pages.base.planning import Planning
from daybook.pages.date import BY_TOPIC, DIGEST_ORDER, has_pages
from daybook.pages.date_titles import MOST_TITLES, DayTitleView, title_view
from daybook.pages.parts.by_topic import OfTopic, papers_by_topic
from daybook.pages.parts.count_phrases import PAPERS
from daybook.pages.parts.paging import PageInList, PagerView, pager_view, pages_in_order
from daybook.text import addresses
from daybook.text.words import Words
from daybook.theme.templates import TemplateCall

_WAYS = 12
"""As many as fit beside the first titles."""


class DayTopicView(Struct, frozen=True):
    """The papers of the day that are most about a topic."""

    topic: LinkView
    """``href`` is empty for the papers that share their topic with no other of the day."""
    anchor: str
    titles: tuple[DayTitleView, ...]


class DateTopicsView(Struct, frozen=True):
    """The titles of a day, or some of them, by topic."""

    stamp: StampView
    count: str
    """Such as "370 papers"."""
    views: tuple[LinkView, ...]
    """The day's other pages, and this one, which has no ``href``."""
    ways: tuple[LinkView, ...]
    """To the first topics on the page, with their numbers of papers."""
    topics: tuple[DayTopicView, ...]
    pager: PagerView | None


class DateTopicsPage(Page, frozen=True, array_like=True):
    kind = "date-topics"
    template = "date-topics.html"
    shows = "`/dates/2025-03-18/topics/`: the titles of a day without up-votes, by topic"
    view = DateTopicsView
    is_indexed = False

    day: datetime.date
    listed: tuple[OfTopic, ...]
    """Of this page: each paper with its topic and its place in the day's list."""
    count: int
    """Of the papers of the day."""
    place: PageInList
    has_titles: bool
    """Whether a page has the titles alone."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the pages of each day that has papers of a topic together."""
        for day in planning.days:
            listed = planning.listed(day.date)
            has_titles = has_pages([planning.papers[item.address] for item in listed])
            by_topic = papers_by_topic(listed, planning.topics_of)
            yield from cls.pages_of(day.date, by_topic, has_titles=has_titles)

    @classmethod
    def pages_of(cls, day: datetime.date, listed: Sequence[OfTopic], *, has_titles: bool) -> Iterator[Self]:
        """Yield the pages with the titles of a day."""
        if listed:
            folder = addresses.day(day) + addresses.BY_TOPIC
            for place, part in pages_in_order(folder, listed, -(-len(listed) // MOST_TITLES)):
                yield cls(day, tuple(part), len(listed), place, has_titles)

    @property
    def address(self) -> str:
        return self.place.address

    @property
    def pictured_day(self) -> datetime.date:
        return self.day

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        return *day_trail(self.day, root, words), *self.place.trail(words(BY_TOPIC), root, words)

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        papers, day = words.count(self.count, *PAPERS), words.long_date(self.day)
        topics, href = tuple(self._topics(root, words)), root + addresses.day(self.day)
        view = DateTopicsView(
            stamp=stamp(self.day, words),
            count=papers,
            views=(
                LinkView(words(DIGEST_ORDER), href),
                LinkView(words(BY_TOPIC), ""),
                LinkView(words("Titles only"), href + (addresses.TITLES if self.has_titles else "#titles")),
            ),
            ways=tuple(
                LinkView(group.topic.label, f"#{group.anchor}", words.number(len(group.titles)))
                for group in topics[:_WAYS]
            ),
            topics=topics,
            pager=pager_view(self.place, words),
        )
        title = self.place.title(words("Papers of {day} by topic", day=day), words)
        return self.html(frame, title, words("{papers} of {day} by topic", papers=papers, day=day), view)

    def _topics(self, root: str, words: Words) -> Iterator[DayTopicView]:
        for topic, items in groupby(self.listed, key=lambda item: item[0]):
            link = LinkView(words("Other topics"), "")
            if topic:
                link = LinkView(topic.name, root + addresses.topic(topic.slug))
            titles = tuple(title_view(paper, place, root, words) for _, paper, place in items)
            yield DayTopicView(link, f"topic-{topic.slug}" if topic else "other", titles)
