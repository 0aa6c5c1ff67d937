"""Split HTML into blocks of text with links.

HTML is tokenized in one pass, without building a tree: parsers that repair HTML take quadratic time on deep
or unclosed tags.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter

from daybook.digests.fields.paper_links import PaperLink, paper_link
from daybook.digests.newsletters.blocks import Block, Span

_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_CLASS = re.compile(r"\bclass\s*=\s*[\"']([^\"'<>]{1,100})", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})")
_HIDDEN = re.compile(r"<(script|style|head|title)(?![a-z0-9])", re.ASCII | re.IGNORECASE)
_HIDDEN_ENDS = {
    name: re.compile(f"</{name}(?:[^<>]{{0,99}}>)?", re.ASCII | re.IGNORECASE)
    for name in ("script", "style", "head", "title")
}
_COMMENT_END, _TAG_END = re.compile("-->"), re.compile(">")
_INLINE = re.compile(r"a|abbr|b|cite|code|em|font|i|img|mark|small|span|strong|sub|sup|u|wbr")
_HEADING = re.compile("h([1-6])")
_DOI = re.compile(
    r"\s*(?:doi\s?:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/[^\s<>\"]{2,200}[\w/])\W*",
    re.IGNORECASE,
)
"""A DOI alone in its block, as a journal's alert shows it below a title that a click counter links."""
_URL = re.compile(
    r"(https?://(?:(?:www\.)?arxiv\.org/(?:abs|pdf)|huggingface\.co/papers)/[\w./()-]*[\w/])",
    re.ASCII,
)
"""The address of a paper in a text, as on sites that take the links out of articles. A DOI is often cited."""
_LONGEST_TAG = 8_000


def html_blocks(text: str) -> list[Block]:
    """Return the blocks of HTML that have text or links."""
    return list(_HtmlBlocks().split(text))


class _HtmlBlocks:
    """The state of splitting HTML."""

    def __init__(self) -> None:
        self.pieces: list[tuple[int, str]] = []
        """Of the block, each with the number of its link; 0 without one."""
        self.links: list[tuple[PaperLink | None, str]] = [(None, "")]
        """All links with their classes."""
        self.link = self.level = 0
        self.is_worded = False
        """Whether the open link has a text."""
        self.breaks = 2
        self.kind = ""
        self.depth = self.lists = 0
        """Open lists, and the number of the outermost ones so far."""
        self.rows = 0
        self.open_rows = [0]
        """The number of the open row of each open table, below 0 for the page."""

    def split(self, text: str) -> Iterator[Block]:
        """Return the blocks of HTML."""
        for piece in _pieces(text):
            if not piece.startswith("<"):
                self.pieces.append((self.link, html.unescape(piece)))
                self.is_worded |= not piece.isspace()
                continue
            match = _TAG_NAME.match(piece)
            name, is_end = match[1].lower() if match else "", piece.startswith("</")
            if name == "a":
                if self.link and not self.is_worded:
                    self.pieces.append((self.link, ""))
                linked = (None, "") if is_end else _linked(piece)
                self.link, self.is_worded = (len(self.links) if linked[0] else 0), False
                if linked[0]:
                    self.links.append(linked)
            elif name == "br" and self.link:
                self.pieces.append((self.link, " "))
            elif name and not _INLINE.fullmatch(name):
                yield from self._block()
                self.breaks += 1 if name == "br" else 2
                if name in ("ol", "ul"):
                    self.lists += not (self.depth or is_end)
                    self.depth = max(0, self.depth + (-1 if is_end else 1))
                self._note_row(name, is_end=is_end)
                if name != "br":
                    heading = _HEADING.fullmatch(name)
                    self.level = int(heading[1]) if heading and not is_end else 0
                    self.kind = "" if is_end else name
        yield from self._block()

    def _note_row(self, name: str, *, is_end: bool) -> None:
        if name == "table" and is_end:
            self.open_rows = self.open_rows[:-1] or [0]
        elif name == "table":
            self.open_rows.append(0)
        elif name == "tr" and not is_end:
            self.rows += 1
            self.open_rows[-1] = self.rows

    def _block(self) -> Iterator[Block]:
        wordless = 0 if self.is_worded else self.link  # blanks of an open link are no block
        pieces = [piece for piece in self.pieces if not wordless or piece[0] != wordless]
        spans = tuple(
            Span("".join(text for _, text in texts), *self.links[number])
            for number, texts in groupby(pieces, key=itemgetter(0))
        )
        self.pieces = []
        spans = tuple(chain.from_iterable(map(_linked_urls, spans)))
        if len(spans) == 1 and not spans[0].link and (match := _DOI.fullmatch(spans[0].text)):
            spans = (Span(spans[0].text, paper_link(f"https://doi.org/{match[1]}"), "doi"),)
        if any(span.link or span.text.strip() for span in spans):
            place = self.lists if self.depth else 0
            yield Block(spans, self.kind, self.level, self.breaks == 1, place, self.open_rows[-1])
            self.breaks = 0


def _linked_urls(span: Span) -> Sequence[Span]:
    """Return the parts of a text, of which the addresses of papers are links."""
    if span.link or "://" not in span.text:
        return (span,)
    parts = _URL.split(span.text)
    return [Span(part, paper_link(part) if number % 2 else None) for number, part in enumerate(parts) if part]


def _pieces(text: str) -> Iterator[str]:
    """Return tags and the text between them, without comments, scripts, styles and titles."""
    position = 0
    while position < len(text):
        start = text.find("<", position)
        if start != position:
            yield text[position : start if start >= 0 else len(text)]
        if start < 0:
            return
        ending = _TAG_END
        if text.startswith("<!--", start):
            ending = _COMMENT_END
        elif hidden := _HIDDEN.match(text, start):
            ending = _HIDDEN_ENDS[hidden[1].lower()]
        end = ending.search(text, start)
        if end is None:
            return
        position = end.end()
        if ending is _TAG_END:
            yield text[start:position]


def _linked(tag: str) -> tuple[PaperLink | None, str]:
    """Return the link and the class of a tag ``<a>``."""
    match, css = _HREF.search(tag[:_LONGEST_TAG]), _CLASS.search(tag[:_LONGEST_TAG])
    url = html.unescape(next(filter(None, match.groups()), "")) if match else ""
    is_web = url.lstrip()[:4].casefold() == "http"
    return paper_link(url) if is_web else None, css[1] if css else ""
