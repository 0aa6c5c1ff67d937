"""The words of a paper as reports compare them: in lower case, hyphens taken for spaces, plurals folded.

Reports that count words share this module, so that they agree on what a word is.
"""

import re
import unicodedata

from daybook.text.plain_text import fold
from daybook.text.plurals import singular

BREAK = "."
"""The word where a full stop, a comma, a bracket or the like separates two others: no phrase goes across."""

_DASH = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_])")
"""Between two names, as in Navier–Stokes, where a hyphen would do."""
_ENDS = frozenset('.,;:!?()[]{}|/"“”«»…—–')


class _Characters(dict[int, str]):
    """The replacement of each character: itself, a space or `BREAK`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        is_break = character in _ENDS or (kind in ("Po", "Ps", "Pe") and code > 0x7F)
        self[code] = made = character if kind[0] in "LNM" else BREAK if is_break else " "
        return made


_characters = _Characters()
_ASCII = "".join(_characters[code] for code in range(128)).lower().ljust(256).encode()
"""The replacement of each byte of a text in ASCII, several times as fast as `_characters`."""


def words(text: str) -> list[str]:
    """Return the words of a plain text in their order, with `BREAK` where punctuation separates them.

    "Fine-tuning LLMs, Alice's way" gives ``fine tuning llm . alice way``.
    """
    return list(map(singular, spellings(text)))


def spellings(text: str) -> list[str]:
    """Return the words of a plain text as `words` does, but leave plurals as they are."""
    is_ascii = text.isascii()
    if not is_ascii:
        text = _DASH.sub("-", fold(text)).replace("’", "'")
    if "'" in text:
        text = text.replace("'s ", " ")
    text = text.encode().translate(_ASCII).decode() if is_ascii else text.translate(_characters)
    return text.replace(BREAK, f" {BREAK} ").split()
