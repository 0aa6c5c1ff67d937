"""Postings: the papers that contain each term, with the field and the count, packed into 64-bit numbers.

A posting is ``paper << 28 | part << 24 | count``; a part is a field, from 1, or `NAME`.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from daybook.search.document import FIELDS
from daybook.search.terms import PaperTerms

B = 0.75
K1 = 1.2
"""The parameters b and k1 of Okapi BM25, with Lunr's defaults."""
NAME = 0
"""The part of the method name in the title."""
_PART_BITS = 4
COUNT_BITS = 24
PAPER_SHIFT = _PART_BITS + COUNT_BITS
COUNT_MASK = (1 << COUNT_BITS) - 1
PART_MASK = (1 << _PART_BITS) - 1
PART_AND_COUNT_MASK = (1 << PAPER_SHIFT) - 1


class Postings:
    """The postings of all terms; papers are added in the order of their numbers."""

    def __init__(self) -> None:
        self.papers = 0
        self.terms: dict[str, array[int]] = {}
        """The postings of each term, sorted; terms in order of first occurrence."""
        self.lengths: tuple[array[int], ...] = tuple(array("I") for _ in FIELDS)
        """For each field, the number of its terms in each paper."""

    def add(self, paper: PaperTerms) -> None:
        """Add the next paper."""
        for lengths, length in zip(self.lengths, paper.lengths, strict=True):
            lengths.append(length)
        self.add_terms(self.papers, paper)
        self.papers += 1

    def add_terms(self, number: int, paper: PaperTerms) -> None:
        """Add the terms, but not the lengths, of a paper; terms of the papers before it must be present."""
        terms = self.terms
        for base, counts in _bases(number, paper):
            for term, count in counts.items():
                try:
                    terms[term].append(base | count)
                except KeyError:
                    terms[term] = array("Q", (base | count,))

    def replace(self, number: int, paper: PaperTerms) -> set[str]:
        """Replace a paper; return the terms whose postings change."""
        touched = self._remove(number)
        for lengths, length in zip(self.lengths, paper.lengths, strict=True):
            lengths[number] = length
        added: dict[str, list[int]] = {}
        for base, counts in _bases(number, paper):
            for term, count in counts.items():
                added.setdefault(term, []).append(base | count)
        for term, postings in added.items():
            known = self.terms.setdefault(term, array("Q"))
            place = bisect_left(known, number << PAPER_SHIFT)
            known[place:place] = array("Q", postings)
        return touched | added.keys()

    def _remove(self, number: int) -> set[str]:
        """Remove a paper by binary search in each term's postings; return its terms."""
        first, last = number << PAPER_SHIFT, (number + 1) << PAPER_SHIFT
        touched = set()
        for term, known in self.terms.items():
            place = bisect_left(known, first)
            if place < len(known) and known[place] < last:
                del known[place : bisect_left(known, last)]
                touched.add(term)
        for term in touched:
            if not self.terms[term]:
                del self.terms[term]
        return touched

    def averages(self) -> tuple[float, ...]:
        """Return the mean length of each field over all papers, including those without the field."""
        return tuple(sum(lengths) / self.papers if self.papers else 0.0 for lengths in self.lengths)


def _bases(number: int, paper: PaperTerms) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Yield for each part the bits common to its postings, and the count of each term."""
    paper_bits = number << PAPER_SHIFT
    for part, counts in enumerate(paper.counts, 1):
        if counts and max(counts.values()) > COUNT_MASK:
            counts = {term: min(count, COUNT_MASK) for term, count in counts.items()}
        yield paper_bits | part << COUNT_BITS, counts
    yield paper_bits | NAME << COUNT_BITS, dict.fromkeys(paper.name, len(paper.name))


def idf(postings: array[int], papers: int) -> float:
    """Return Lunr's inverse document frequency (lunr.js 2.3.9, ``lunr.idf``).

    Lunr adds up the papers of each field, so a term in title and abstract counts a paper twice.
    """
    found = sum([1 for each in postings if each >> COUNT_BITS & PART_MASK])
    return math.log(1 + abs((papers - found + 0.5) / (found + 0.5)))
