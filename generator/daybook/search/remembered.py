"""The index saved for the next build, in two cache files.

The postings as numbers are most of it and needed only if a paper changed, so they have a file of their own.
It is written only when they are complete in memory; papers added since are read again when it is needed.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct

from daybook.disk import cache
from daybook.search.document import SearchDocument
from daybook.search.encoding import Encoded
from daybook.search.index import Index
from daybook.search.postings import Postings


class SavedIndex(Struct, frozen=True):
    """An index without the papers' texts and the postings as numbers."""

    refs: list[str]
    keys: list[bytes]
    terms: list[str]
    texts: list[str]
    lasts: list[tuple[int, ...]]
    lengths: list[bytes]
    words: dict[str, int]
    paper_words: list[bytes]
    next_word: int
    names: dict[bytes, str]

    def key(self, papers: int) -> bytes:
        """Return the cache key of the postings of the first papers."""
        return cache.key(self.refs[:papers], self.keys[:papers])


class SavedPostings(Struct, frozen=True):
    """The postings of the first papers of an index."""

    papers: int
    key: bytes
    terms: dict[str, bytes]


class LastIndex(Struct, frozen=True):
    """The index of the last build; its postings are loaded on demand and may be missing."""

    saved: SavedIndex
    load_postings: Callable[[], SavedPostings | None]


def load_index(place: Path) -> LastIndex | None:
    """Load the index that `save_index` saved; None if there is none."""
    saved = cache.load(place, SavedIndex)
    return LastIndex(saved, partial(_load_postings, place, saved)) if saved else None


def save_index(place: Path, index: Index) -> None:
    """Save an index after its files were made."""
    saved, postings = pack(index)
    if postings:
        cache.save(_postings_place(place), postings)
    cache.save(place, saved)


def _load_postings(place: Path, saved: SavedIndex) -> SavedPostings | None:
    postings = cache.load(_postings_place(place), SavedPostings)
    return postings if postings and postings.key == saved.key(postings.papers) else None


def _postings_place(place: Path) -> Path:
    return place.with_name(f"{place.name}-postings")


def pack(index: Index) -> tuple[SavedIndex, SavedPostings | None]:
    """Return an index in the form that is saved, without postings if those saved earlier are still valid.

    Terms and words are sorted, so that the next build sorts them faster.
    """
    terms = sorted(index.encoded)
    encoded = [index.encoded[term] for term in terms]
    saved = SavedIndex(
        refs=[paper.ref for paper in index.papers],
        keys=index.keys,
        terms=terms,
        texts=[each.text for each in encoded],
        lasts=[each.lasts for each in encoded],
        lengths=[lengths.tobytes() for lengths in index.postings.lengths],
        words=dict(sorted(index.words.items())),
        paper_words=[words.tobytes() for words in index.paper_words],
        next_word=index.next_word,
        names=index.names,
    )
    if not index.has_all_postings:
        return saved, None
    count = len(index.papers)
    packed = {term: postings.tobytes() for term, postings in index.postings.terms.items()}
    return saved, SavedPostings(count, saved.key(count), packed)


def unpack(saved: SavedIndex, papers: list[SearchDocument], keys: list[bytes]) -> Index:
    """Return a saved index, without postings as numbers, as the start of an index of ``papers``."""
    postings = Postings()
    postings.papers = len(saved.refs)
    postings.lengths = tuple(array("I", data) for data in saved.lengths)
    encoded = map(Encoded, saved.texts, saved.lasts)
    return Index(
        papers=papers,
        keys=keys,
        postings=postings,
        has_all_postings=False,
        encoded=dict(zip(saved.terms, encoded, strict=True)),
        words=saved.words,
        paper_words=[array("I", data) for data in saved.paper_words],
        next_word=saved.next_word,
        known_names=saved.names,
    )
