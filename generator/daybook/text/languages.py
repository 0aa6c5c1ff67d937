"""Tell the language of a text by its script."""

from __future__ import annotations

import re

_SCRIPTS = {
    "ja": re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]"),
    "ko": re.compile("[\u1100-\u11ff\uac00-\ud7a3]"),
    "zh": re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "hy": re.compile("[\u0531-\u0587]"),
    "ka": re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]"),
    "th": re.compile("[\u0e01-\u0e4e]"),
    "lo": re.compile("[\u0e81-\u0edf]"),
    "km": re.compile("[\u1780-\u17d3]"),
    "ta": re.compile("[\u0b82-\u0bfa]"),
    "te": re.compile("[\u0c00-\u0c7f]"),
    "kn": re.compile("[\u0c80-\u0cff]"),
    "ml": re.compile("[\u0d00-\u0d7f]"),
    "gu": re.compile("[\u0a81-\u0aff]"),
    "si": re.compile("[\u0d81-\u0df4]"),
}
"""Scripts that one language of today is written in; Cyrillic, Arabic and Devanagari have many."""
_ANY = re.compile("|".join(pattern.pattern for pattern in _SCRIPTS.values()).replace("]|[", ""))
_DENSE = frozenset({"ja", "zh", "ko"})
_FEWEST = 3
"""Letters that make a text one of an alphabet: a formula has one or two."""
_KANA = 12
"""A text of Japanese has at least one kana in so many letters."""


def script_language(text: str) -> str:
    """Return the language (BCP 47) of a text mostly in a script of one language, else an empty string.

    A letter of Chinese, Japanese or Korean counts twice, as it stands for about two of an alphabet.
    """
    if text.isascii() or not _ANY.search(text):
        return ""
    counts = {language: len(pattern.findall(text)) for language, pattern in _SCRIPTS.items()}
    counts = {language: number for language, number in counts.items() if number}
    dense = sum(counts.get(language, 0) for language in _DENSE)
    letters = sum(map(str.isalpha, text))
    if dense and 2 * dense > letters - dense:
        han, kana, hangul = counts.get("zh", 0), counts.get("ja", 0), counts.get("ko", 0)
        if hangul > han + kana:
            return "ko"
        return "ja" if kana * _KANA >= han else "zh"
    language = max(counts, key=lambda name: counts[name], default="")
    return language if language and counts[language] >= _FEWEST and 2 * counts[language] > letters else ""
