"""The words that nearly always stand beside a term: "Monte" before "Carlo tree", and "search" after it."""

from collections.abc import Mapping, Sequence

import numpy as np

from daybook.insights.similar import FIRST
from daybook.insights.texts import NO_WORD, Texts
from daybook.insights.texts.flat import Numbers, blocks

_USUAL = 0.75
"""Of the places of a term: its neighbour is the same at so many."""
_LONGEST = 5
"""Words of a term with its neighbours."""
Neighbours = Mapping[int, int]
"""The word before or after a term, by the term's key."""


def usual_neighbours(texts: Texts, places: Sequence[int], keys: Numbers) -> tuple[Neighbours, Neighbours]:
    """Return the words that nearly always stand before and after terms in the texts at some places.

    The "word" may also be `NO_WORD` or `END`.
    """
    keys, none = np.sort(keys), np.zeros(0, np.int64)
    is_first, is_last = np.zeros((2, len(texts.spelt)), np.bool_)
    is_first[keys // FIRST] = is_last[keys % FIRST] = True
    is_first[NO_WORD] = False
    terms, before, after = [none], [none], [none]
    for _, flat in blocks(texts, places):
        words = flat.words
        pairs = np.flatnonzero(is_first[words[:-1]] & is_last[words[1:]])
        codes = words[pairs] * FIRST + words[pairs + 1]
        singles = np.flatnonzero(is_last[words])
        for length, starts, sought in ((1, singles, words[singles]), (2, pairs, codes)):
            at = np.searchsorted(keys, sought)
            is_term = keys[at % max(len(keys), 1)] == sought
            terms.append(at[is_term])
            before.append(words[starts[is_term] - 1])
            after.append(words[starts[is_term] + length])
    whose = np.concatenate(terms)
    return _usual(keys, whose, np.concatenate(before)), _usual(keys, whose, np.concatenate(after))


def _usual(keys: Numbers, terms: Numbers, neighbours: Numbers) -> Neighbours:
    found = np.sort(terms * FIRST + neighbours)
    at = np.flatnonzero(np.diff(found, prepend=-1))
    whose, words = np.divmod(found[at], FIRST)
    is_usual = np.diff(at, append=len(found)) >= _USUAL * np.bincount(terms, minlength=len(keys))[whose]
    return dict(zip(keys[whose[is_usual]].tolist(), words[is_usual].tolist(), strict=True))


def with_neighbours(term: list[int], before: Neighbours, after: Neighbours) -> list[int]:
    """Return the words of a term with those beside it."""
    words = list(term)
    while len(words) < _LONGEST and (word := after.get(_key(words[-2:])) or after.get(words[-1])):
        words.append(word)
    while len(words) < _LONGEST and (word := before.get(_key(words[:2])) or before.get(words[0])):
        words.insert(0, word)
    return words


def _key(words: Sequence[int]) -> int:
    return words[0] * FIRST + words[1] if len(words) > 1 else words[0]
