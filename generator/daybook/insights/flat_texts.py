"""The words of many papers in one array."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from daybook.insights.texts import END, Texts

Numbers = NDArray[np.int64]


class Flat(Struct, frozen=True):
    """The words of papers one after the other: of each the title, `END`, the abstract, `END`."""

    words: Numbers
    papers: Numbers
    """For each word its paper, from 0 on."""
    in_title: NDArray[np.bool_]

    def until(self, end: int) -> Flat:
        """Return the words before a place."""
        return Flat(self.words[:end], self.papers[:end], self.in_title[:end])


def flatten(texts: Texts, places: Iterable[int]) -> Flat:
    """Return the words of the papers at some places."""
    joined, lengths = array("i"), []
    for text in map(texts.__getitem__, places):
        for part in (text.title_words, text.abstract_words):
            joined.extend(part)
            joined.append(END)
            lengths.append(len(part) + 1)
    parts = np.repeat(np.arange(len(lengths)), np.array(lengths, np.int64))
    return Flat(np.frombuffer(joined, np.int32).astype(np.int64), parts >> 1, parts % 2 == 0)


def in_papers(papers: Numbers, things: Numbers, count: int) -> Numbers:
    """Return how many papers have each of ``count`` things, given each thing with its paper."""
    found = once(papers * count + things)
    return np.bincount(found % max(count, 1), minlength=count)


def once(numbers: Numbers) -> Numbers:
    """Return the different ones in their order (`np.unique` takes four times as long)."""
    numbers = np.sort(numbers)
    return numbers[np.flatnonzero(np.diff(numbers, prepend=-1))]
