"""Why two papers are similar, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from daybook.insights.similar_terms import LAST_PAIR, Terms

_SHOWN = 3
"""Terms of a reason."""


def reason(terms: Terms, *shared: Iterable[int]) -> tuple[str, ...]:
    """Return the terms that two papers share, in groups: of each, pairs come first, then the rarest.

    None has a word of another. Two pairs that overlap become one term: of "low rank" and "rank adaptation",
    neither alone says what both papers say.
    """
    rank, named = terms.ranks.__getitem__, terms.names.__getitem__
    pairs = sorted([term for group in shared for term in group if rank(term) <= LAST_PAIR])
    after = {name[0]: name[1] for name in map(named, pairs)}
    before = {second: first for first, second in after.items()}
    chosen: list[str] = []
    used: set[str] = set()
    for name in (named(term) for group in shared for term in sorted(group, key=rank)):
        if used.isdisjoint(name):
            whole = _whole(name, before, after)
            name = whole if used.isdisjoint(whole) else name
            used.update(name)
            chosen.append(terms.written(name))
            if len(chosen) == _SHOWN:
                break
    return tuple(chosen)


def _whole(name: tuple[str, ...], before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return a pair with the word that both papers have before it, or else after it."""
    if len(name) < 2:
        return name
    if (first := before.get(name[0])) and first not in name:
        return (first, *name)
    if (last := after.get(name[1])) and last not in name:
        return (*name, last)
    return name
