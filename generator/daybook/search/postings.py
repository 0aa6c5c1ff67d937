"""Postings: the papers that contain each term, with the field and the count, in arrays.

A part is a field, from 1, or `NAME`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from daybook.search.document import FIELDS, SearchDocument, other_forms
from daybook.search.encoding import GROUPS
from daybook.search.terms import Vocabulary

NAME = 0
"""The part of the method name in the title."""
_AT_ONCE = 300_000
"""Pieces of text that are counted together, or more: all of a paper are."""
_BITS = 3
"""Of a part, and of a group."""
_MASK = (1 << _BITS) - 1
_LOW = np.uint64(0xFFFF_FFFF)
_HIGH = np.uint64(32)

Numbers = NDArray[np.uint32]
Keys = NDArray[np.uint64]


def first_key(term: int) -> np.uint64:
    """Return the least key of a term's postings."""
    return np.uint64(term << 2 * _BITS) << _HIGH


def papers_of(keys: Keys) -> Numbers:
    """Return the papers of postings."""
    return (keys & _LOW).astype(np.uint32)


def split(keys: Keys) -> tuple[NDArray[np.intp], ...]:
    """Return terms, parts, groups and papers of postings."""
    high = (keys >> _HIGH).astype(np.intp)
    return high >> 2 * _BITS, high >> _BITS & _MASK, high & _MASK, (keys & _LOW).astype(np.intp)


def ranges(starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the places of ranges, one after the other."""
    places: NDArray[np.intp] = np.repeat(starts + sizes - np.cumsum(sizes), sizes)
    places += np.arange(len(places))
    return places


class Postings(Struct, frozen=True):
    keys: Keys
    """Of each, from the highest bits on: its term's number, its part, its group and its paper.

    Papers are grouped by how often they contain the term, and those in the last group do it `GROUPS` times or
    more.
    """
    often: Keys
    """Those in the last group."""
    counts: Numbers
    """The number of times that each of these papers contains the term."""

    @classmethod
    def of(cls, terms: Keys, papers: Keys, parts: Keys, counts: Keys) -> Postings:
        """Return postings given by columns."""
        groups = np.minimum(counts, np.uint64(GROUPS)) - np.uint64(1)
        keys = (terms << np.uint64(2 * _BITS) | parts << np.uint64(_BITS) | groups) << _HIGH | papers
        is_often = counts >= GROUPS
        return cls(keys, keys[is_often], counts[is_often].astype(np.uint32))

    @classmethod
    def of_rows(cls, rows: Sequence[tuple[int, int, int, int]]) -> Postings:
        """Return postings given one by one."""
        return cls.of(*np.array(rows, np.uint64).reshape(-1, 4).T)

    @classmethod
    def join(cls, some: Sequence[Postings]) -> Postings:
        columns = ((each.keys, each.often, each.counts) for each in some)
        return cls(*map(np.concatenate, zip(*columns, strict=True)))

    def in_order(self) -> Postings:
        """Return the postings sorted by their keys."""
        order = np.argsort(self.often)
        return Postings(np.sort(self.keys), self.often[order], self.counts[order])

    def counts_of(self, keys: Keys) -> Numbers:
        """Return how often papers contain terms, of some of these postings, which are in order."""
        counts = (keys >> _HIGH).astype(np.uint32) & np.uint32(_MASK)
        is_often = counts == _MASK
        counts += np.uint32(1)
        counts[is_often] = self.counts[np.searchsorted(self.often, keys[is_often])]
        return counts


class Read(Struct, frozen=True):
    """The terms and words of some papers."""

    papers: list[int]
    """Their numbers."""
    postings: Postings
    lengths: Numbers
    """For each paper the number of its terms, with repeats, in each field: Lunr's field lengths."""
    words: list[bytes]
    """The numbers of each paper's distinct words, in four bytes each."""

    @classmethod
    def join(cls, some: Sequence[Read]) -> Read:
        return cls(
            [paper for each in some for paper in each.papers],
            Postings.join([each.postings for each in some]),
            np.concatenate([each.lengths for each in some]),
            [words for each in some for words in each.words],
        )


class _Batch(Struct):
    """The texts of some papers, one after the other: all fields of the first, then of the next."""

    papers: list[int] = field(default_factory=list)
    pieces: array[int] = field(default_factory=lambda: array("I"))
    sizes: array[int] = field(default_factory=lambda: array("I"))
    """The number of pieces in each field of each paper."""
    names: list[tuple[int, int, int, int]] = field(default_factory=list)
    """The postings of methods' names."""

    def add(self, number: int, paper: SearchDocument, vocabulary: Vocabulary) -> None:
        self.papers.append(number)
        texts = [vocabulary.numbers(each.text(paper)) for each in FIELDS[:-1]]
        title, abstract, *_ = texts
        of_words = vocabulary.forms(abstract if paper.title.isupper() else title + abstract)
        texts.append([vocabulary[form] for form in other_forms(paper, of_words)])
        for pieces in texts:
            self.pieces.extend(pieces)
            self.sizes.append(len(pieces))
        name = vocabulary.name(paper.title)
        self.names += [(term, number, NAME, len(name)) for term in name]


def read_papers(papers: Iterable[tuple[int, SearchDocument]], vocabulary: Vocabulary) -> Iterator[Read]:
    """Read papers, with their numbers, and count their terms; yield some at a time, once at least.

    So the texts of all are never in memory.
    """
    batch = _Batch()
    for number, paper in papers:
        batch.add(number, paper, vocabulary)
        if len(batch.pieces) > _AT_ONCE:
            yield _counted(batch, vocabulary)
            batch = _Batch()
            vocabulary.forget_many()
    yield _counted(batch, vocabulary)


def _tokens(batch: _Batch, vocabulary: Vocabulary) -> tuple[NDArray[np.uint64], ...]:
    """Return the text, the term and the word of each token of a batch."""
    pieces = np.frombuffer(batch.pieces, np.uint32)
    texts = np.repeat(np.arange(len(batch.sizes), dtype=np.uint64), np.frombuffer(batch.sizes, np.uint32))
    starts = np.array(vocabulary.starts, np.intp)
    sizes = np.diff(starts)[pieces]
    places = ranges(starts[pieces], sizes)
    columns = (np.array(each, np.uint64)[places] for each in (vocabulary.terms_of, vocabulary.words_of))
    return np.repeat(texts, sizes), *columns


def _counted(batch: _Batch, vocabulary: Vocabulary) -> Read:
    fields, count = np.uint64(len(FIELDS)), len(batch.papers)
    texts, terms, words = _tokens(batch, vocabulary)
    found, counts = np.unique(texts << _HIGH | terms, return_counts=True)
    whose, parts = np.divmod(found >> _HIGH, fields)
    papers = np.array(batch.papers, np.uint64)[whose.astype(np.intp)]
    postings = Postings.of(found & _LOW, papers, parts + np.uint64(1), counts.astype(np.uint64))
    lengths = np.bincount(texts.astype(np.intp), minlength=len(batch.sizes)).reshape(count, len(FIELDS))
    of_papers, _ = np.unique(texts // fields << _HIGH | words, return_counts=True)  # alone it takes longer
    ends = np.searchsorted(of_papers >> _HIGH, np.arange(1, count + 1, dtype=np.uint64)).tolist()
    numbers = (of_papers & _LOW).astype(np.uint32).tobytes()
    return Read(
        batch.papers,
        Postings.join([postings, Postings.of_rows(batch.names)]),
        lengths.astype(np.uint32),
        [numbers[4 * start : 4 * end] for start, end in pairwise([0, *ends])],
    )
