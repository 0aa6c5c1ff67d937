"""The tags of an archive: spellings that share a page are one tag."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from daybook.archive.by_day import by_newest
from daybook.model import Paper
from daybook.text import addresses


class Tag(Struct, frozen=True):
    """A tag that people gave papers."""

    name: str
    """Its most frequent spelling."""
    papers: tuple[str, ...]
    """Their addresses, from the newest."""


def tags_of(papers: Iterable[Paper]) -> Mapping[str, Tag]:
    """Return the tags of papers by the address of each one's page."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    tagged: dict[str, dict[str, Paper]] = defaultdict(dict)
    for paper in papers:
        for name in paper.tags:
            address = addresses.tag(name)
            spellings[address][name] += 1
            tagged[address][paper.address] = paper
    return {
        address: Tag(
            _most_frequent(spellings[address]),
            tuple(paper.address for paper in sorted(tagged[address].values(), key=by_newest)),
        )
        for address in sorted(tagged)
    }


def _most_frequent(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
