"""The list of all topics."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall
from daybook.pages.parts.count_phrases import PAPERS
from daybook.text import addresses, slugs
from daybook.text.words import Words, phrases

_MOST, _FEW = 12, 60
"""Topics ahead of all others; up to the second number are one list, as most letters would have one or two."""
_TOPICS = phrases("{n} topic", "{n} topics")


class LetterView(Struct, frozen=True):
    """The topics that begin with a letter, or with none."""

    letter: str
    anchor: str
    """The ``id`` of its heading."""
    topics: tuple[LinkView, ...]


class TopicsView(Struct, frozen=True):
    count: str
    """Such as "148 topics"."""
    extent: str
    """Such as "3,860 of 4,024 papers"."""
    most: tuple[LinkView, ...]
    """The topics of most papers, ``detail`` the number: all of them, if they are few."""
    letters: tuple[LetterView, ...]
    """All topics by their first letters; empty if they are few."""
    trends: LinkView | None
    """To the trends, if the site has them."""


class TopicLine(Struct, frozen=True, array_like=True):
    slug: str
    name: str
    short: str
    papers: int


class TopicsPage(Page, frozen=True, array_like=True):
    kind = "topics"
    address = addresses.TOPICS
    shows = "`/topics/`: every topic by its first letter, or few by their papers"
    view = TopicsView

    topics: tuple[TopicLine, ...]
    """Those of most papers first."""
    papers: int
    """Papers that have a topic."""
    all_papers: int
    last_change: str

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        found = planning.insights.topics
        if found is not None:
            lines = (TopicLine(one.slug, one.name, one.short, len(one.papers)) for one in found.topics)
            yield cls(tuple(lines), len(found.of_paper), len(planning.papers), planning.newest)

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        are_few = len(self.topics) <= _FEW
        letters = () if are_few else _by_letter(self.topics, root, words)
        number = words.count(len(self.topics), *_TOPICS)
        papers = words.count(self.all_papers, *PAPERS)
        extent = words("{n} of {papers}", n=words.number(self.papers), papers=papers)
        most = self.topics if are_few else self.topics[:_MOST]
        description = words("{topics} of {papers}", topics=number, papers=extent)
        has_trends = frame.settings.has("trends")
        trends = LinkView(words("What rises, what fades"), root + addresses.TRENDS) if has_trends else None
        view = TopicsView(number, extent, tuple(_link(line, root, words) for line in most), letters, trends)
        return self.html(frame, words("All topics"), description, view)


def _by_letter(topics: Sequence[TopicLine], root: str, words: Words) -> tuple[LetterView, ...]:
    lines = sorted(topics, key=lambda line: (_letter(line.name), line.name.casefold(), line.slug))
    return tuple(
        LetterView(
            letter or "0–9",
            f"letter-{letter.lower() or 'other'}",
            tuple(_link(line, root, words) for line in group),
        )
        for letter, group in groupby(lines, lambda line: _letter(line.name))
    )


def _letter(name: str) -> str:
    """Return the Latin letter that a name begins with, else an empty string."""
    first = slugs.slug(name)[:1]
    return first.upper() if first.isalpha() else ""


def _link(line: TopicLine, root: str, words: Words) -> LinkView:
    label = f"{line.name} ({line.short})" if line.short else line.name
    return LinkView(label, root + addresses.topic(line.slug), words.number(line.papers))
