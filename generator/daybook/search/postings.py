"""Postings: the papers that contain each term, with the field and the count, packed into 64-bit numbers.

A posting is ``paper << 36 | part << 32 | count``; a part is a field, from 1, or `NAME`.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from functools import partial

from daybook.search.document import FIELDS
from daybook.search.terms import PaperTerms

B = 0.75
K1 = 1.2
"""The parameters b and k1 of Okapi BM25, with Lunr's defaults."""
NAME = 0
"""The part of the method name in the title."""
_PART_BITS = 4
COUNT_BITS = 32
PAPER_SHIFT = _PART_BITS + COUNT_BITS
COUNT_MASK = (1 << COUNT_BITS) - 1
PART_MASK = (1 << _PART_BITS) - 1
PART_AND_COUNT_MASK = (1 << PAPER_SHIFT) - 1


class Postings:
    """The postings of all terms; papers are added in the order of their numbers."""

    def __init__(self) -> None:
        self.papers = 0
        self.terms: dict[str, array[int]] = defaultdict(partial(array, "Q"))
        """The postings of each term, sorted by paper; terms in order of first occurrence."""
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
        terms, names = self.terms, dict.fromkeys(paper.name, len(paper.name))
        for part, counts in ((NAME, names), *enumerate(paper.counts, 1)):
            bits = number << PAPER_SHIFT | part << COUNT_BITS
            for term, count in counts.items():
                terms[term].append(bits | count)

    def averages(self) -> tuple[float, ...]:
        """Return the mean length of each field over all papers, including those without the field."""
        return tuple(sum(lengths) / self.papers if self.papers else 0.0 for lengths in self.lengths)


def idf(postings: array[int], papers: int) -> float:
    """Return Lunr's inverse document frequency (lunr.js 2.3.9, ``lunr.idf``).

    Lunr adds up the papers of each field, so a term in title and abstract counts a paper twice.
    """
    found = sum([1 for each in postings if each >> COUNT_BITS & PART_MASK])
    return math.log(1 + abs((papers - found + 0.5) / (found + 0.5)))
