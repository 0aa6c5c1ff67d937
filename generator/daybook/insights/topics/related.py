"""Topics that share papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

_MOST = 8
_PAIRS = 6
"""Topics of a paper that count: the ones it is most about, so that the work grows with the papers alone."""


def related(topics_of_papers: Iterable[Sequence[int]], sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return for each topic the others that its papers are about, those that belong to it most first.

    A topic shares more papers the larger it is. So the square of the papers in common is halved for each
    doubling of the other's papers.
    """
    shared: list[Counter[int]] = [Counter() for _ in sizes]
    for topics in topics_of_papers:
        for topic in topics[:_PAIRS]:
            shared[topic].update(topics[:_PAIRS])
    found = []
    for topic, others in enumerate(shared):
        del others[topic]
        order = sorted(
            others, key=lambda other: (-((others[other] ** 2) << 32 >> sizes[other].bit_length()), other)
        )
        found.append(tuple(other for other in order if others[other] > 1)[:_MOST])
    return found
