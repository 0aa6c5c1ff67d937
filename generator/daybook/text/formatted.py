"""Imported titles and abstracts as HTML and as plain text."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from daybook.text.bare_urls import segments
from daybook.text.plain_text import shorten

_LINK = Markup('<a href="{0}" rel="nofollow noopener noreferrer ugc">{0}</a>')
_SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u3400-\u9fff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
_PARAGRAPH = Markup('<p dir="auto">{}</p>')


def plain(text: str) -> str:
    """Return the plain form of a title, or of text with paragraphs, which it keeps apart by "\\n\\n"."""
    return text


def inline_html(text: str) -> Markup:
    """Return a title or a sentence as phrasing content without links, which may stand in a link."""
    return escape(text)


def block_html(text: str) -> Markup:
    """Return an abstract as paragraphs and lists, with links."""
    return Markup("").join(_paragraph(part) for part in text.split("\n\n") if part)


def lead_html(text: str, limit: int) -> Markup:
    """Return the first whole sentences of at most ``limit`` characters, as phrasing content without links."""
    return escape(shorten(text.replace("\n\n", " "), limit))


def _paragraph(text: str) -> Markup:
    runs = (_LINK.format(run.text) if run.href else escape(run.text) for run in segments(text))
    return _PARAGRAPH.format(Markup("").join(runs))


def script_language(text: str) -> str:
    """Return the language (BCP 47) that the script of most letters determines; empty for others."""
    if text.isascii():
        return ""
    letters = sum(character.isalpha() for character in text)
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    if 2 * sum(counts.values()) <= letters:
        return ""
    return "ja" if counts["ja"] else max(counts, key=lambda name: counts[name])
