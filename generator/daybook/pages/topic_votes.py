"""The page of a topic's most voted papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from daybook.pages.date import ViewLink
from daybook.pages.parts.links import LinkView
from daybook.pages.parts.paging import Place
from daybook.pages.planning import Planning
from daybook.pages.topic import TopicPage, has_votes, shown_paper, summary_of, votes_of_paper
from daybook.text import addresses

_MOST = 60
"""Papers."""


class TopicVotesPage(TopicPage, frozen=True, array_like=True):
    kind = "topic-votes"
    template = "topic-votes.html"
    shows = "`/topics/SLUG/votes/`: a topic, its most voted papers"
    is_indexed = False
    last_change = None  # type: ignore[assignment]

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each topic that has several papers with up-votes."""
        topics = planning.insights.topics
        for topic in topics.topics if topics else ():
            papers = [planning.papers[address] for address in topic.papers]
            if has_votes(papers):
                papers.sort(key=lambda paper: -votes_of_paper(paper))
                shown = [
                    shown_paper(planning, topic, paper, number)
                    for number, paper in enumerate(papers[:_MOST], 1)
                ]
                summary = summary_of(planning, topic, papers)
                place = Place(addresses.topic(topic.slug))
                yield cls(topic.slug, topic.name, topic.short, summary, tuple(shown), place)

    @property
    def address(self) -> str:
        return addresses.topic_votes(self.slug)

    def trail(self, root: str) -> tuple[LinkView, ...]:
        topic = LinkView(self.name, root + addresses.topic(self.slug))
        return LinkView("Topics", root + addresses.TOPICS), topic, LinkView("Most votes", "")

    def views(self, root: str) -> tuple[ViewLink, ...]:
        return ViewLink("Newest", root + addresses.topic(self.slug)), ViewLink("Most votes", "")
