"""Find many phrases in the words of a title and an abstract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from daybook.insights.words import BREAK

Meaning = TypeVar("Meaning")


class PhraseFinder(Generic[Meaning]):
    """Finds phrases, given with what each stands for."""

    def __init__(self, phrases: Mapping[str, Meaning]) -> None:
        self.meanings = phrases
        by_first: dict[str, list[tuple[frozenset[str], str, Meaning]]] = defaultdict(list)
        for phrase, meaning in phrases.items():
            first, *others = phrase.split(" ")
            by_first[first].append((frozenset(others), f" {phrase} ", meaning))
        self._by_first = dict(by_first)

    def find(self, title: Sequence[str], abstract: Sequence[str]) -> Iterable[tuple[str, Meaning]]:
        """Yield each phrase that the words have, with a space before and after it, and its meaning.

        The set of words tells at once that nearly all phrases are absent, so a text costs little more than
        its length.
        """
        present, text = {*title, *abstract}, f" {' '.join(title)} {BREAK} {' '.join(abstract)} "
        for first in self._by_first.keys() & present:
            for others, phrase, meaning in self._by_first[first]:
                if others <= present and phrase in text:
                    yield phrase, meaning
