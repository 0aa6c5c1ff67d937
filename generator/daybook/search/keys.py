"""The key of a term: what terms are sorted, cut into shards and looked up by.

A key has no accents and no punctuation at its ends, so that the spellings of a word lie side by side:
``naïve`` beside ``naive``, ``3.5,`` beside ``3.5``. Folding goes letter by letter, so the key of a word's
beginning is the beginning of its key. ``theme/static/js/search/index/text.js`` has the same function.
"""

from __future__ import annotations

import unicodedata

_OUTER = "".join(chr(code) for code in range(128) if not chr(code).isalnum())
"""All of ASCII that a key does not begin or end with."""


def _is_inner(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def key_of(term: str) -> str:
    """The term without accents and outer punctuation; the term itself where nothing else is in it."""
    if term.isascii():
        return term if term.isalnum() else term.lower().strip(_OUTER) or term
    folded = "".join(
        char.lower() for char in unicodedata.normalize("NFKD", term) if unicodedata.category(char) != "Mn"
    )
    start, end = 0, len(folded)
    while start < end and not _is_inner(folded[start]):
        start += 1
    while end > start and not _is_inner(folded[end - 1]):
        end -= 1
    return folded[start:end] or term


def script_order(text: str) -> bytes:
    """A sort key that orders text as JavaScript does, by UTF-16 unit (not by code point, as Python)."""
    return text.encode("utf-16-be", "surrogatepass")
