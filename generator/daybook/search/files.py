"""The files of the search index: the manifest and the files it names.

    search/index.json            the manifest, the only file with a fixed name
    search/terms/NAME.json       shards of postings
    search/words/NAME.json       shards of words
    search/written/NAME.json     a list of the shards of words as titles write them, and the shards
    search/offers/NAME.json      a list of the shards of pages and terms that queries lead to, and the shards
    search/lookups/NAME/N.json   the papers of names and identifiers
    search/counts/NAME.json      postings of very common terms, of which Lunr's query language needs all
    search/papers/NAME/N.json    records
    search/days/NAME.json        the days, of which queries with dates and filters need all
    search/lengths/NAME.json     lengths of fields, of which Lunr's query language needs all
    search/topics/NAME.json      the most frequent topics with their papers
    search/lunr.json             Lunr's own index, on demand

All other names are hashes of the content, so browsers may cache these files for ever.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from lunr.stop_word_filter import WORDS as STOP_WORDS
from msgspec import Struct

from daybook.search.document import FIELDS, K1, LENGTHS_BESIDE, B, SearchDocument, newest_last
from daybook.search.index import Index
from daybook.search.lookups import Lookups, lookup_files
from daybook.search.rarest_words import telling
from daybook.search.records import FILES_IN_FOLDER, File, papers_in_file
from daybook.search.shards import (
    WORD_BYTES,
    WRITTEN_BYTES,
    ShardList,
    counts_files,
    hashed_name,
    listed_files,
    name_shards,
    term_shards,
    to_json,
    word_shards,
)
from daybook.search.vlq import gaps, vlq
from daybook.search.written import is_written

FORMAT = 8
"""Incremented when old readers cannot read the files."""
MANIFEST = "search/index.json"


class Records(Struct, frozen=True, rename="camel"):
    """The files of records, and the names of their folders one after the other."""

    per_file: int = 0
    per_folder: int = 0
    folders: str = ""


class Manifest(Struct, kw_only=True):
    """A small file that readers always fetch, with the names of all others: the fields as JSON."""

    format: int = FORMAT
    papers: int
    fields: Sequence[str] = tuple(each.name for each in FIELDS)
    beside: Sequence[int | None] = LENGTHS_BESIDE
    boosts: Sequence[int] = tuple(each.boost for each in FIELDS)
    averages: tuple[float, ...]
    examples: Sequence[str] = ()
    """Queries that find something, for readers who have typed nothing."""
    weeks: bool = False
    """Whether weeks have pages."""
    stop: str = " ".join(sorted(STOP_WORDS))
    b: float = B
    k1: float = K1
    span: tuple[str, str]
    """The first and the last day."""
    days: str
    lengths: Sequence[str]
    topics: str = ""
    lookups: Lookups
    offers: str = ""
    terms: ShardList
    words: ShardList
    written: str
    records: Records = Records()


def manifest_file(manifest: Manifest, folders: Sequence[str]) -> File:
    """Return the file of a manifest, given the names of the folders of records."""
    in_file = papers_in_file(manifest.papers)
    manifest.records = Records(in_file, in_file * FILES_IN_FOLDER, "".join(folders))
    return MANIFEST, to_json(manifest).encode("utf-8", "replace")


def term_files(index: Index) -> tuple[list[File], Manifest]:
    """Return the files of terms, words, lookups, days and lengths, and the manifest of them."""
    papers = index.papers
    order = newest_last(papers)
    span = (papers[order[0]].day.isoformat(), papers[order[-1]].day.isoformat()) if order else ("", "")
    counts, counted = counts_files(index.encoded)
    in_shards = term_shards(index.encoded, counts, telling(index.encoded, len(papers)))
    terms, of_terms = name_shards("terms", in_shards)
    kept, as_written = [word for word in index.words if not is_written(word)], filter(is_written, index.words)
    words, of_words = name_shards("words", word_shards(kept, WORD_BYTES))
    shards = word_shards(as_written, WRITTEN_BYTES)
    written, of_written = listed_files("written", ((each.first, each.content) for each in shards))
    lookups, of_lookups = lookup_files(papers)
    lengths = [to_json("".join(map(vlq, each))).encode() if any(each) else b"" for each in index.lengths]
    days = to_json({"months": _months([papers[one].day for one in order]), "moved": _moved(papers, order)})
    manifest = Manifest(
        papers=len(papers),
        averages=index.averages(),
        span=span,
        days=hashed_name(days.encode()),
        lengths=[hashed_name(each) if each else "" for each in lengths],
        lookups=lookups,
        terms=terms,
        words=words,
        written=written,
    )
    files = [*of_terms, *of_words, *of_lookups, (f"days/{manifest.days}.json", days.encode())]
    files += ((f"counts/{name}.json", content) for name, content in counted.items())
    named = dict(zip(manifest.lengths, lengths, strict=True))
    files += ((f"lengths/{name}.json", content) for name, content in named.items() if name)
    return [*((f"search/{path}", content) for path, content in files), *of_written], manifest


def _months(days: Sequence[date]) -> list[tuple[str, int, str]]:
    """Return the months of days in their order, each with its number of papers and its days."""
    found: dict[str, list[tuple[int, int]]] = {}
    for day, papers in Counter(days).items():
        found.setdefault(day.isoformat()[:7], []).append((day.day, papers))
    return [
        (month, sum(papers for _, papers in of), "".join(vlq(day) + vlq(papers) for day, papers in of))
        for month, of in found.items()
    ]


def _moved(papers: Sequence[SearchDocument], order: Sequence[int]) -> list[str]:
    """Return the numbers of papers that a later day lists again, and their positions in `newest_last`.

    All other papers keep their order there. Empty if there are none.
    """
    places = {number: place for place, number in enumerate(order)}
    moved = [number for number, paper in enumerate(papers) if paper.first not in (None, paper.day)]
    return [gaps(moved), "".join(vlq(places[number]) for number in moved)] if moved else []
