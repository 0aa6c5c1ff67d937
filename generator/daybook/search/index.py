"""The index in memory."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from types import MappingProxyType

from msgspec import Struct, field

from daybook.search.document import SearchDocument
from daybook.search.encoding import Encoded
from daybook.search.postings import Postings


def number_words(known: Mapping[str, int] = MappingProxyType({})) -> defaultdict[str, int]:
    """Return a mapping of words to numbers that gives each new word the next number."""
    return defaultdict(count(max(known.values(), default=-1) + 1).__next__, known)


class Index(Struct):
    """Everything that the index files are made from."""

    papers: list[SearchDocument]
    """In the order of their numbers."""
    keys: list[bytes]
    """Each paper's `searched_key`."""
    postings: Postings = field(default_factory=Postings)
    """The lengths of all papers, and the terms of those that the last build's index lacks."""
    encoded: dict[str, Encoded] = field(default_factory=dict)
    """The postings of each term as text."""
    words: defaultdict[str, int] = field(default_factory=number_words)
    """The number of each distinct word, without punctuation and stop words."""
    paper_words: list[array[int]] = field(default_factory=list)
    """The numbers of each paper's words, unsorted."""
