"""Postings: the papers that contain each term, with the field and the count, in arrays.

A part is a field, from 1, or `NAME`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from daybook.search.document import FIELDS, SearchDocument
from daybook.search.terms import NOTHING, Vocabulary

NAME = 0
"""The part of the method name in the title."""
_TOKENS_AT_ONCE = 1_000_000
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
    """The tokens of all fields of some papers, one after the other."""

    papers: list[int] = field(default_factory=list)
    tokens: array[int] = field(default_factory=lambda: array("I"))
    sizes: array[int] = field(default_factory=lambda: array("I"))
    """The number of tokens in each field of each paper."""
    names: list[tuple[int, int, int, int]] = field(default_factory=list)
    """The postings of methods' names."""


def read_papers(papers: Iterable[tuple[int, SearchDocument]], vocabulary: Vocabulary) -> Read:
    """Read papers, with their numbers, and count their terms."""
    some = [_counted(batch, vocabulary) for batch in _batches(papers, vocabulary)]
    return Read(
        Postings.join([each.postings for each in some]),
        np.concatenate([each.lengths for each in some]),
        [words for each in some for words in each.words],
    )


def _batches(papers: Iterable[tuple[int, SearchDocument]], vocabulary: Vocabulary) -> Iterator[_Batch]:
    """Yield the tokens of papers in batches, so that those of all are never in memory; at least one."""
    batch = _Batch()
    for number, paper in papers:
        batch.papers.append(number)
        for each in FIELDS:
            tokens = vocabulary.numbers(each.text(paper))
            batch.tokens.extend(tokens)
            batch.sizes.append(len(tokens))
        name = vocabulary.name(paper.title)
        batch.names += [(term, number, NAME, len(name)) for term in name]
        if len(batch.tokens) > _TOKENS_AT_ONCE:
            yield batch
            batch = _Batch()
    yield batch


def _counted(batch: _Batch, vocabulary: Vocabulary) -> Read:
    fields, count = np.uint64(len(FIELDS)), len(batch.papers)
    tokens = np.frombuffer(batch.tokens, np.uint32)
    texts = np.repeat(np.arange(len(batch.sizes), dtype=np.uint64), np.frombuffer(batch.sizes, np.uint32))
    terms = np.array(vocabulary.term_of, np.uint64)[tokens]
    words = np.array(vocabulary.word_of, np.uint64)[tokens]
    texts, terms, words = (each[terms != NOTHING] for each in (texts, terms, words))
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
