"""Words as they are written, for words that share a stem: "AIME" has the stem of "aims".

A term of this kind is the stem, what the word has instead of the stem's end, and signs that the stemmer
leaves alone: ``reconstruct_ing_`` for "Reconstructing" in a title, ``aim_e_n_`` for "AIME" anywhere. It is
sorted next to its stem, so that a query of the word reads both from one file. `writtenTerms` in
``theme/static/js/search/rank/written.js`` makes the same of what readers type.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from lunr.stop_word_filter import WORDS as STOP_WORDS

from daybook.search.stems import stem

_WORD = re.compile(r"(?<!\w)[A-Za-z][A-Za-z0-9]+(?!\w)")
_NAME = re.compile(r"(?<!\w)[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?!\w)")
"""A word with two capitals."""
_REMEMBERED = 20_000
"""Words of titles of which the terms are remembered."""


def written(title: str, joined: Iterable[str]) -> Iterator[str]:
    """Yield the terms of a title's words except names; ``joined`` are its compounds in one word."""
    has_names = not title.isupper()
    for text in title.split():
        yield from _written(text, has_names)
    yield from map(written_term, joined)


@lru_cache(_REMEMBERED)
def _written(text: str, has_names: bool) -> tuple[str, ...]:
    """Return the terms of the words in a text without blanks, except names if it ``has_names``."""
    words = [word.lower() for word in _WORD.findall(text) if not (has_names and _is_name(word))]
    return tuple(written_term(word) for word in words if word not in STOP_WORDS and stem(word) != word)


def names(text: str) -> Iterator[str]:
    """Yield the terms of names in a text without blanks."""
    if not text[1:].islower():  # all would take longer
        yield from (f"{written_term(word.lower())}n_" for word in _NAME.findall(text) if _is_name(word))


def is_of_title(term: str) -> bool:
    """Return whether a term is that of a title's word, or of an acronym, but not of a name."""
    return is_written(term) and not term.endswith("_n_")


def is_written(term: str) -> bool:
    """Return whether a term may be one of these: `isWritten` in ``written.js``."""
    return term.endswith("_") and "_" in term[1:]


def _is_name(word: str) -> bool:
    """Return whether a word has two capitals, and is a stop word or has another stem than its singular."""
    small = word.lower()
    is_changed = small in STOP_WORDS or stem(small) not in (small, small.removesuffix("s"))
    return is_changed and bool(_NAME.fullmatch(word))


@cache
def written_term(word: str) -> str:
    """Return the term of a word in small letters."""
    stemmed = stem(word)
    shared = len(stemmed)
    while not word.startswith(stemmed[:shared]):
        shared -= 1
    return f"{stemmed}_{word[shared:]}_"
