"""For each paper the papers most like it, by the words and pairs of words that they share.

It is TF-IDF in integers: the likeness of two papers is the cosine of their terms. Papers are taken from the
oldest on, and each is compared with the few earlier ones that share most rare terms with it. So the work for
a paper has a bound, and a later paper changes no likeness of two others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from math import isqrt

from msgspec import Struct

from daybook.archive.by_day import by_age
from daybook.insights.similar_terms import Terms, read_terms
from daybook.model import Paper

MOST = 6
"""Similar papers of a paper."""
LEAST_SCORE = 60
"""Thousandths of the cosine below which two papers are not similar."""
_SHOWN_TERMS = 3
_CANDIDATES = 10
"""Earlier papers with which a paper is compared."""
_BUDGET = 500
"""Most entries of lists of papers that are counted to find them."""
_FINDS = 128
"""A term of more papers has no list."""
_WHOLE = 1000


class Similar(Struct, frozen=True, array_like=True):
    """A paper that is like another, and why."""

    index: int
    """In the list that was given."""
    score: int
    """Thousandths of the cosine, at least `LEAST_SCORE`."""
    terms: tuple[str, ...]
    """One to three words, or pairs of words, that both have, in the singular; of titles first."""


def find_similar(papers: Sequence[Paper]) -> list[tuple[Similar, ...]]:
    """Return for each paper up to `MOST` others, from the most similar.

    Both lists are in the order of ``papers``, which has no influence on who is similar to whom.
    """
    order = sorted(range(len(papers)), key=lambda index: by_age(papers[index]))
    terms = read_terms([papers[index] for index in order])
    found: list[tuple[Similar, ...]] = [()] * len(papers)
    for place, scores in enumerate(_scores(terms)):
        likely = ((-score, other, _reason(terms, place, other)) for score, other in sorted(scores))
        best = islice((one for one in likely if one[2]), MOST)
        found[order[place]] = tuple(Similar(order[other], score, reason) for score, other, reason in best)
    return found


def _scores(terms: Terms) -> list[list[tuple[int, int]]]:
    """Return for each paper those that may be similar, as negative scores and places."""
    lists: list[list[int]] = [[] for _ in range(bisect_left(terms.numbers, _FINDS + 1))]
    scores: list[list[tuple[int, int]]] = [[] for _ in terms.papers]
    weight, norms = terms.weights.__getitem__, terms.norms
    for place, of_paper in enumerate(terms.papers):
        finding = [lists[term] for term in of_paper[: bisect_left(of_paper, len(lists))]]
        candidates = _candidates(finding)
        own = terms.sets[place]
        for other in candidates:
            shared = sum(map(weight, own & terms.sets[other]))
            score = shared * _WHOLE // max(isqrt(norms[place] * norms[other]), 1)
            if score >= LEAST_SCORE:
                scores[place].append((-score, other))
                scores[other].append((-score, place))
        for papers_with in finding:
            papers_with.append(place)
    return scores


def _candidates(finding: Iterable[Sequence[int]]) -> Iterable[int]:
    """Return the papers that most of the lists have, from the shortest lists on; the newest of equals."""
    left, counted = _BUDGET, []
    for papers_with in finding:
        left -= len(papers_with)
        if left < 0:
            break
        counted.append(papers_with)
    counts = Counter(chain.from_iterable(counted))
    if len(counts) <= _CANDIDATES:
        return counts
    least = sorted(counts.values())[-_CANDIDATES]
    found = sorted([(number, place) for place, number in counts.items() if number >= least])
    return [place for _, place in found[-_CANDIDATES:]]


def _reason(terms: Terms, one: int, other: int) -> tuple[str, ...]:
    """Return the terms that two papers share: those of titles, then the rarest; none has a word of another.

    There are none if neither title has any: what abstracts alone share is mostly chance.
    """
    in_one, in_other = terms.in_title[one], terms.in_title[other]
    shared = terms.sets[one] & terms.sets[other]
    if not (shared & in_one or shared & in_other):
        return ()
    step, places = len(terms.names), terms.places
    ranked = sorted([places[term] - step * ((term in in_one) + (term in in_other)) for term in shared])
    chosen: list[str] = []
    used: set[str] = set()
    for place in ranked:
        name = terms.names[terms.by_place[place % step]]
        if used.isdisjoint(name):
            used.update(name)
            chosen.append(" ".join([terms.capitals.get(word, word) for word in name]))
            if len(chosen) == _SHOWN_TERMS:
                break
    return tuple(chosen)
