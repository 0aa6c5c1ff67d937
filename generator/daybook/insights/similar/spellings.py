"""How the texts of an archive spell the words that two papers share."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from itertools import chain, pairwise

import numpy as np

from daybook.insights.similar import FIRST, Weighed
from daybook.insights.texts import Texts
from daybook.text.plain_text import fold
from daybook.text.plurals import singular

_AROUND = "()[]{}:;,.?!\"'“”‘’"
_BEFORE = "_."
"""In place of the space before a sentence."""
_ABSTRACTS = 4_096
"""Most abstracts that are read, evenly spaced."""
_LEAST = 2
"""Texts that have a piece: fewer share none."""
_SINGULAR = 4
"""A word is shown in the singular if one of so many of its spellings is."""


def read_spellings(texts: Texts, oldest: int) -> tuple[dict[str, str], dict[tuple[str, str], int]]:
    """Return the spelling of words that the oldest texts mostly spell otherwise than `words` folds them.

    Also return in how many texts a hyphen joins two words.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    joined: Counter[tuple[str, str]] = Counter()
    each = _sampled(oldest).step
    for piece, number in _pieces(texts, oldest).items():
        if number < _LEAST:
            continue
        spellings = piece.strip(_AROUND).removesuffix("'s").removesuffix("’s").replace("–", "-").split("-")
        folded = [_word(part, texts.number_of) for part in spellings]
        for spelling, word in zip(spellings, folded, strict=True):
            forms[word][spelling] += number
        for one, other in pairwise(folded):
            joined[one, other] += each * number
    forms.pop("", None)
    spelt = {word: _spelling(word, spellings) for word, spellings in forms.items()}
    return {word: spelling for word, spelling in spelt.items() if spelling != word}, joined


def _sampled(oldest: int) -> range:
    """Return the places of some of the oldest papers, evenly spaced."""
    return range(0, oldest, 1 + oldest // _ABSTRACTS)


def _word(spelling: str, known: Container[str]) -> str:
    """Return a spelling as `words` folds it; empty if it is none of the texts' words."""
    word = singular(spelling.lower() if spelling.isascii() else fold(spelling)) if spelling.isalnum() else ""
    return word if word in known else ""


def _pieces(texts: Texts, oldest: int) -> Counter[str]:
    """Return what stands between spaces, with the number of titles and of some abstracts that have it.

    A word that begins a sentence, whose capital says nothing, is joined to what is before it, and so none.
    """
    titles = (texts[place].title.split() for place in range(oldest))
    pieces = Counter(map(_without_headline, chain.from_iterable(titles)))
    for place in _sampled(oldest):
        pieces.update(set(f"{_BEFORE}{texts[place].abstract}".replace(". ", _BEFORE).split()))
    return pieces


def _without_headline(piece: str) -> str:
    """Return what a title has between spaces, without capitals that each word of a title may have."""
    return "-".join(part.lower() if part[1:].islower() else part for part in piece.split("-"))


def _spelling(word: str, spellings: Mapping[str, int]) -> str:
    """Return the spelling to show: in the singular if texts have it, with capitals if most of them do."""
    lowered: Counter[str] = Counter()
    for spelling, number in spellings.items():
        lowered[spelling.lower()] += number
    form = word if _SINGULAR * lowered[word] > lowered.total() else _commonest(lowered)
    cased = {spelling: number for spelling, number in spellings.items() if spelling.lower() == form}
    best = _commonest(cased)
    return best if 2 * cased[best] > lowered[form] else form


def _commonest(numbers: Mapping[str, int]) -> str:
    return min(numbers, key=lambda spelling: (-numbers[spelling], spelling))


class Written(dict[bytes, tuple[str, ...]]):
    """The terms of each reason, given by the bytes of its numbers, as texts spell them."""

    def __init__(self, weighed: Weighed, spelt: Iterable[str], words_of_term: int) -> None:
        """``spelt`` are the words by number."""
        super().__init__()
        spelt = list(spelt)
        self._spelt = list(map(weighed.spellings.get, spelt, spelt))
        self._hyphens = frozenset(np.frombuffer(weighed.hyphens, np.int64).tolist())
        self._size = words_of_term

    def __missing__(self, reason: bytes) -> tuple[str, ...]:
        numbers = memoryview(reason).cast("i").tolist()
        terms = (numbers[start : start + self._size] for start in range(0, len(numbers), self._size))
        self[reason] = written = tuple(filter(None, map(self._term, terms)))
        return written

    def _term(self, numbers: Iterable[int]) -> str:
        written, before = "", 0
        for word in filter(None, numbers):
            if before:
                written += "-" if before * FIRST + word in self._hyphens else " "
            written += self._spelt[word]
            before = word
        return written
