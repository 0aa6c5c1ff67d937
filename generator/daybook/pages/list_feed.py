"""The Atom feed (RFC 4287) of the newest papers of a topic, a tag, a person or an organisation."""

from collections.abc import Iterator
from typing import Self

from daybook.model import Paper
from daybook.pages.base import Frame, Page, Planning, TemplateCall
from daybook.pages.parts.feed_entries import FeedHead, PapersFeedView, papers_view
from daybook.text import addresses

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
        settings, topics, people = planning.settings, planning.insights.topics, planning.insights.people
        newest, most = planning.newest_of, settings.lengths.list_feed_papers
        if settings.has("topic-feeds"):
            for topic in topics.topics if topics else ():
                yield cls(addresses.topic(topic.slug), topic.name, newest(topic.papers, most))
            for slug, tag in planning.tags.items():
                yield cls(addresses.tag(slug), tag.name, newest(tag.papers, most))
        if people and settings.has("person-feeds"):
            for one in people.organisations:
                yield cls(addresses.organisation(one.slug), one.name, newest(one.papers, most))
            for one in people.people:
                papers = newest(one.papers, min(most, _OF_A_PERSON))
                yield cls(addresses.person(one.slug), one.name, papers)

    @property
    def address(self) -> str:
        return self.page + addresses.FEED

    def call(self, frame: Frame) -> TemplateCall:
        title = frame.words("{site}: {list}", site=frame.settings.title, list=self.name)
        head = FeedHead(title, "", self.address, self.page)
        return TemplateCall(self.template, {"view": papers_view(frame, head, self.papers, lead=0)})
