"""The files of the search index: the manifest and the files it names.

    search/index.json            the manifest, the only file with a fixed name
    search/terms/NAME.json       shards of postings
    search/words/NAME.json       shards of words
    search/lengths/NAME.json     lengths of fields
    search/topics/NAME.json      the topics of the site's pages, with their papers
    search/lookups/NAME.json     a list of the shards of names and identifiers, and the shards
    search/papers/NAME/N.json    records
    search/lunr.json             Lunr's own index, on demand

All other names are hashes of the content, so browsers may cache these files for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from lunr.stop_word_filter import WORDS as STOP_WORDS
from msgspec import Struct, field

from daybook.search.document import FIELDS, RANKED_FIELDS, Field, SearchDocument, newest_last
from daybook.search.index import Index
from daybook.search.lookups import lookup_shards
from daybook.search.lunr_index import lunr_index
from daybook.search.postings import K1, B
from daybook.search.records import PER_FILE, PER_FOLDER, File, record_files
from daybook.search.shards import Shard, hashed_name, term_shards, to_json, word_shards
from daybook.search.topics import TopicPapers, topic_files
from daybook.search.update import make_index
from daybook.search.vlq import gaps, vlq

FORMAT = 2
"""Incremented when old readers cannot read the files."""
MANIFEST = "search/index.json"


class Manifest(Struct):
    """A small file that readers always fetch, with the names of all others."""

    papers: int
    averages: tuple[float, ...]
    months: list[tuple[str, int, str]]
    """Each month with its number of papers, and its days: of each its number and that of its papers."""
    moved: list[str]
    lengths: list[str] = field(default_factory=list)
    topics: str = ""
    lookups: str = ""
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
            "lookups": self.lookups,
            "terms": _listed(self.terms),
            "words": _listed(self.words),
            "records": {"perFile": PER_FILE, "perFolder": PER_FOLDER, "folders": "".join(self.folders)},
        }
        return to_json(value).encode("utf-8", "replace")


def _listed(shards: list[Shard]) -> dict[str, object]:
    return {"first": [shard.first for shard in shards], "names": "".join(shard.name for shard in shards)}


def search_files(
    documents: Iterable[SearchDocument], topics: Sequence[TopicPapers] = (), *, stock: bool = False
) -> Iterator[File]:
    """Yield path and content of every file of a new index of papers."""
    return index_files(make_index(documents), topics, stock=stock)


def index_files(index: Index, topics: Sequence[TopicPapers] = (), *, stock: bool = False) -> Iterator[File]:
    """Yield every file of the index as (path below the site's root, content); the manifest comes last.

    With ``stock``, Lunr's own index is added, which needs an index made without a saved one. The same papers
    give the same files in any order.
    """
    files, manifest = term_files(index, stock=stock)
    yield from files
    yield from paper_files(index.papers, topics, manifest)


def term_files(index: Index, *, stock: bool = False) -> tuple[list[File], Manifest]:
    """Return the files of terms, words, lengths and lookups, and the manifest of them."""
    papers = index.papers
    order = newest_last(papers)
    months = _months([papers[number].day for number in order])
    manifest = Manifest(len(papers), index.postings.averages(), months, _moved(papers, order))
    files = [(f"search/{path}", content) for path, content in _term_files(index, manifest)]
    if stock:
        refs = [paper.ref for paper in papers]
        files.append(("search/lunr.json", lunr_index(refs, index.postings)))
    return files, manifest


def paper_files(
    papers: Sequence[SearchDocument], topics: Sequence[TopicPapers], manifest: Manifest
) -> Iterator[File]:
    """Yield the files of topics, those of the papers' records, and the manifest with their names.

    ``papers`` are in `index_order`.
    """
    manifest.topics, files = topic_files(topics, {paper.ref: number for number, paper in enumerate(papers)})
    yield from files
    for start in range(0, len(papers), PER_FOLDER):
        name, files = record_files(papers[start : start + PER_FOLDER])
        manifest.folders.append(name)
        yield from files
    yield MANIFEST, manifest.content()


def _term_files(index: Index, manifest: Manifest) -> Iterator[File]:
    for shard in term_shards(index.encoded):
        manifest.terms.append(shard)
        yield f"terms/{shard.name}.json", shard.content
    for shard in word_shards(index.words):
        manifest.words.append(shard)
        yield f"words/{shard.name}.json", shard.content
    for fields, content in _lengths(index.postings.lengths):
        name = hashed_name(content) if content else ""
        manifest.lengths.extend(name for _ in fields)
        if name:
            yield f"lengths/{name}.json", content
    if shards := lookup_shards(index.papers):
        listed = to_json(_listed(shards)).encode("utf-8", "replace")
        manifest.lookups = hashed_name(listed)
        yield from ((f"lookups/{shard.name}.json", shard.content) for shard in shards)
        yield f"lookups/{manifest.lookups}.json", listed


def _months(days: Sequence[date]) -> list[tuple[str, int, str]]:
    """Return the months of days in their order, each with its number of papers and its days."""
    found: dict[str, list[tuple[int, int]]] = {}
    for day, papers in Counter(days).items():
        found.setdefault(day.isoformat()[:7], []).append((day.day, papers))
    return [
        (month, sum(papers for _, papers in of), "".join(vlq(day) + vlq(papers) for day, papers in of))
        for month, of in found.items()
    ]


def _lengths(lengths: Sequence[Sequence[int]]) -> Iterator[tuple[Sequence[Field], bytes]]:
    """Yield the fields of each file of lengths and its content, a JSON object by field, or empty.

    Title and abstract share a file, as plain words need both; only Lunr's query language needs the others.
    """
    for first, end in pairwise((0, *range(RANKED_FIELDS, len(FIELDS) + 1))):
        found = {
            FIELDS[field].name: "".join(map(vlq, lengths[field]))
            for field in range(first, end)
            if any(lengths[field])
        }
        yield FIELDS[first:end], to_json(found).encode("ascii") if found else b""


def _moved(papers: Sequence[SearchDocument], order: Sequence[int]) -> list[str]:
    """Return the numbers of papers that a later day lists again, and their positions in `newest_last`.

    All other papers keep their order there. Empty if there are none.
    """
    places = {number: place for place, number in enumerate(order)}
    moved = [number for number, paper in enumerate(papers) if paper.first not in (None, paper.day)]
    return [gaps(moved), "".join(vlq(places[number]) for number in moved)] if moved else []
