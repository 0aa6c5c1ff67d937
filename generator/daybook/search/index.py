"""All files of the search index: postings and words in shards, records, lengths, topics, the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lunr.stop_word_filter import WORDS as STOP_WORDS
from msgspec import Struct, field

from daybook.search.codec import gaps, name_of, vlq
from daybook.search.contents import Index, index_of
from daybook.search.document import FIELDS, FIELDS_OF_WORDS, Field, SearchDocument, newest_last
from daybook.search.postings import K1, B
from daybook.search.records import PER_FILE, PER_FOLDER, folder_key, record_files, record_paths
from daybook.search.shards import Shard, term_shards, to_json, word_shards
from daybook.search.stock import stock_index

FORMAT = 2
"""Raised when readers of the old form could not read the new one."""
MOST_TOPICS = 100

File = tuple[str, bytes | None]


class _Manifest(Struct):
    """The one file with a fixed name: small, asked for anew by each reader, naming all others."""

    papers: int
    averages: tuple[float, ...]
    months: list[tuple[str, int]]
    moved: list[str]
    lengths: list[str] = field(default_factory=list)
    topics: str = ""
    terms: list[Shard] = field(default_factory=list)
    words: list[Shard] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)

    def content(self) -> bytes:
        value = {
            "format": FORMAT,
            "papers": self.papers,
            "fields": [each.name for each in FIELDS],
            "boosts": [each.boost for each in FIELDS],
            "averages": self.averages,
            "stop": " ".join(sorted(STOP_WORDS)),
            "b": B,
            "k1": K1,
            "months": self.months,
            **({"moved": self.moved} if self.moved else {}),
            "lengths": self.lengths,
            "topics": self.topics,
            "terms": _listed(self.terms),
            "words": _listed(self.words),
            "records": {"perFile": PER_FILE, "perFolder": PER_FOLDER, "folders": "".join(self.folders)},
        }
        return to_json(value).encode("utf-8", "replace")


def _listed(shards: list[Shard]) -> dict[str, object]:
    return {"first": [shard.first for shard in shards], "names": "".join(shard.name for shard in shards)}


def search_files(documents: Iterable[SearchDocument], *, stock: bool = False) -> Iterator[tuple[str, bytes]]:
    """Every file of the index of papers: `index_files` of a new one."""
    papers = list(documents)
    for path, content in index_files(index_of(papers, [b""] * len(papers)), stock=stock):
        yield path, content or b""  # never none: nothing was carried on


def index_files(index: Index, *, stock: bool = False) -> Iterator[File]:
    """Every file of the index as (path below the site's root, content); the manifest comes last.

    The content is None where it is that of the file of this path in the build whose index was carried on.

    Names but the manifest's hold a hash of the content, so they may be cached for ever. With ``stock``,
    Lunr's own index is one file more. The same papers give the same files, in whatever order they come.
    """
    for path, content in _files(index):
        yield f"search/{path}", content
    if stock:
        yield "search/lunr.json", stock_index([paper.ref for paper in index.papers], index.postings)


def _files(index: Index) -> Iterator[File]:
    papers = index.papers
    order = newest_last(papers)
    months = Counter(papers[number].day.isoformat()[:7] for number in order)
    manifest = _Manifest(len(papers), index.postings.averages(), list(months.items()), _moved(papers, order))
    for shard in term_shards(index.encoded):
        manifest.terms.append(_without_content(shard))
        yield f"terms/{shard.name}.json", shard.content
    for made_from, shard in word_shards(index.words, index.known_names):
        index.names[made_from] = shard.name
        manifest.words.append(_without_content(shard))
        yield f"words/{shard.name}.json", shard.content
    for fields, content in _lengths(index.postings.lengths):
        name = name_of(content) if content else ""
        manifest.lengths.extend(name for _ in fields)
        if name:
            yield f"lengths/{name}.json", content
    if topics := _topics(papers):
        manifest.topics = name_of(topics)
        yield f"topics/{manifest.topics}.json", topics
    for start in range(0, len(papers), PER_FOLDER):
        group = papers[start : start + PER_FOLDER]
        key = folder_key(group, index.keys[start : start + PER_FOLDER])
        name = index.known_names.get(key, "")
        if name:
            yield from ((path, None) for path in record_paths(name, len(group)))
        else:
            name, files = record_files(group)
            yield from files
        index.names[key] = name
        manifest.folders.append(name)
    yield "index.json", manifest.content()


def _lengths(lengths: Sequence[Sequence[int]]) -> Iterator[tuple[Sequence[Field], bytes]]:
    """Files of the fields' lengths, each an object by field; empty for fields that no paper has.

    Title and abstract share one, as plain words need both; the others are fetched for Lunr's language.
    """
    for first, end in pairwise((0, *range(FIELDS_OF_WORDS, len(FIELDS) + 1))):
        found = {
            FIELDS[field].name: "".join(map(vlq, lengths[field]))
            for field in range(first, end)
            if any(lengths[field])
        }
        yield FIELDS[first:end], to_json(found).encode("ascii") if found else b""


def _moved(papers: Sequence[SearchDocument], order: Sequence[int]) -> list[str]:
    """Papers listed again on a later day: their numbers, and their places from the oldest newest day.

    All others stand in that order by their numbers. Empty where there are none.
    """
    places = {number: place for place, number in enumerate(order)}
    moved = [number for number, paper in enumerate(papers) if paper.first not in (None, paper.day)]
    return [gaps(moved), "".join(vlq(places[number]) for number in moved)] if moved else []


def _without_content(shard: Shard) -> Shard:
    return Shard(shard.first, shard.name, None)


def _topics(papers: Sequence[SearchDocument]) -> bytes:
    """The commonest topics with their papers, as a JSON array of [topic, gaps]; empty where none is."""
    found: dict[str, list[int]] = {}
    for number, paper in enumerate(papers):
        for tag in dict.fromkeys(paper.tags):
            found.setdefault(tag, []).append(number)
    common = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MOST_TOPICS]
    if not common:
        return b""
    return to_json([[topic, gaps(numbers)] for topic, numbers in common]).encode("utf-8", "replace")
