"""The index in memory, and the papers added to it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct, field

from daybook.search.document import SearchDocument
from daybook.search.encoding import Encoded, encode_postings
from daybook.search.postings import Postings
from daybook.search.terms import PaperTerms, TermReader


class Index(Struct):
    """Everything that the index files are made from."""

    papers: list[SearchDocument]
    """In the order of their numbers."""
    keys: list[bytes]
    """Each paper's `searched_key`."""
    postings: Postings = field(default_factory=Postings)
    has_all_postings: bool = True
    """If False, `postings` has the lengths of all papers, but the terms of new ones only."""
    encoded: dict[str, Encoded] = field(default_factory=dict)
    """The postings of each term as text."""
    words: dict[str, int] = field(default_factory=dict)
    """The number of each distinct word, without punctuation and stop words."""
    paper_words: list[array[int]] = field(default_factory=list)
    """The numbers of each paper's words, unsorted."""
    next_word: int = 0
    """The number of the next new word; numbers of removed words are not used again."""
    known_names: dict[bytes, str] = field(default_factory=dict)
    """Names of the last build's shards of words and folders of records, by cache key."""
    names: dict[bytes, str] = field(default_factory=dict)
    """The same names of this build; set when its files are made."""


class Indexer:
    """Adds papers to an index and replaces them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._reader = TermReader()
        self._numbers: dict[str, int] = {}
        """The number of each word as it occurs in the texts; -1 if it is not indexed."""

    def add(self, papers: Sequence[SearchDocument]) -> set[str]:
        """Append the terms and words of papers; return the terms."""
        touched: set[str] = set()
        for paper in papers:
            terms, words = self._read(paper)
            self._index.postings.add(terms)
            self._index.paper_words.append(words)
            touched.update(*terms.counts)
        return touched

    def replace(self, number: int, old_terms: set[str]) -> None:
        """Read a changed paper again, which had ``old_terms``, and encode the postings that change."""
        index = self._index
        terms, index.paper_words[number] = self._read(index.papers[number])
        for term in index.postings.replace(number, terms) | old_terms:
            if term in index.postings.terms:
                index.encoded[term] = encode_postings(index.postings.terms[term])
            else:
                index.encoded.pop(term, None)

    def _read(self, paper: SearchDocument) -> tuple[PaperTerms, array[int]]:
        terms = self._reader.read(paper)
        for word in sorted(terms.words.difference(self._numbers)):
            self._numbers[word] = self._number(word)
        found = set(map(self._numbers.__getitem__, terms.words))
        found.discard(-1)
        return terms, array("I", found)

    def _number(self, word: str) -> int:
        index, trimmed = self._index, self._reader.trim(word)
        if trimmed is None:
            return -1
        if trimmed not in index.words:
            index.words[trimmed] = index.next_word
            index.next_word += 1
        return index.words[trimmed]
