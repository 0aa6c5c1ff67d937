"""The topics that filters offer: a list of all, and files with their papers, fetched when filters open.

    search/topics/LIST.json     {"topics": [[name, slug, acronym], …], "first": [0, 24, …], "names": "…"}
    search/topics/NAME.json     the papers of the topics from one of ``first``, each as gaps

A slug that follows from its name is 0 in the list. The topics of most papers come first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from daybook.search.shards import listed_files, to_json
from daybook.search.vlq import gaps
from daybook.text.slugs import hyphenated

_BYTES = 24_000
"""From which on a file of papers takes no further topic."""


class TopicPapers(Struct, frozen=True):
    """A topic with a page, and its papers by address."""

    slug: str
    name: str
    short: str
    """Its acronym, mostly empty."""
    papers: Sequence[str]


def topic_files(
    topics: Iterable[TopicPapers], numbers: Mapping[str, int]
) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the name of the list of topics, and all files by path; ``numbers`` has each paper's number."""
    given = list(topics)
    papers = [gaps(sorted(numbers[one] for one in topic.papers)) for topic in given]
    return listed_files("topics", _runs(papers), topics=[_entry(topic) for topic in given])


def _entry(topic: TopicPapers) -> list[str | int]:
    follows = hyphenated(topic.name) == topic.slug
    entry: list[str | int] = [topic.name, 0 if follows else topic.slug]
    return [*entry, topic.short] if topic.short else entry


def _runs(papers: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """Yield the first topic of each file and the file."""
    start, size = 0, 0
    for place, text in enumerate(papers):
        size += len(text)
        if size >= _BYTES or place == len(papers) - 1:
            yield start, to_json(papers[start : place + 1]).encode("ascii")
            start, size = place + 1, 0
