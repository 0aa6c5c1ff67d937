"""Find the language of a text by its script."""

import re
import unicodedata
from collections import Counter

_LANGUAGES = {
    "ARMENIAN": "hy", "CJK": "zh", "GEORGIAN": "ka", "GREEK": "el", "GUJARATI": "gu", "HALFWIDTH": "ja",
    "HANGUL": "ko", "HEBREW": "he", "HIRAGANA": "ja", "IDEOGRAPHIC": "zh", "KANNADA": "kn", "KATAKANA": "ja",
    "KHMER": "km", "LAO": "lo", "MALAYALAM": "ml", "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te",
    "THAI": "th",
}  # fmt: skip
"""Scripts that one language of today is written in, by the first word of their letters' names in Unicode;
Cyrillic, Arabic and Devanagari have many."""
_ENGLISH = r"(?i)\b(?:the|and|with|from|using|this|that|which|through)\b"
"""Words that hardly any other language has."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FEWEST = 3
"""Letters that make a text one of an alphabet: a formula has one or two."""
_KANA = 12
"""A text of Japanese has at least one kana in so many letters."""


def script_language(text: str) -> str:
    """Return the language (BCP 47) of a text mostly in a script of one language, else an empty string.

    A letter of Chinese, Japanese or Korean counts twice: to write the same takes about two of an alphabet.
    """
    if text.isascii():
        return ""
    counts: Counter[str] = Counter()
    for letter, number in Counter(filter(str.isalpha, _NOT_ASCII.findall(text))).items():
        if language := _LANGUAGES.get(unicodedata.name(letter, "").partition(" ")[0]):
            counts[language] += number
    if not counts:
        return ""
    letters = sum(map(str.isalpha, text))
    han, kana, hangul = counts["zh"], counts["ja"], counts["ko"]
    dense = han + kana + hangul
    if dense and 3 * dense > letters:
        if hangul > han + kana:
            return "ko"
        return "ja" if kana * _KANA >= han else "zh"
    language, number = counts.most_common(1)[0]
    return language if number >= _FEWEST and 2 * number > letters else ""


def is_english(text: str) -> bool:
    return re.search(_ENGLISH, text) is not None
