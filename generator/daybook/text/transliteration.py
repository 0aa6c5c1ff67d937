"""Write a text of any script in ASCII letters."""

import re
import unicodedata

from daybook.text.languages import script_language

_TAGS = re.compile("[\U000e0000-\U000e007f]+")
"""Invisible letters (Unicode's Tags block), which `anyascii` would transliterate."""
KANA = re.compile("[\u3041-\u30fa]")
_JAPANESE = "[\u3005\u3041-\u309f\u3400-\u9fff\uf900-\ufaff]+"
"""Kanji, whose reading depends on the word, and hiragana, which without them are only endings."""
_GREEK = re.compile("[\u0391-\u03c9]")
_WORDS = str.maketrans({"∇": "nabla", "∞": "infinity", "√": "sqrt ", "×": "x", "±": "pm"})


def in_ascii(text: str, beside: str = "") -> str:
    """Return a text of any script in ASCII; it is taken for Japanese if the text ``beside`` it is."""
    from anyascii import anyascii  # slow to load, rarely needed

    text = _TAGS.sub("", text)
    if KANA.search(text) or KANA.search(beside):
        text = re.sub(_JAPANESE, " ", text)
    elif script_language(text) != "el":
        text = _GREEK.sub(_letter_name, text)
    return anyascii(text.translate(_WORDS))


def _letter_name(match: re.Match[str]) -> str:
    """Return the name of a Greek letter as formulas write it, such as ``alpha``."""
    return unicodedata.name(match[0], "").partition(" LETTER ")[2].partition(" WITH ")[0].rpartition(" ")[2]
