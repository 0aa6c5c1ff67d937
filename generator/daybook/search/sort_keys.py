"""Sort keys of terms: shards are sorted, split and looked up by them.

A sort key has no accents and no outer punctuation, so that spellings of a word are adjacent: ``naïve`` and
``naive``, ``łukasz`` and ``lukasz``, ``3.5,`` and ``3.5``. Each character is folded alone, so the key of a
prefix is a prefix of the key. ``keyOf`` in ``theme/static/js/search/index/text.js`` is the same function.
"""

import unicodedata
from array import array

from daybook.text.name_key import STROKES

_OUTER = "".join(chr(code) for code in range(128) if not chr(code).isalnum())
"""The ASCII characters that are stripped."""


def _is_inner(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def sort_key(term: str) -> str:
    """Return the term without accents and outer punctuation; the term itself if nothing else remains."""
    if term.isascii():
        return term if term.isalnum() else term.lower().strip(_OUTER) or term
    folded = "".join(
        STROKES.get(char.lower(), char.lower())
        for char in unicodedata.normalize("NFKD", term)
        if unicodedata.category(char) != "Mn"
    )
    start, end = 0, len(folded)
    while start < end and not _is_inner(folded[start]):
        start += 1
    while end > start and not _is_inner(folded[end - 1]):
        end -= 1
    return folded[start:end] or term


def utf16_order(text: str) -> str:
    """Return a key that sorts by UTF-16 code unit, as JavaScript does; Python sorts by code point."""
    if text.isascii():
        return text
    units = array("H", text.encode("utf-16", "surrogatepass"))[1:]  # without the mark of their order
    return "".join(map(chr, units))
