"""The words of many papers in one array."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from daybook.insights.texts import END, Texts

Numbers = NDArray[np.int64]
_AT_ONCE = 2_048
"""Papers."""


class Flat(Struct, frozen=True):
    """The words of papers one after the other: of each the title, `END`, the abstract, `END`."""

    words: Numbers
    papers: Numbers
    """For each word its paper, from 0 on."""
    in_title: NDArray[np.bool_]


def join(texts: Sequence[array[int]]) -> tuple[Numbers, Numbers]:
    """Return the words of some texts one after the other, each with `END`, and for each word its text."""
    joined = array("i")
    for words in texts:
        joined.extend(words)
        joined.append(END)
    lengths = np.array([len(words) + 1 for words in texts], np.int64)
    return np.frombuffer(joined, np.int32).astype(np.int64), np.repeat(np.arange(len(texts)), lengths)


def flatten(texts: Texts, places: Iterable[int]) -> Flat:
    """Return the words of the papers at some places."""
    parts = (part for place in places for part in (texts[place].title_words, texts[place].abstract_words))
    words, whose = join(list(parts))
    return Flat(words, whose >> 1, whose % 2 == 0)


def blocks(texts: Texts, places: Sequence[int]) -> Iterator[tuple[Sequence[int], Flat]]:
    """Yield the places of some papers after the other with their words, which bounds memory."""
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        yield some, flatten(texts, some)


def in_papers(papers: Numbers, things: Numbers, count: int) -> Numbers:
    """Return how many papers have each of ``count`` things, given each thing with its paper."""
    found = once(papers * count + things)
    return np.bincount(found % max(count, 1), minlength=count)


def once(numbers: Numbers) -> Numbers:
    """Return the distinct numbers, sorted (`np.unique` takes four times as long)."""
    numbers = np.sort(numbers)
    return numbers[np.flatnonzero(np.diff(numbers, prepend=-1))]
