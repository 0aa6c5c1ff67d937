"""The older papers that papers are like."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from math import isqrt

from daybook.insights.similar_memory import Known, Like, numbers
from daybook.insights.similar_reason import reason
from daybook.insights.similar_terms import Terms

LEAST_SCORE = 60
"""Thousandths of the cosine below which two papers are not similar."""
_LEAST_BY_ONE = 80
"""The same of two papers that share only one term of a title."""
_CANDIDATES = 10
"""Older papers with which a paper is compared."""
_BUDGET = 500
"""Most entries of lists of papers that are counted to find them."""
_FINDS = 64
"""A term of more papers has no list."""
_WHOLE = 1000


def find_likes(terms: Terms, papers: Sequence[Known], first: int) -> list[tuple[Like, ...]]:
    """Return for each paper from the ``first`` one on the older papers that it is like."""
    vectors = [numbers(paper.terms) for paper in papers]
    titles = [frozenset(numbers(paper.title)) for paper in papers]
    finding = terms.of_fewer(_FINDS + 1)
    lists = _lists(vectors, first, finding)
    weight, found = terms.weights.__getitem__, []
    for place in range(first, len(papers)):
        vector = vectors[place]
        rare = vector[bisect_left(vector, finding) :]
        rare.reverse()
        having = list(map(lists.__getitem__, rare))
        own, norm, likes = frozenset(vector), papers[place].norm, []
        for other in _candidates(having):
            shared = own.intersection(vectors[other])
            score = sum(map(weight, shared)) * _WHOLE // max(isqrt(norm * papers[other].norm), 1)
            if score < LEAST_SCORE:
                continue
            in_titles = shared & (titles[place] | titles[other])
            if len(in_titles) > 1 or (in_titles and score >= _LEAST_BY_ONE):
                in_both = titles[place] & titles[other]
                likes.append(
                    Like(other, score, reason(terms, in_both, in_titles - in_both, shared - in_titles))
                )
        found.append(tuple(likes))
        for papers_with in having:
            papers_with.append(place)
    return found


def _lists(vectors: Sequence[array[int]], first: int, finding: int) -> defaultdict[int, list[int]]:
    """Return for each rare term of a paper from the ``first`` one on the papers before that have it."""
    lists: defaultdict[int, list[int]] = defaultdict(list)
    wanted = {term for vector in vectors[first:] for term in vector if term >= finding} if first else set()
    for place in range(first):
        for term in wanted.intersection(vectors[place]):
            lists[term].append(place)
    return lists


def _candidates(finding: Iterable[Sequence[int]]) -> Iterable[int]:
    """Return the papers that most of the lists have, from the rarest term's on; the newest of equals."""
    left, counted = _BUDGET, []
    for papers_with in finding:
        left -= len(papers_with)
        if left < 0:
            break
        counted.append(papers_with)
    counts = Counter(chain.from_iterable(counted))
    found = sorted([(number, place) for place, number in counts.items() if number > 1])
    if len(found) < _CANDIDATES:
        found = sorted([(number, place) for place, number in counts.items()])
    return [place for _, place in found[-_CANDIDATES:]]
