"""The index saved for the next build."""

from array import array
from collections.abc import Sequence

from msgspec import Struct

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

    def begins(self, refs: Sequence[str]) -> bool:
        """Return whether ``refs`` names the papers of this index first: none was removed or reordered."""
        return self.refs == refs[: len(self.refs)]

    def known_identifiers(self, keys: Sequence[bytes]) -> list[tuple[str, ...] | None]:
        """Return the identifiers of the first papers, whose keys are given; None for one with another key."""
        pairs = zip(self.keys, keys, self.identifiers, strict=False)
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
        paper_words=index.paper_words,
    )


def unpack(saved: SavedIndex) -> Index:
    """Return a saved index, without its papers."""
    return Index(
        lengths=tuple(array("I", data) for data in saved.lengths),
        encoded=saved.encoded,
        words=number_words(saved.words),
        paper_words=saved.paper_words,
    )
