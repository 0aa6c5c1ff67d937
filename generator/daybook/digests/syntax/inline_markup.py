"""Convert the markup that services leave in titles and abstracts to text.

It is HTML (CSL, Web of Science, OpenAlex) and JATS with MathML (abstracts of Crossref). Tags are removed only
from a text with a closing tag, so that ``a<b and c>d`` stays.
"""

from __future__ import annotations

import html
import re

_NAMES = (
    r"(?:jats|mml):[a-z-]{1,30}|i|b|u|em|strong|sub|sup|scp|sc|inf|italic|bold|span|p|br|div|h[1-6]|title|sec"
    r"|ul|ol|li|abstract"
)
_CLOSING = re.compile(rf"</(?:{_NAMES})\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?P<name>{_NAMES})(?:\s[^<>]{{0,500}})?/?>", re.IGNORECASE)
_BLOCKS = frozenset(
    {"p", "div", "title", "sec", "li", "ul", "ol", "abstract", *(f"h{n}" for n in range(1, 7))}
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_HEADING = re.compile(r"\A\s*(?:abstract|summary)[.:]?\s*\n\n", re.IGNORECASE)


def markup_to_text(text: str) -> str:
    """Return text without its tags, with a blank line between paragraphs, and with entities replaced."""
    if _CLOSING.search(text):
        text = _HEADING.sub("", _TAG.sub(_replace_tag, text), count=1).strip()
    return _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\u00a0", " "), text)


def _replace_tag(match: re.Match[str]) -> str:
    name = match["name"].lower().removeprefix("jats:")
    return "\n\n" if name in _BLOCKS else " " if name == "br" else ""
