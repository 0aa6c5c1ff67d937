"""The titles of a day by topic, for a day that has no up-votes to order it by."""

from collections.abc import Iterator
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Planning, TemplateCall, stamp
from daybook.pages.date import BY_TOPIC, DIGEST_ORDER
from daybook.pages.date_titles import DateTitlesPage, DayListView, DayTitleView, day_lists, title_view
from daybook.pages.parts.count_phrases import PAPERS
from daybook.pages.parts.paging import pager_view
from daybook.text import addresses
from daybook.text.words import Words

_WAYS = 12
"""As many as fit beside the first titles."""


class DayTopicView(Struct, frozen=True):
    """The papers of the day that are most about a topic."""

    topic: LinkView
    """``href`` is empty for the papers that share their topic with no other of the day."""
    anchor: str
    titles: tuple[DayTitleView, ...]


class DateTopicsView(DayListView, frozen=True):
    ways: tuple[LinkView, ...]
    """To the first topics on the page, with their numbers of papers."""
    topics: tuple[DayTopicView, ...]


class DateTopicsPage(DateTitlesPage, frozen=True, array_like=True):
    kind = "date-topics"
    shows = "`/dates/2025-03-18/topics/`: the titles of a day without up-votes, by topic"
    view = DateTopicsView
    folder = addresses.BY_TOPIC
    label = BY_TOPIC

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the pages of each day that has papers of a topic together."""
        for day, titles, by_topic in day_lists(planning):
            yield from cls.pages_of(day, by_topic, has_other=bool(titles))

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
                LinkView(words("Titles only"), href + (addresses.TITLES if self.has_other else "#titles")),
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
