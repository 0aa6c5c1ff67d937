"""The list of all tags that people gave papers."""

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Planning, TemplateCall
from daybook.pages.parts.paging import PageOfList, PagerView, pager_view, pages_in_order
from daybook.text import addresses
from daybook.text.words import Words, phrases

_TAGS = phrases("{n} tag", "{n} tags")
_MOST = 1000
"""On a page: 8 kB gzipped, or 20 kB of long names."""


class TagsView(Struct, frozen=True):
    count: str
    """Such as "12 tags"."""
    tags: tuple[LinkView, ...]
    """Of this page, by name; ``detail`` is the number of papers."""
    pager: PagerView | None
    """None if all are on one page."""


class TagsPage(PageOfList, frozen=True, array_like=True):
    kind = "tags-page"
    template = "tags.html"
    shows = "`/tags/`: every tag that people gave papers, `/tags/2/`: more of thousands"
    view = TagsView
    last_change = ""

    tags: tuple[tuple[str, str, int], ...]
    """Name, slug and number of papers of each, by name."""
    total: int
    """Number of tags on all pages."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        tags = [(tag.name, slug, len(tag.papers)) for slug, tag in planning.tags.items()]
        tags.sort(key=lambda tag: (tag[0].casefold(), tag[0]))
        if tags:
            for place, part in pages_in_order(addresses.TAGS, tags, -(-len(tags) // _MOST)):
                yield cls(place, tuple(part), len(tags))

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        tags = tuple(
            LinkView(name, root + addresses.tag(slug), words.number(papers))
            for name, slug, papers in self.tags
        )
        number, title = words.count(self.total, *_TAGS), self.place.title(words("All tags"), words)
        return self.html(frame, title, number, TagsView(number, tags, pager_view(self.place, words)))

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        return self.place.trail(words("All tags"), root, words) if self.place.number else ()
