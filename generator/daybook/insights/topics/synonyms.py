"""Candidates for topics whose names differ in one word that says nothing: they are one topic."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from daybook.insights.texts import Flat

_NEARLY_ALL = 0.75
"""Of the papers with a name: if they have the words of another too, both names say the same."""
Name = tuple[str, ...]
Papers = NDArray[np.bool_]


class Synonyms:
    """Finds names that mean the same in some papers."""

    def __init__(self, flat: Flat, number_of: Mapping[str, int], acronyms: Mapping[str, str]) -> None:
        """``acronyms`` has the long form of each."""
        self._flat = flat
        self._number_of = number_of
        self._acronyms = acronyms
        self._short = {long: short for short, long in acronyms.items()}
        self._by_word: dict[str, Papers] = {}

    def find(self, names: Sequence[str], papers_of: Papers) -> dict[int, int]:
        """Return for the place of a name that of an earlier one for the same.

        ``papers_of`` has a row for each name: which papers have it.
        """
        same: dict[int, int] = {}
        parts = [self._parts(name) for name in names]
        for one, other in _pairs(parts):
            if one in same or other in same:
                continue
            has_both = self._say({*parts[one], *parts[other]})
            if all(_are_nearly_all(papers_of[place], has_both) for place in (one, other)):
                same[other] = one
        return same

    def _parts(self, name: str) -> Name:
        """Return the words of a name, with acronyms in place of their long forms."""
        words = name.split(" ")
        for length in range(len(words), 1, -1):
            for start in range(len(words) - length + 1):
                if short := self._short.get(" ".join(words[start : start + length])):
                    words[start : start + length] = [short]
        return tuple(words)

    def _say(self, words: Iterable[str]) -> Papers:
        """Return which papers have all of some words; the long form of an acronym counts as well."""
        found = [
            self._with(word) | np.logical_and.reduce([*map(self._with, self._acronyms[word].split(" "))])
            if word in self._acronyms
            else self._with(word)
            for word in words
        ]
        return np.asarray(np.logical_and.reduce(found), np.bool_)

    def _with(self, word: str) -> Papers:
        if word not in self._by_word:
            papers = np.zeros(self._flat.papers.max(initial=-1) + 1, np.bool_)
            papers[self._flat.papers[self._flat.words == self._number_of.get(word, -1)]] = True
            self._by_word[word] = papers
        return self._by_word[word]


def _are_nearly_all(papers: Papers, among: Papers) -> bool:
    return bool(papers.any()) and (papers & among).sum() >= _NEARLY_ALL * papers.sum()


def _pairs(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Yield the places of two names that differ in one word: one more, or another in its place."""
    alike: dict[Name, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for left in dict.fromkeys((name, *(name[:at] + name[at + 1 :] for at in range(len(name))))):
            if left:
                alike[left].append(place)
    yield from sorted({pair for places in alike.values() for pair in combinations(places, 2)})
