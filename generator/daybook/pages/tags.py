"""The list of all tags that people gave papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.pages.frame import Frame
from daybook.pages.kind import Page
from daybook.pages.parts.links import LinkView
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.words import phrases
from daybook.theme.templates import TemplateCall

_TAGS = phrases("{n} tag", "{n} tags")


class TagsView(Struct, frozen=True):
    count: str
    """Such as "12 tags"."""
    tags: tuple[LinkView, ...]
    """By name; ``detail`` is the number of papers."""


class TagsPage(Page, frozen=True, array_like=True):
    kind = "tags-page"
    template = "tags.html"
    address = addresses.TAGS
    shows = "`/tags/`: every tag that people gave papers"
    view = TagsView

    tags: tuple[tuple[str, int], ...]
    """Names and numbers of papers."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        if planning.tags:
            yield cls(tuple((tag.name, len(tag.papers)) for tag in planning.tags.values()))

    @property
    def last_change(self) -> str:
        return ""

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        in_order = sorted(self.tags, key=lambda tag: (tag[0].casefold(), tag[0]))
        tags = tuple(LinkView(name, root + addresses.tag(name), words.number(n)) for name, n in in_order)
        number = words.count(len(tags), *_TAGS)
        return self.html(frame, words("All tags"), number, TagsView(number, tags))
