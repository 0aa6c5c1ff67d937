"""Parse inline Markdown: links, emphasis and tags become plain text and the URLs that it links to."""

import html
import re
from collections.abc import Iterable

from msgspec import Struct

from daybook.text.plain_text import one_line

_LINK = re.compile(
    r"!?\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
    r"(?:\( ?<?((?:[^()\s<>]|\([^()\s]*\))*)>?(?: +\"[^\"]{0,500}\")? ?\)|\[([^\[\]]*)\])"
    r"|<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>([^<>]*(?:<(?!/?a\b)[^<>]*>[^<>]*)*)</a>"
    r"|<?(https?://[^\s<>\"|`]+)>?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]{1,4}<?(\S+?)>?[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_STRONG = re.compile(r"\*{2,3}|(?<!\w)__|__(?!\w)|`+|~~")
_EMPHASIS = re.compile(r"(?<!\\)\*([^\s*](?:[^*]*[^\s*\\])?)\*|(?<![\w\\])_([^\s_](?:[^_]*[^\s_\\])?)_(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKED = re.compile(r"[\[\]<>*_`\\&~]|://")
_LINKED = re.compile(r"\]|<[aA]\s|://")
"""A part of every link."""
_URL_END = ".,;:!?)]}'*_"
_SAID = re.compile(r"[\w,] (?:at|from|in|is|on|see|under|via|visit)[ :]{1,2}$")
"""The end of a text that a bare URL goes on with: ``Code is available at``."""
_LONGEST_SAID = 10


class Span(Struct, frozen=True):
    """A piece of a line: text, and the URL that it links to, if any."""

    text: str
    url: str = ""


def references(text: str) -> dict[str, str]:
    """Return the URLs of reference links such as ``[12]: https://…`` by their labels in lower case."""
    return {match[1].casefold(): match[2] for match in _REFERENCE.finditer(text)}


def spans(line: str, urls: dict[str, str]) -> list[Span]:
    """Split a line at its links; images are left out. ``urls`` are those of `references`."""
    if not _LINKED.search(line):
        return [Span(line)] if line.strip() else []
    found: list[Span] = []
    end = 0
    for match in _LINK.finditer(line):
        label, url, reference, href, linked, bare = match.groups()
        found.append(Span(line[end : match.start()]))
        end = match.end()
        if bare is not None:
            kept = bare.rstrip(_URL_END)
            is_said = _SAID.search(line[max(0, match.start() - _LONGEST_SAID) : match.start()])
            if not (is_said or match[0].endswith(">")):
                end -= len(match[0].removeprefix("<")) - len(kept)
            found.append(Span(bare if is_said else "", kept))
        elif href is not None:
            found.append(Span(linked, href))
        elif not match[0].startswith("!"):
            target = url if url is not None else urls.get((reference or label).casefold(), "")
            found.append(Span(_LINK.sub("", label) if "](" in label else label, target))
    found.append(Span(line[end:]))
    return [span for span in found if span.text.strip() or span.url]


def plain(text: str) -> str:
    """Return inline Markdown as plain text of one line; formulas keep their ``_`` and ``*``."""
    if not _MARKED.search(text):
        return one_line(text)
    parts = text.split("$")
    if len(parts) % 2 == 0:
        parts = [text]
    outside = [_unmarked(part) if number % 2 == 0 else part for number, part in enumerate(parts)]
    return one_line(html.unescape("$".join(outside)))


def joined(pieces: Iterable[Span]) -> str:
    """Return the texts of spans as one text of Markdown."""
    return "".join(span.text for span in pieces)


def plain_text(pieces: Iterable[Span]) -> str:
    """Return the texts of spans as plain text of one line."""
    return plain(joined(pieces))


def _unmarked(text: str) -> str:
    text = _STRONG.sub("", _TAG.sub(" ", text))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(lambda match: match[1] or match[2], text))


def plain_line(line: str, urls: dict[str, str]) -> tuple[str, list[str]]:
    """Return a line as plain text, with the URLs that it links to."""
    if not _MARKED.search(line):
        return one_line(line), []
    pieces = spans(line, urls)
    return plain(" ".join(span.text for span in pieces)), [span.url for span in pieces if span.url]
