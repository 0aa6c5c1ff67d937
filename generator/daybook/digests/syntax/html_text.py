"""Turn HTML, JATS and MathML in fields that may also hold plain text, such as abstracts, into text.

Only elements of these count as tags, so that ``$a<b$`` and ``<4%`` remain text.
"""

import html
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from daybook.text.plain_text import one_line

_INLINE = (
    "a|abbr|b|bold|cite|code|del|em|font|i|img|ins|italic|kbd|mark|monospace|q|s|sc|small|span|strike|strong|sub"
    "|sup|time|tt|u|var|wbr|xref|annotation|math|m(?:i|o|n|row|sub|sup|subsup|text|frac|over|under|sqrt|style)"
    "|inf|inline-formula|scp|semantics"
)
_BLOCK = (
    "abstract|article|aside|blockquote|body|center|dd|details|disp-formula|div|dl|dt|figcaption|figure|footer|h[1-6]|head"
    "|header|hr|html|label|li|list|list-item|main|nav|ol|p|pre|sec|section|summary|table|tbody|td|th|thead|title"
    "|tr|ul"
)
_ATTRIBUTE = (
    r"\s{1,20}[\w:.-]{1,60}\s{0,9}=\s{0,9}(?:\"[^\"<>]{0,4000}\"|'[^'<>]{0,4000}'|[^\s\"'<>]{1,4000})"
)
_TAG = re.compile(
    rf"<(?P<end>/?)(?:(?:jats:|mml:)?(?:(?P<inline>{_INLINE})|(?P<block>{_BLOCK})|(?P<break>br))"
    r"|(?:jats|mml):[a-z-]{1,30})"
    rf"(?:{_ATTRIBUTE}){{0,40}}\s{{0,20}}/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_HEADING = re.compile(r"\A\s*(?:abstract|summary)[.:]?\s*\n\n", re.IGNORECASE)


class Line(Struct, frozen=True):
    """A line of text."""

    text: str
    continues: bool = False
    """Whether one ``<br>`` separates it from the line before, which is no new paragraph."""


def is_markup(text: str) -> bool:
    """Return whether a text has a tag."""
    return _TAG.search(text) is not None


def html_lines(text: str) -> list[Line]:
    """Return the lines of HTML or plain text that are not empty."""
    return list(_lines("".join(_outside_comments(text))))


def html_line(text: str) -> str:
    """Return HTML or plain text, such as a title, as one line of text."""
    return " ".join(line.text for line in html_lines(text))


def join_lines(lines: Iterable[Line]) -> str:
    """Return the paragraphs of lines, separated by blank lines."""
    text = ""
    for line in lines:
        text += (" " if line.continues else "\n\n") * bool(text) + line.text
    return text


def markup_to_text(text: str) -> str:
    """Return text without its tags, with a blank line between paragraphs, and with entities replaced.

    Line ends stay. Tags are removed only from a text with a closing tag, so that ``a<b>c`` stays.
    """
    if any(match["end"] or match["break"] for match in _TAG.finditer(text)):
        text = _TAG.sub(lambda tag: "\n\n" if tag["block"] else " " if tag["break"] else "", text)
        text = _HEADING.sub("", text, count=1).strip()
    return _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\u00a0", " "), text)


def _outside_comments(text: str) -> Iterator[str]:
    """Yield what is not in comments; one that never closes is text. Each character is looked at once."""
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield text[position:start]
        position = end + 3
    yield text[position:]


def _lines(text: str) -> Iterator[Line]:
    parts: list[str] = []
    position, breaks = 0, 2
    for match in _TAG.finditer(text):
        parts.append(text[position : match.start()])
        position = match.end()
        if not (match["block"] or match["break"]):
            continue
        if line := one_line(html.unescape("".join(parts))):
            yield Line(line, breaks == 1)
            breaks = 0
        parts = []
        breaks += 1 if match["break"] else 2
    parts.append(text[position:])
    if line := one_line(html.unescape("".join(parts))):
        yield Line(line, breaks == 1)
