"""Mark the direction of imported text where it can differ from that of the page.

On a page from left to right these are letters that run from right to left, and characters that set a
direction: other text needs no mark. It was 22 bytes a line, in most archives of all lines.
"""

import re
from collections.abc import Callable

from markupsafe import Markup

_LANGUAGES = ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
"""Languages that run from right to left: on their pages, each text is marked."""
_OTHER = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_AUTO, _NONE = Markup(' dir="auto"'), Markup("")


def direction_filters(language: str) -> tuple[Callable[[str], Markup], Callable[[str], str]]:
    """Return the filters of templates for pages in a language, given as BCP 47.

    The first returns the attribute ``dir`` of an element with a text, or nothing. The second returns the
    text, in ``<bdi>`` or alone: then the template escapes it.
    """
    is_other, found = language.partition("-")[0].lower() in _LANGUAGES, _OTHER.search

    def auto(text: str) -> Markup:
        return _AUTO if is_other or not (text.isascii() or found(text) is None) else _NONE

    def bdi(text: str) -> str:
        return Markup("<bdi>{}</bdi>").format(text) if auto(text) else text

    return auto, bdi
