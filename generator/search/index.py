"""All files of the search index: postings and words in shards, records, lengths, topics, the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lunr.stop_word_filter import WORDS as STOP_WORDS

from generator.search.codec import gaps, name_of, vlq
from generator.search.document import FIELDS, SearchDocument, in_order
from generator.search.postings import K1, B, Postings
from generator.search.records import PER_FILE, PER_FOLDER, record, record_files
from generator.search.shards import Shard, term_shards, to_json, word_shards
from generator.search.stock import stock_index
from generator.search.terms import TermReader

FORMAT = 1
"""Raised when readers of the old form could not read the new one."""
MOST_TOPICS = 100

File = tuple[str, bytes]


@dataclass(slots=True)
class _Manifest:
    """The one file with a fixed name: small, asked for anew by each reader, naming all others."""

    papers: int
    averages: tuple[float, ...]
    months: list[tuple[str, int]]
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
            "lengths": self.lengths,
            "topics": self.topics,
            "terms": _listed(self.terms),
            "words": _listed(self.words),
            "records": {"perFile": PER_FILE, "perFolder": PER_FOLDER, "folders": "".join(self.folders)},
        }
        return to_json(value).encode("utf-8", "replace")


def _listed(shards: list[Shard]) -> dict[str, object]:
    return {"first": [shard.first for shard in shards], "names": "".join(shard.name for shard in shards)}


def search_files(documents: Iterable[SearchDocument], *, stock: bool = False) -> Iterator[File]:
    """Every file of the index as (path below the site's root, content); the manifest comes last.

    Names but the manifest's hold a hash of the content, so they may be cached for ever. With ``stock``,
    Lunr's own index is one file more. The same papers give the same files, in whatever order they come.
    """
    papers = in_order(list(documents))
    reader = TermReader()
    postings = Postings()
    for paper in papers:
        postings.add(reader.read(paper))
    for path, content in index_files(papers, postings, reader.words):
        yield f"search/{path}", content
    if stock:
        yield "search/lunr.json", stock_index([paper.ref for paper in papers], postings)


def index_files(
    papers: Sequence[SearchDocument], postings: Postings, words: Collection[str]
) -> Iterator[File]:
    """The same from postings already made; ``papers`` are in the order of their numbers."""
    months = Counter(paper.day.isoformat()[:7] for paper in papers)
    manifest = _Manifest(len(papers), postings.averages(), list(months.items()))
    for shard in term_shards(postings):
        manifest.terms.append(_without_content(shard))
        yield f"terms/{shard.name}.json", shard.content
    for shard in word_shards(words):
        manifest.words.append(_without_content(shard))
        yield f"words/{shard.name}.json", shard.content
    for lengths in postings.lengths:
        content = to_json("".join(map(vlq, lengths))).encode("ascii") if any(lengths) else b""
        name = name_of(content) if content else ""
        fresh = name not in manifest.lengths  # fields of equal lengths share a file
        manifest.lengths.append(name)
        if name and fresh:
            yield f"lengths/{manifest.lengths[-1]}.json", content
    if topics := _topics(papers):
        manifest.topics = name_of(topics)
        yield f"topics/{manifest.topics}.json", topics
    for name, files in record_files(map(record, papers)):
        manifest.folders.append(name)
        yield from files
    yield "index.json", manifest.content()


def _without_content(shard: Shard) -> Shard:
    return Shard(shard.first, shard.name, b"")


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
