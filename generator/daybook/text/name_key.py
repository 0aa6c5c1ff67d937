"""Fold names, so that spellings of one name are equal.

`nameKey` in ``theme/static/js/search/index/names.js`` is the same function: a test compares them.
"""

import re
import unicodedata

_SIMPLE = re.compile("[A-Za-z]+(?: [A-Za-z]+)*")
_LONGEST = 200
"""Characters of a name that count."""
_APOSTROPHES = "'`\u00b4\u02bb\u02bc\u2018\u2019"
_BETWEEN = (
    (0x00, 0x26),
    (0x28, 0x2F),
    (0x3A, 0x40),
    (0x5B, 0x5F),
    (0x7B, 0xBF),
    (0x1680, 0x1680),
    (0x2000, 0x206F),
    (0x3000, 0x3004),
    (0x3008, 0x3020),
    (0x30FB, 0x30FB),
)
"""Ranges of characters between words: blanks and punctuation."""
STROKES = dict(zip("øłđðħıŧŋςþßæœ", (*"olddhitnσ", "th", "ss", "ae", "oe"), strict=True))
"""Letters that Unicode does not take apart, as they are written without accents."""
_WORDS: dict[int, str | None] = {
    **{code: " " for first, last in _BETWEEN for code in range(first, last + 1)},
    **{ord(char): None for char in _APOSTROPHES},
}


def name_key(name: str) -> str:
    """Return a name's words in small letters, without accents and punctuation: ``jean francois lalonde``.

    Marks of other scripts than Latin, Greek and Cyrillic stay, as without them names would be others.
    """
    if _SIMPLE.fullmatch(name) and len(name) <= _LONGEST:  # most names, several times as fast
        return name.lower()
    if name.isascii():
        return " ".join(name[:_LONGEST].lower().translate(_WORDS).split())
    return " ".join("".join(letter for letter, _ in _letters(name)).translate(_WORDS).split())


def accents(name: str) -> tuple[str, ...]:
    """Return the accents of each letter of a name's key; most are empty."""
    return tuple(mark for letter, mark in _letters(name) if letter.translate(_WORDS).strip())


def _letters(name: str) -> list[tuple[str, str]]:
    """Return each letter of a name in its plain form with its accents."""
    found: list[tuple[str, str]] = []
    plain = name[:_LONGEST].translate(dict.fromkeys(map(ord, _APOSTROPHES)))
    for char in unicodedata.normalize("NFKD", plain):
        if "\u0300" <= char <= "\u036f":
            if found:
                found[-1] = (found[-1][0], found[-1][1] + char)
            continue
        small = char.lower()
        if small in STROKES:
            first, *others = STROKES[small]
            found += [(first, small), *((other, "") for other in others)]
        else:
            found.append((small, ""))
    return found
