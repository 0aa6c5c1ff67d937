"""The Atom feed (RFC 4287) of a topic's newest papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from daybook.model import Paper
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.feed_entries import SHORT_LEAD, FeedHead, PapersFeedView, newest_papers, papers_view
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.theme.templates import TemplateCall


class TopicFeedPage(Page, frozen=True, array_like=True):
    kind = "topic-feed"
    template = "topic-feed.xml"
    shows = "`/topics/SLUG/feed.xml`: the Atom feed of a topic's newest papers"
    view = PapersFeedView

    slug: str
    name: str
    papers: tuple[Paper, ...]
    """From the newest."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the feed of each topic."""
        topics = planning.insights.topics
        for topic in topics.topics if topics else ():
            papers = newest_papers(planning.papers[paper] for paper in topic.papers)
            yield cls(topic.slug, topic.name, papers)

    @property
    def address(self) -> str:
        return addresses.topic(self.slug) + addresses.FEED

    def key_fields(self, hashes: Hashes) -> object:
        return self.slug, self.name, [hashes[paper.address] for paper in self.papers]

    def call(self, frame: Frame) -> TemplateCall:
        page = addresses.topic(self.slug)
        head = FeedHead(f"{frame.settings.title}: {self.name}", "", self.address, page)
        return TemplateCall(self.template, {"view": papers_view(frame, head, self.papers, lead=SHORT_LEAD)})
