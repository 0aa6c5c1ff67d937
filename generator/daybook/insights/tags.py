"""The tags of an archive: spellings that share a page are one tag."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from daybook.archive.by_day import by_newest
from daybook.model import Paper
from daybook.text import addresses, slugs


class Tag(Struct, frozen=True):
    name: str
    """Its most frequent spelling."""
    papers: tuple[str, ...]
    """Their addresses, from the newest."""


def tags_of(papers: Iterable[Paper]) -> Mapping[str, Tag]:
    """Return the tags of papers by slug, in the order of the addresses of their pages."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    tagged: dict[str, dict[str, Paper]] = defaultdict(dict)
    for paper in papers:
        for name in paper.tags:
            slug = slugs.tag_slug(name)
            spellings[slug][name] += 1
            tagged[slug][paper.address] = paper
    return {
        slug: Tag(
            min(spellings[slug], key=lambda name: (-spellings[slug][name], name)),
            tuple(paper.address for paper in sorted(tagged[slug].values(), key=by_newest)),
        )
        for slug in sorted(tagged, key=addresses.tag)
    }
