"""The Atom feed (RFC 4287) of the newest papers of a topic, a tag, a person or an organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Self

from daybook.model import Paper
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.feed_entries import (
    SHORT_LEAD,
    FeedHead,
    PapersFeedView,
    newest_papers,
    papers_view,
)
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.theme.templates import TemplateCall

_OF_A_PERSON = 10
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
        most = planning.settings.lengths.list_feed_papers
        for page, name, papers in chain(_topics_and_tags(planning), _organisations(planning)):
            yield cls(page, name, newest_papers(map(planning.papers.__getitem__, papers), most))
        for page, name, papers in _people(planning):
            newest = newest_papers(map(planning.papers.__getitem__, papers), min(most, _OF_A_PERSON))
            yield cls(page, name, newest)

    @property
    def address(self) -> str:
        return self.page + addresses.FEED

    def key_fields(self, hashes: Hashes) -> object:
        return self.page, self.name, [hashes[paper.address] for paper in self.papers]

    def call(self, frame: Frame) -> TemplateCall:
        head = FeedHead(
            frame.words("{site}: {list}", site=frame.settings.title, list=self.name),
            "",
            self.address,
            self.page,
        )
        return TemplateCall(self.template, {"view": papers_view(frame, head, self.papers, lead=SHORT_LEAD)})


_Lists = Iterator[tuple[str, str, Sequence[str]]]
"""The page, the name and the papers' addresses of each."""


def _topics_and_tags(planning: Planning) -> _Lists:
    if not planning.settings.has("topic-feeds"):
        return
    topics = planning.insights.topics
    for topic in topics.topics if topics else ():
        yield addresses.topic(topic.slug), topic.name, topic.papers
    for address, tag in planning.tags.items():
        yield address, tag.name, tag.papers


def _organisations(planning: Planning) -> _Lists:
    people = planning.insights.people if planning.settings.has("person-feeds") else None
    for organisation in people.organisations if people else ():
        yield addresses.organisation(organisation.slug), organisation.name, organisation.papers


def _people(planning: Planning) -> _Lists:
    people = planning.insights.people if planning.settings.has("person-feeds") else None
    for person in people.people if people else ():
        yield addresses.person(person.slug), person.name, person.papers
