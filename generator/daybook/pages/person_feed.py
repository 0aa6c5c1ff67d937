"""The Atom feed (RFC 4287) of a person's or an organisation's newest papers."""

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


class PersonFeedPage(Page, frozen=True, array_like=True):
    kind = "person-feed"
    template = "person-feed.xml"
    shows = "`/people/SLUG/feed.xml`: the Atom feed of a person's or an organisation's newest papers"
    view = PapersFeedView

    page: str
    """Address of the page."""
    name: str
    papers: tuple[Paper, ...]
    """From the newest."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the feed of each person and organisation that has a page."""
        found = planning.insights.people
        if found is None:
            return
        for people, address in (
            (found.people, addresses.person),
            (found.organisations, addresses.organisation),
        ):
            for person in people:
                papers = newest_papers(planning.papers[paper] for paper in person.papers)
                yield cls(address(person.slug), person.name, papers)

    @property
    def address(self) -> str:
        return self.page + addresses.FEED

    def key_fields(self, hashes: Hashes) -> object:
        return self.page, self.name, [hashes[paper.address] for paper in self.papers]

    def call(self, frame: Frame) -> TemplateCall:
        head = FeedHead(f"{frame.settings.title}: {self.name}", "", self.address, self.page)
        return TemplateCall(self.template, {"view": papers_view(frame, head, self.papers, lead=SHORT_LEAD)})
