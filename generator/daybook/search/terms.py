"""From a paper's text to Lunr's terms: lunr.py's pipeline, run once for each distinct word."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from lunr.stop_word_filter import WORDS as STOP_WORDS
from lunr.tokenizer import SEPARATOR_CHARS
from lunr.trimmer import full_re
from msgspec import Struct

from daybook.search.document import FIELDS, SearchDocument
from daybook.search.stems import stem

_NAME = re.compile(r"(?P<name>.{1,80}?(?::(?= )| (?=[-–—] )))")
"""A method's name at the start of a title, "MaTVLM: Hybrid…", with the colon, which is part of the word."""
_NAME_WORDS = 5


class PaperTerms(Struct, frozen=True):
    """The terms of one paper, by field in the order of ``FIELDS``."""

    counts: tuple[dict[str, int], ...]
    """How often each term occurs, in order of first occurrence."""
    lengths: tuple[int, ...]
    """The number of terms with repeats: Lunr's field lengths."""
    name: tuple[str, ...]
    """The distinct terms of the method's name in the title; empty if it has none."""
    words: frozenset[str]
    """The distinct words of all fields, without outer punctuation and stop words."""


def read_terms(document: SearchDocument) -> PaperTerms:
    """Return the terms of a paper."""
    texts = [_tokenize(field.text(document)) for field in FIELDS]
    counts = tuple(map(_count, texts))
    lengths = tuple(sum(field.values()) for field in counts)
    name = _NAME.match(document.title)
    name_terms = tuple(_count(_tokenize(name["name"]))) if name else ()
    return PaperTerms(
        counts,
        lengths,
        name_terms if len(name_terms) <= _NAME_WORDS else (),
        frozenset(map(_trim, set().union(*texts))) - {""},
    )


def _tokenize(text: str) -> list[str]:
    """Split a text into words as Lunr's tokenizer does."""
    text = text.lower()
    for separator in SEPARATOR_CHARS[1:]:
        text = text.replace(separator, " ")
    return text.split(" ")


def _count(words: list[str]) -> dict[str, int]:
    counts = Counter(map(_term, words))
    counts.pop("", None)
    return counts


@cache
def _term(word: str) -> str:
    return stem(_trim(word))


@cache
def _trim(word: str) -> str:
    """Return a word without outer punctuation as Lunr's trimmer does; empty if it is a stop word."""
    match = full_re.match(word)
    trimmed = match[1] if match else word
    return "" if trimmed in STOP_WORDS else trimmed
