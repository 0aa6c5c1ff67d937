"""The Atom feed (RFC 4287) of the newest papers of a topic, a tag, a person or an organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Self

from daybook.model import Paper
from daybook.pages.base.frame import Frame
from daybook.pages.base.kind import Hashes, Page
from daybook.pages.base.planning import Planning
from daybook.pages.parts.feed_entries import FeedHead, PapersFeedView, papers_view
from daybook.text import addresses
from daybook.theme.templates import TemplateCall

_OF_A_PERSON = 5
"""Most papers in the feed of a person: nobody writes more between two visits of a feed reader."""


class ListFeedPage(Page, frozen=True, array_like=True):
    kind = "list-feed"
    template = "list-feed.xml"
    shows = (
        "`/topics/SLUG/feed.xml`, `/tags/SLUG/feed.xml`, `/people/SLUG/feed.xml`,"
        " `/organisations/SLUG/feed.xml`: the Atom feed of the newest papers of each"
    )
    view = PapersFeedView

    page: str
    """Address of the page that lists the papers."""
    name: str
    papers: tuple[Paper, ...]
    """From the newest."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the feed of each topic, tag, person and organisation that has a page."""
        for page, name, papers, most in chain(_topics_and_tags(planning), _people(planning)):
            most = min(most, planning.settings.lengths.list_feed_papers)
            yield cls(page, name, planning.newest_of(papers, most))

    @property
    def address(self) -> str:
        return self.page + addresses.FEED

    def key_fields(self, hashes: Hashes) -> object:
        return self.page, self.name, [hashes[paper.address] for paper in self.papers]

    def call(self, frame: Frame) -> TemplateCall:
        title = frame.words("{site}: {list}", site=frame.settings.title, list=self.name)
        head = FeedHead(title, "", self.address, self.page)
        return TemplateCall(self.template, {"view": papers_view(frame, head, self.papers, lead=0)})


_Lists = Iterator[tuple[str, str, Sequence[str], int]]
"""The page, the name and the papers' addresses of each, and how many of these its feed may have."""


def _topics_and_tags(planning: Planning) -> _Lists:
    if not planning.settings.has("topic-feeds"):
        return
    topics = planning.insights.topics
    for topic in topics.topics if topics else ():
        yield addresses.topic(topic.slug), topic.name, topic.papers, len(topic.papers)
    for address, tag in planning.tags.items():
        yield address, tag.name, tag.papers, len(tag.papers)


def _people(planning: Planning) -> _Lists:
    people = planning.insights.people if planning.settings.has("person-feeds") else None
    if people:
        for one in people.organisations:
            yield addresses.organisation(one.slug), one.name, one.papers, len(one.papers)
        for one in people.people:
            yield addresses.person(one.slug), one.name, one.papers, _OF_A_PERSON
