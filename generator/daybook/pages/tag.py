"""The pages of a tag that people gave papers."""

from collections.abc import Iterator
from typing import Self

from daybook.pages.base import FeedLink, LinkView, Planning
from daybook.pages.parts.paging import pages_by_age
from daybook.pages.topic import MOST_PAPERS, Summary, TopicPage, paper_line
from daybook.text import addresses
from daybook.text.words import Words


class TagPage(TopicPage, frozen=True, array_like=True):
    """A page as that of a topic; its slug is that of the tag."""

    kind = "tag-page"  # `tag` and `tags` are classes of parts of pages
    template = "tag.html"
    shows = "`/tags/SLUG/`: a tag, its papers from the newest; `/tags/SLUG/2/`: older ones"

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        for slug, tag in planning.tags.items():
            lines = [paper_line(planning.papers[paper]) for paper in tag.papers]
            summary = Summary(len(lines), None, (), (), has_votes=False)
            for place, part in pages_by_age(addresses.tag(slug), lines, MOST_PAPERS):
                yield cls(place, slug, tag.name, "", None if place.number else summary, tuple(part))

    @property
    def feed(self) -> FeedLink:
        return FeedLink(self.name, addresses.tag(self.slug) + addresses.FEED)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        return LinkView(words("Tags"), root + addresses.TAGS), LinkView(
            self.place.title(self.name, words), ""
        )
