"""Postings: in which papers, how often, and in which field each term stands."""

from __future__ import annotations

import math
from array import array

from generator.search.document import FIELDS
from generator.search.terms import PaperTerms

B = 0.75
K1 = 1.2
"""Lunr's defaults for field length normalisation and saturation (Okapi BM25's b and k1)."""
NAME = 0
"""Stands for the title's name where a posting's field would be; fields count from 1."""
_FIELD_BITS = 4
_COUNT_BITS = 24
_PAPER_SHIFT = _FIELD_BITS + _COUNT_BITS
_PLACES = (1 << _FIELD_BITS) - 1
_MOST = (1 << _COUNT_BITS) - 1


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
        number = self.papers << _PAPER_SHIFT
        terms = self.terms
        for place, counts in enumerate(paper.counts, 1):
            base = number | place << _COUNT_BITS
            self.lengths[place - 1].append(paper.lengths[place - 1])
            for term, count in counts.items():
                posting = base | min(count, _MOST)
                known = terms.get(term)
                if known is None:
                    terms[term] = array("Q", (posting,))
                else:
                    known.append(posting)
        for term in paper.name:
            terms[term].append(number | NAME << _COUNT_BITS | len(paper.name))
        self.papers += 1

    def averages(self) -> tuple[float, ...]:
        """The mean length of each field, papers without it counted as nought."""
        return tuple(sum(lengths) / self.papers if self.papers else 0.0 for lengths in self.lengths)


def unpack(postings: array[int]) -> list[tuple[int, int, int]]:
    """Each posting as (paper, place, count); place 0 is the name, whose count is its number of terms."""
    return [(each >> _PAPER_SHIFT, each >> _COUNT_BITS & _PLACES, each & _MOST) for each in postings]


def idf(postings: array[int], papers: int) -> float:
    """Lunr's inverse document frequency (lunr.js 2.3.9, ``lunr.idf``).

    Lunr adds up the papers of each field, so a term in title and abstract counts a paper twice.
    """
    found = sum([1 for each in postings if each >> _COUNT_BITS & _PLACES])
    return math.log(1 + abs((papers - found + 0.5) / (found + 0.5)))
