"""Postings: in which papers, how often, and in which field each term stands."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from daybook.search.document import FIELDS
from daybook.search.terms import PaperTerms

B = 0.75
K1 = 1.2
"""Lunr's defaults for field length normalisation and saturation (Okapi BM25's b and k1)."""
NAME = 0
"""Stands for the title's name where a posting's field would be; fields count from 1."""
_FIELD_BITS = 4
COUNT_BITS = 24
PAPER_SHIFT = _FIELD_BITS + COUNT_BITS
PLACE_AND_COUNT = (1 << PAPER_SHIFT) - 1
PLACES = (1 << _FIELD_BITS) - 1
MOST_COUNT = (1 << COUNT_BITS) - 1


class Postings:
    """Grows paper by paper, in the order of their numbers; eight bytes for each posting."""

    def __init__(self) -> None:
        self.papers = 0
        self.terms: dict[str, array[int]] = {}
        """Each term's postings, in the order in which terms first appear."""
        self.lengths: tuple[array[int], ...] = tuple(array("I") for _ in FIELDS)
        """For each field, the number of its terms in each paper."""

    def add(self, paper: PaperTerms) -> None:
        """Take the next paper."""
        for lengths, length in zip(self.lengths, paper.lengths, strict=True):
            lengths.append(length)
        self.add_terms(self.papers, paper)
        self.papers += 1

    def add_terms(self, number: int, paper: PaperTerms) -> None:
        """Take the terms of a paper whose lengths are known; those before it have been taken."""
        terms = self.terms
        for base, counts in _bases(number, paper):
            for term, count in counts.items():
                try:
                    terms[term].append(base | count)
                except KeyError:
                    terms[term] = array("Q", (base | count,))

    def put(self, number: int, paper: PaperTerms) -> set[str]:
        """Take a paper in the place of what it was before; gives the terms whose postings that changes."""
        touched = self._drop(number)
        for lengths, length in zip(self.lengths, paper.lengths, strict=True):
            lengths[number] = length
        fresh: dict[str, list[int]] = {}
        for base, counts in _bases(number, paper):
            for term, count in counts.items():
                fresh.setdefault(term, []).append(base | count)
        for term, postings in fresh.items():
            known = self.terms.setdefault(term, array("Q"))
            place = bisect_left(known, number << PAPER_SHIFT)
            known[place:place] = array("Q", postings)
        return touched | fresh.keys()

    def _drop(self, number: int) -> set[str]:
        """Leave out a paper; its terms are found by looking at all, each of which is in order."""
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
        """The mean length of each field, papers without it counted as nought."""
        return tuple(sum(lengths) / self.papers if self.papers else 0.0 for lengths in self.lengths)


def _bases(number: int, paper: PaperTerms) -> Iterator[tuple[int, Mapping[str, int]]]:
    """A paper's parts, as what their postings share and their terms with their counts."""
    paper_bits = number << PAPER_SHIFT
    for place, counts in enumerate(paper.counts, 1):
        if counts and max(counts.values()) > MOST_COUNT:
            counts = {term: min(count, MOST_COUNT) for term, count in counts.items()}
        yield paper_bits | place << COUNT_BITS, counts
    yield paper_bits | NAME << COUNT_BITS, dict.fromkeys(paper.name, len(paper.name))


def idf(postings: array[int], papers: int) -> float:
    """Lunr's inverse document frequency (lunr.js 2.3.9, ``lunr.idf``).

    Lunr adds up the papers of each field, so a term in title and abstract counts a paper twice.
    """
    found = sum([1 for each in postings if each >> COUNT_BITS & PLACES])
    return math.log(1 + abs((papers - found + 0.5) / (found + 0.5)))
