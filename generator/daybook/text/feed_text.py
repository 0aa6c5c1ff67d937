"""Text of feeds that stays text in readers that unescape it too often, or show plain text as HTML."""

import re
from html import unescape

from daybook.text.plain_text import one_line, strip_bidi

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
"""What begins a tag or a comment in HTML; ``x < y`` and ``<4.3%`` do not."""
_WHOLE = re.compile(r"<([A-Za-z/!?][^<>]*)>")


def inert(text: str) -> str:
    """Return a line, with ``‹`` and ``›`` for angle brackets if unescaping it, however often, gives a tag.

    What tags could be made of in an attribute, quotes, is not replaced: a reader must escape those anyway.
    """
    deepest = text = strip_bidi(text)
    while "&" in deepest and (less := unescape(deepest)) != deepest:
        deepest = less
    if not _TAG.search(deepest):
        return text
    return strip_bidi(one_line(_TAG.sub("‹", _WHOLE.sub(r"‹\1›", deepest))))
