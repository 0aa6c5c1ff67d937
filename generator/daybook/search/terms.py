"""From a paper's text to Lunr's terms: lunr.py's pipeline, run once for each distinct word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, cast

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS
from lunr.stop_word_filter import stop_word_filter
from lunr.token import Token
from lunr.tokenizer import SEPARATOR_CHARS
from lunr.trimmer import trimmer
from msgspec import Struct

from daybook.search.document import FIELDS, SearchDocument

_NAME = re.compile(r"(?P<name>.{1,80}?(?::(?=\s)| (?=[-–—] )))")
"""A method's name at the start of a title, "MaTVLM: Hybrid…", with the colon, which is part of the word."""
_NAME_WORDS = 5
_CACHED_WORDS = 200_000
"""About 30 MB."""


class LunrStemmer(PorterStemmer):
    """lunr.py's Porter stemmer with step 1c of lunr.js 2.3.9.

    lunr.js turns y into i only after a consonant that is not the word's first letter; lunr.py turns
    ``survey`` into ``survei``, which the reader in the browser would not find.
    """

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k >= 2 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


_stem = cast(Callable[[str], str], cast(Any, LunrStemmer)().stem)
_LAST_LETTERS = frozenset("cdegilmnrstuy")
"""The last letters of all suffixes that the stemmer removes; words with another last letter stay."""


def stem(word: str) -> str:
    """Return a word's stem as lunr.js 2.3.9 does."""
    return _stem(word) if word[-1:] in _LAST_LETTERS else word


_make_token, _trim = cast(Any, Token), cast(Any, trimmer)


class PaperTerms(Struct, frozen=True):
    """The terms of one paper, by field in the order of ``FIELDS``."""

    counts: tuple[dict[str, int], ...]
    """How often each term occurs, in order of first occurrence."""
    lengths: tuple[int, ...]
    """The number of terms with repeats: Lunr's field lengths."""
    name: tuple[str, ...]
    """The distinct terms of the method's name in the title; empty if it has none."""
    words: frozenset[str]
    """The distinct words of all fields in lower case, including stop words."""


def _tokenize(text: str) -> list[str]:
    """Split a text into words as Lunr's tokenizer does."""
    if not text:
        return []
    text = text.lower()
    for separator in SEPARATOR_CHARS[1:]:
        text = text.replace(separator, " ")
    return text.split(" ")


class _TermCache(dict[str, str]):
    """Maps each word to its term, computed on demand; to the empty string if it is not indexed."""

    def __init__(self) -> None:
        super().__init__({"": ""})
        self.trimmed: dict[str, str] = {}
        """The indexed words without outer punctuation."""
        self._stems: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        term = ""
        if word.isalnum():
            token = word if word not in STOP_WORDS else None  # no punctuation, as most words
        else:
            token = stop_word_filter(_trim(_make_token(word)))
        if token is not None:
            trimmed = self.trimmed[word] = str(token)
            term = self._stems.get(trimmed) or self._stems.setdefault(trimmed, stem(trimmed))
        self[word] = term
        return term


class TermReader:
    """Extracts the terms of papers; caches the term of each word."""

    def __init__(self) -> None:
        self._terms = _TermCache()

    def trim(self, word: str) -> str | None:
        """Return a word of `PaperTerms.words` without outer punctuation; None if it is not indexed."""
        self._terms[word]
        return self._terms.trimmed.get(word)

    def read(self, document: SearchDocument) -> PaperTerms:
        """Return the terms of a paper."""
        if len(self._terms) >= _CACHED_WORDS:
            self._terms = _TermCache()
        texts = [_tokenize(field.text(document)) for field in FIELDS]
        counts = tuple(map(self._count, texts))
        lengths = tuple(sum(field.values()) for field in counts)
        return PaperTerms(counts, lengths, self._name(document.title), frozenset().union(*texts))

    def _count(self, words: list[str]) -> dict[str, int]:
        if not words:
            return {}
        counts = Counter(map(self._terms.__getitem__, words))
        counts.pop("", None)
        return counts

    def _name(self, title: str) -> tuple[str, ...]:
        match = _NAME.match(title)
        if match is None:
            return ()
        name = tuple(self._count(_tokenize(match["name"])))
        return name if len(name) <= _NAME_WORDS else ()
