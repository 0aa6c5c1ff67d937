"""The words of papers by number, each text read once for all reports."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from daybook.insights.texts.words import BREAK, spellings
from daybook.model import Paper
from daybook.text.formatted import plain
from daybook.text.plurals import singular

NO_WORD = 0
"""The number of `BREAK`."""
END = 1
"""The number after the words of a title, and of an abstract: no phrase goes across, whatever is in it."""
_NUMBERED = (BREAK, "")


class PaperText(Struct, frozen=True):
    """A paper's title and abstract, in plain form and in numbers of words."""

    title: str
    abstract: str
    title_words: array[int]
    abstract_words: array[int]


class _Numbers(dict[str, int]):
    """The number of each spelling met so far: that of its word, in the order in which words are met."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        self.of_words = {word: number for number, word in enumerate(words)}

    def __missing__(self, spelling: str) -> int:
        word = singular(spelling)
        self[spelling] = number = self.of_words.setdefault(word, len(self.of_words))
        return number


class Texts:
    """The texts of papers by their places; each is read when it is asked for first."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = papers
        texts = (f"{paper.title}\0{paper.abstract}".encode() for paper in papers)
        self.hashes = [hashlib.sha256(text).digest()[:16] for text in texts]
        """Of titles and abstracts as digests gave them."""
        self._read: list[PaperText | None] = [None] * len(papers)
        self._numbers = _Numbers(_NUMBERED)
        self._spelt: list[str] = []

    def begin_with(self, words: Sequence[str]) -> None:
        """Give words the numbers that they had before; nothing has been read yet."""
        if words:
            self._numbers = _Numbers(words)

    @property
    def number_of(self) -> dict[str, int]:
        """The number of each word that is in the texts read so far, from 0 on in this order."""
        return self._numbers.of_words

    @property
    def spelt(self) -> list[str]:
        """The words by number."""
        if len(self._spelt) != len(self.number_of):
            self._spelt = list(self.number_of)
        return self._spelt

    def read(self, places: Iterable[int]) -> None:
        """Read the texts at some places, so that all their words have numbers."""
        for place in places:
            self[place]

    def __getitem__(self, place: int) -> PaperText:
        text = self._read[place]
        if text is None:
            paper = self.papers[place]
            title, abstract = plain(paper.title), plain(paper.abstract)
            numbers = map(self._in_numbers, (title, abstract))
            self._read[place] = text = PaperText(title, abstract, *numbers)
        return text

    def _in_numbers(self, text: str) -> array[int]:
        return array("i", list(map(self._numbers.__getitem__, spellings(text))))


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
