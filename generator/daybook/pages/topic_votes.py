"""The page of a topic's most voted papers."""

from collections.abc import Iterator
from typing import Self

from daybook.pages.base import LinkView, Planning
from daybook.pages.parts.line import most_votes
from daybook.pages.parts.paging import PageInList
from daybook.pages.topic import MOST_PAPERS, TopicPage, has_votes, topics_with_papers
from daybook.text import addresses
from daybook.text.words import Words


class TopicVotesPage(TopicPage, frozen=True, array_like=True):
    kind = "topic-votes"
    shows = "`/topics/SLUG/votes/`: a topic, its most voted papers"
    is_indexed = False
    last_change = None  # type: ignore[assignment]

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each topic that has several papers with up-votes."""
        if not any(map(most_votes, planning.archive.papers)):
            return
        for topic, lines in topics_with_papers(planning):
            if has_votes(lines):
                most = sorted(lines, key=lambda line: -line.votes)[:MOST_PAPERS]
                place = PageInList(addresses.topic(topic.slug))
                yield cls(place, topic.slug, topic.name, topic.short, None, tuple(most))

    @property
    def address(self) -> str:
        return addresses.topic_votes(self.slug)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        topic = LinkView(self.name, root + addresses.topic(self.slug))
        return LinkView(words("Topics"), root + addresses.TOPICS), topic, LinkView(words("Most votes"), "")

    def count(self, words: Words) -> str:
        return words("{n} most voted papers", n=len(self.papers))

    def views(self, root: str, words: Words) -> tuple[LinkView, ...]:
        return LinkView(words("Newest"), root + addresses.topic(self.slug)), LinkView(words("Most votes"), "")
