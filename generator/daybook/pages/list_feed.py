"""The Atom feed (RFC 4287) of the newest papers of a topic, a tag, a person or an organisation."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Self

from msgspec import Struct

from daybook.model import Paper
from daybook.pages.base.frame import Frame
from daybook.pages.base.kind import Page
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
        shown = planning.settings.lengths.list_feed_papers
        for one in chain(_topics_and_tags(planning), _people(planning)):
            yield cls(one.page, one.name, planning.newest_of(one.papers, min(one.most, shown)))

    @property
    def address(self) -> str:
        return self.page + addresses.FEED

    def call(self, frame: Frame) -> TemplateCall:
        title = frame.words("{site}: {list}", site=frame.settings.title, list=self.name)
        head = FeedHead(title, "", self.address, self.page)
        return TemplateCall(self.template, {"view": papers_view(frame, head, self.papers, lead=0)})


class _List(Struct, frozen=True):
    """A list of papers that has a feed."""

    page: str
    """Address of its page."""
    name: str
    papers: Sequence[str]
    """Their addresses."""
    most: int
    """How many of them its feed may have."""


def _topics_and_tags(planning: Planning) -> Iterator[_List]:
    if not planning.settings.has("topic-feeds"):
        return
    topics = planning.insights.topics
    for topic in topics.topics if topics else ():
        yield _List(addresses.topic(topic.slug), topic.name, topic.papers, len(topic.papers))
    for slug, tag in planning.tags.items():
        yield _List(addresses.tag(slug), tag.name, tag.papers, len(tag.papers))


def _people(planning: Planning) -> Iterator[_List]:
    people = planning.insights.people if planning.settings.has("person-feeds") else None
    if people:
        for one in people.organisations:
            yield _List(addresses.organisation(one.slug), one.name, one.papers, len(one.papers))
        for one in people.people:
            yield _List(addresses.person(one.slug), one.name, one.papers, _OF_A_PERSON)
