"""The index saved for the next build."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct

from daybook.search.document import SearchDocument
from daybook.search.encoding import Encoded
from daybook.search.index import Index, number_words


class SavedIndex(Struct, frozen=True):
    """An index without the papers' texts."""

    refs: list[str]
    keys: list[bytes]
    identifiers: list[tuple[str, ...]]
    encoded: dict[str, Encoded]
    lengths: list[bytes]
    words: dict[str, int]
    paper_words: list[bytes]

    def known_keys(self, refs: Sequence[str]) -> list[bytes]:
        """Return the keys of the first papers that ``refs`` names; none if some were removed or reordered."""
        return self.keys if self.refs == refs[: len(self.refs)] else []

    def known_identifiers(self, refs: Sequence[str], keys: Sequence[bytes]) -> list[tuple[str, ...] | None]:
        """Return the identifiers of the first papers that ``refs`` names; None for one with another key."""
        pairs = zip(self.known_keys(refs), keys, self.identifiers, strict=False)
        return [identifiers if old == new else None for old, new, identifiers in pairs]


def pack(index: Index) -> SavedIndex:
    """Return an index in the form that is saved."""
    return SavedIndex(
        refs=[paper.ref for paper in index.papers],
        keys=index.keys,
        identifiers=[paper.identifiers for paper in index.papers],
        encoded=index.encoded,
        lengths=[lengths.tobytes() for lengths in index.lengths],
        words=index.words,
        paper_words=[words.tobytes() for words in index.paper_words],
    )


def unpack(saved: SavedIndex, papers: list[SearchDocument], keys: list[bytes]) -> Index:
    """Return a saved index as the start of an index of ``papers``."""
    return Index(
        papers=papers,
        keys=keys,
        lengths=tuple(array("I", data) for data in saved.lengths),
        encoded=saved.encoded,
        words=number_words(saved.words),
        paper_words=[array("I", data) for data in saved.paper_words],
    )
