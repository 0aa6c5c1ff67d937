"""The index in memory."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from types import MappingProxyType

from msgspec import Struct, field

from daybook.search.document import FIELDS, SearchDocument
from daybook.search.encoding import Encoded


def number_words(known: Mapping[str, int] = MappingProxyType({})) -> defaultdict[str, int]:
    """Return a mapping of words to numbers from 1 on that gives each new word the next number."""
    return defaultdict(count(max(known.values(), default=0) + 1).__next__, known)


class Index(Struct):
    """Everything that the index files are made from."""

    papers: list[SearchDocument] = field(default_factory=list)
    """In the order of their numbers, without their texts."""
    keys: list[bytes] = field(default_factory=list)
    """Each paper's `searched_key`."""
    lengths: tuple[array[int], ...] = field(default_factory=lambda: tuple(array("I") for _ in FIELDS))
    """For each field, the number of its terms in each paper."""
    encoded: dict[str, Encoded] = field(default_factory=dict)
    """The postings of each term as text."""
    words: defaultdict[str, int] = field(default_factory=number_words)
    """The number of each distinct word, without punctuation and stop words."""
    paper_words: list[bytes] = field(default_factory=list)
    """The numbers of each paper's words, in four bytes each."""

    def averages(self) -> tuple[float, ...]:
        """Return the mean length of each field over all papers, including those without the field."""
        return tuple(sum(lengths) / len(lengths) if lengths else 0.0 for lengths in self.lengths)
