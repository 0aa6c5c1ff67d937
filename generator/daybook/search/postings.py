"""Postings: the papers that contain each term, with the field and the count, in arrays.

A part is a field, from 1, or `NAME`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from daybook.search.document import FIELDS, SearchDocument, other_forms
from daybook.search.terms import Vocabulary

NAME = 0
"""The part of the method name in the title."""
_AT_ONCE = 1_000_000
"""Pieces of text that are counted together, or more: all of a paper are."""
_LOW = np.uint64(0xFFFF_FFFF)
_HIGH = np.uint64(32)

Numbers = NDArray[np.uint32]


class Postings(Struct, frozen=True):
    """Some postings in any order: of each, its term's number, paper, part and count."""

    terms: Numbers
    papers: Numbers
    parts: Numbers
    counts: Numbers

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int, int, int]]) -> Postings:
        """Return postings given one by one."""
        return cls(*np.array(rows, np.uint32).reshape(-1, 4).T)

    @classmethod
    def join(cls, some: Sequence[Postings]) -> Postings:
        """Return all postings of several."""
        columns = ((each.terms, each.papers, each.parts, each.counts) for each in some)
        return cls(*map(np.concatenate, zip(*columns, strict=True)))

    def chosen(self, places: NDArray[np.intp] | NDArray[np.bool_]) -> Postings:
        """Return some of the postings."""
        return Postings(self.terms[places], self.papers[places], self.parts[places], self.counts[places])

    def order(self, keys: Numbers) -> NDArray[np.intp]:
        """Return the places of the postings sorted by key and paper."""
        papers = self.papers
        ascending = None if (papers[1:] >= papers[:-1]).all() else np.argsort(papers, kind="stable")
        keys = keys if ascending is None else keys[ascending]
        packed = keys.astype(np.uint64) << _HIGH | np.arange(len(keys), dtype=np.uint64)
        packed.sort()  # np.argsort takes several times as long
        places = (packed & _LOW).astype(np.intp)
        return places if ascending is None else ascending[places]


class Read(Struct, frozen=True):
    """What was read of papers."""

    postings: Postings
    lengths: Numbers
    """For each paper the number of its terms, with repeats, in each field: Lunr's field lengths."""
    words: list[array[int]]
    """The numbers of each paper's distinct words."""


class _Batch(Struct):
    """The texts of some papers, one after the other: all fields of the first, then of the next."""

    papers: list[int] = field(default_factory=list)
    pieces: array[int] = field(default_factory=lambda: array("I"))
    sizes: array[int] = field(default_factory=lambda: array("I"))
    """The number of pieces in each field of each paper."""
    names: list[tuple[int, int, int, int]] = field(default_factory=list)
    """The postings of methods' names."""

    def add(self, number: int, paper: SearchDocument, vocabulary: Vocabulary) -> None:
        """Add a paper."""
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


def read_papers(papers: Iterable[tuple[int, SearchDocument]], vocabulary: Vocabulary) -> Read:
    """Read papers, with their numbers, and count their terms."""
    some = [_counted(batch, vocabulary) for batch in _batches(papers, vocabulary)]
    return Read(
        Postings.join([each.postings for each in some]),
        np.concatenate([each.lengths for each in some]),
        [words for each in some for words in each.words],
    )


def _batches(papers: Iterable[tuple[int, SearchDocument]], vocabulary: Vocabulary) -> Iterator[_Batch]:
    """Yield papers in batches, so that the pieces of all are never in memory; at least one."""
    batch = _Batch()
    for number, paper in papers:
        batch.add(number, paper, vocabulary)
        if len(batch.pieces) > _AT_ONCE:
            yield batch
            batch = _Batch()
            vocabulary.forget_many()
    yield batch


def _tokens(batch: _Batch, vocabulary: Vocabulary) -> tuple[NDArray[np.uint64], ...]:
    """Return the text, the term and the word of each token of a batch."""
    pieces = np.frombuffer(batch.pieces, np.uint32)
    texts = np.repeat(np.arange(len(batch.sizes), dtype=np.uint64), np.frombuffer(batch.sizes, np.uint32))
    starts = np.array(vocabulary.starts, np.intp)
    sizes = np.diff(starts)[pieces]
    places = np.repeat(starts[pieces] + sizes - np.cumsum(sizes), sizes)
    places += np.arange(len(places))
    columns = (np.array(each, np.uint64)[places] for each in (vocabulary.terms_of, vocabulary.words_of))
    return np.repeat(texts, sizes), *columns


def _counted(batch: _Batch, vocabulary: Vocabulary) -> Read:
    fields, count = np.uint64(len(FIELDS)), len(batch.papers)
    texts, terms, words = _tokens(batch, vocabulary)
    found, counts = _distinct(texts << _HIGH | terms)
    whose, parts = np.divmod(found >> _HIGH, fields)
    columns = (found & _LOW, np.array(batch.papers, np.uint32)[whose], parts + np.uint64(1), counts)
    lengths = np.bincount(texts.astype(np.intp), minlength=len(batch.sizes)).reshape(count, len(FIELDS))
    of_papers, _ = _distinct(texts // fields << _HIGH | words)
    ends = np.searchsorted(of_papers >> _HIGH, np.arange(1, count, dtype=np.uint64))
    split = np.split((of_papers & _LOW).astype(np.uint32), ends)[:count]
    return Read(
        Postings.join(
            [Postings(*(column.astype(np.uint32) for column in columns)), Postings.of(batch.names)]
        ),
        lengths.astype(np.uint32),
        [array("I", each.tobytes()) for each in split],
    )


def _distinct(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], Numbers]:
    """Return the distinct keys, sorted, and how often there is each (`np.unique` takes longer)."""
    keys.sort()
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
    return keys[starts], np.diff(starts, append=len(keys)).astype(np.uint32)
