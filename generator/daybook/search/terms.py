"""From a paper's text to Lunr's terms: lunr.py's own pipeline, run once for each different word.

Pure, and of one paper at a time, so that batches can be read apart and in any order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
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
"""What stands before the colon of "MaTVLM: Hybrid…", and the colon, as words keep theirs: the name a method
goes by."""
_NAME_WORDS = 5
_MEMORY = 200_000
"""Words remembered at a time: some 30 MB."""


class MendedStemmer(PorterStemmer):
    """lunr.py's Porter stemmer with the last step of lunr.js 2.3.9 for words in vowel and y.

    lunr.py makes ``survey`` into ``survei`` and lunr.js leaves it, so that a reader in the browser would
    find nothing. lunr.js turns y into i only after a consonant that is not the word's first letter.
    """

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k >= 2 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


_stem = cast(Callable[[str], str], cast(Any, MendedStemmer)().stem)
_LAST_LETTERS = frozenset("cdegilmnrstuy")
"""Those that the suffixes of all steps end in: words in another letter, a digit or a sign stay whole."""


def stem(word: str) -> str:
    """A word's stem, as lunr.js 2.3.9 gives it."""
    return _stem(word) if word[-1:] in _LAST_LETTERS else word


_make_token, _trim = cast(Any, Token), cast(Any, trimmer)


class PaperTerms(Struct, frozen=True):
    """How often each term stands in each field of one paper, in the order of ``FIELDS``."""

    counts: tuple[dict[str, int], ...]
    """Terms in the order of their first appearance."""
    lengths: tuple[int, ...]
    """Terms in each field, repeats counted: Lunr's field lengths."""
    name: tuple[str, ...]
    """The different terms of the title's name; empty where it has none."""
    words: frozenset[str]
    """The different words as they stand in the texts, in small letters; stop words among them."""


def _split(text: str) -> list[str]:
    """The words of a text, as Lunr's tokenizer parts them; none of no text."""
    if not text:
        return []
    text = text.lower()
    for separator in SEPARATOR_CHARS[1:]:
        text = text.replace(separator, " ")
    return text.split(" ")


class _Terms(dict[str, str]):
    """Each word's term as it is asked for, remembered; empty for a word that is not indexed."""

    def __init__(self) -> None:
        super().__init__({"": ""})
        self.trimmed: dict[str, str] = {}
        """The words that are indexed, without signs around them."""
        self._stems: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        term = ""
        if word.isalnum():
            token = word if word not in STOP_WORDS else None  # nothing to trim, and most words are such
        else:
            token = stop_word_filter(_trim(_make_token(word)))
        if token is not None:
            trimmed = self.trimmed[word] = str(token)
            term = self._stems.get(trimmed) or self._stems.setdefault(trimmed, stem(trimmed))
        self[word] = term
        return term


class TermReader:
    """Reads papers, remembering each word's term."""

    def __init__(self) -> None:
        self._terms = _Terms()

    def word(self, word: str) -> str | None:
        """A word of `PaperTerms.words`, trimmed; None for one that is not indexed."""
        self._terms[word]
        return self._terms.trimmed.get(word)

    def read(self, document: SearchDocument) -> PaperTerms:
        """The terms of a paper. The same paper always gives the same terms."""
        if len(self._terms) >= _MEMORY:
            self._terms = _Terms()
        texts = [_split(field.text(document)) for field in FIELDS]
        counts = tuple(map(self._count, texts))
        lengths = tuple(sum(field.values()) for field in counts)
        return PaperTerms(counts, lengths, self._name(document.title), frozenset().union(*texts))

    def read_all(self, documents: Iterable[SearchDocument]) -> list[PaperTerms]:
        """The terms of a batch of papers, in its order."""
        return [self.read(document) for document in documents]

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
        name = tuple(self._count(_split(match["name"])))
        return name if len(name) <= _NAME_WORDS else ()
