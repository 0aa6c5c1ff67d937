"""Find papers in the HTML or plain text of a newsletter: links to arXiv or Hugging Face and the text below.

HTML is tokenized into text and links in one pass, without building a tree: parsers that repair HTML take
quadratic time on deep or unclosed tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import unquote

from msgspec import Struct

from daybook.digests.records import Record
from daybook.problems import Problem, shown
from daybook.text.identifiers import arxiv_in_url
from daybook.text.plain_text import ends_sentence, one_line

_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})")
_HIDDEN = re.compile(r"<(script|style|head|title)(?![a-z0-9])", re.ASCII | re.IGNORECASE)
_HIDDEN_ENDS = {
    name: re.compile(f"</{name}", re.ASCII | re.IGNORECASE) for name in ("script", "style", "head", "title")
}
_COMMENT_END, _TAG_END = re.compile("-->"), re.compile(">")
_INLINE = re.compile(r"a|abbr|b|em|font|i|img|mark|small|span|strong|sub|sup|u|wbr")
_HEADING = re.compile("h[1-6]")
_TEXT_URL = re.compile(r"https?://[^\s<>\"]{1,2000}")
_CALL_WORD = re.compile(
    r"read|view|see|open|full|the|on|in|at|and|more|papers?|abstract|abs|pdf|html|arxiv|hugging|face"
    r"|huggingface|links?|here|source|article|page|click|learn|discuss|comments?|(?:up)?votes?|save|share|code"
    r"|github|project"
)
_FOOTER = re.compile(r"\bunsubscribe\b|\bview (?:this )?(?:e-?mail )?in (?:your )?browser\b", re.IGNORECASE)
_MIN_TITLE, _MAX_TITLE = 8, 400


class _Span(Struct, frozen=True):
    """Text of a block, with the paper it links to, if any."""

    text: str
    arxiv: str = ""
    heading: bool = False


_Block = list[_Span]


def parse_newsletter(kind: str, text: str, path: str, day: date | None) -> Iterator[Record | Problem]:
    """Find the papers that a part of a mail links to; ``kind`` is ``html`` or ``plain``.

    A paper's title is the text of its first link that says more than "Read the paper", else the block before
    its first link. Its abstract is the text from there to the next paper or the mail's footer. A title that
    `_title_headings` finds comes first, and the abstract begins after it.
    """
    blocks = list(_html_blocks(text) if kind == "html" else _plain_blocks(text))
    titles: dict[str, str] = {}
    for span in (span for block in blocks for span in block if span.arxiv):
        if not titles.get(span.arxiv):
            titles[span.arxiv] = span.text if _is_title(span.text) else ""
    headings = _title_headings(blocks, titles)
    texts: dict[str, list[str]] = {}
    current, previous_text = "", ""
    for index, block in enumerate(blocks):
        block_text = _unlinked_text(block)
        if index in headings:
            current, previous_text = headings[index], block_text
            titles[current], texts[current] = block_text, []
            continue
        new = next((span.arxiv for span in block if span.arxiv and span.arxiv not in texts), "")
        if new:
            texts[new] = []
            if not titles[new] and _is_title(previous_text):
                titles[new] = previous_text
                if current and texts[current]:
                    texts[current].pop()
        current = new or next((span.arxiv for span in block if span.arxiv), current)
        if _FOOTER.search(block_text):
            current = ""
        elif current and any(character.isalnum() for character in block_text):
            texts[current].append(block_text)
        previous_text = block_text or previous_text
    for arxiv, parts in texts.items():
        if titles[arxiv]:
            abstract = ("\n\n" if kind == "html" else "\n").join(parts)
            yield Record(titles[arxiv], abstract, day, {"arxiv": arxiv})
        else:
            yield Problem(path, 0, f"a link to arXiv:{shown(arxiv)} without a title", "add the paper by hand")


def _title_headings(blocks: list[_Block], titles: Mapping[str, str]) -> dict[int, str]:
    """Return the papers whose title is a heading, by the index of its block.

    Below such a heading are sentences, then a link such as "Read the paper". Returns nothing if a link of
    this kind has no heading of its own: then a heading may be that of several papers.
    """
    found: dict[int, str] = {}
    seen: set[str] = set()
    heading, previous_text = -1, ""
    for index, block in enumerate(blocks):
        text = _unlinked_text(block)
        if block and all(span.heading and not span.arxiv for span in block) and _is_title(text, 2):
            heading, previous_text = index, ""
            continue
        new = next((span.arxiv for span in block if span.arxiv and span.arxiv not in seen), "")
        if new and not titles[new]:
            if heading < 0:
                return {}
            is_call = _is_call("".join(span.text for span in block if span.arxiv == new))
            if is_call and ends_sentence(previous_text):
                found[heading] = new
        if new:
            seen.add(new)
            heading = -1
        previous_text = text or previous_text
    return found


def _unlinked_text(block: _Block) -> str:
    """Return the text of a block that links to no paper."""
    return one_line("".join(span.text for span in block if not span.arxiv))


def _is_title(text: str, min_length: int = _MIN_TITLE) -> bool:
    line = one_line(text)
    return min_length <= len(line) <= _MAX_TITLE and not line.startswith("http") and not _is_call(line)


def _is_call(text: str) -> bool:
    """Return whether a text only asks to read a paper, or has no words."""
    return all(_CALL_WORD.fullmatch(word) for word in re.findall(r"[^\W\d_]+", text.casefold()))


def _html_blocks(text: str) -> Iterator[_Block]:
    """Return the blocks of HTML; any tag that is not inline ends a block. Takes linear time."""
    block: _Block = []
    link, heading = "", False
    for piece in _pieces(text):
        if not piece.startswith("<"):
            block.append(_Span(html.unescape(piece), link, heading))
            continue
        match = _TAG_NAME.match(piece)
        name = match[1].lower() if match else ""
        if name == "a":
            link = "" if piece.startswith("</") else _linked_paper(piece)
            if link:
                block.append(_Span("", link, heading))
        elif name and not _INLINE.fullmatch(name):
            heading = _HEADING.fullmatch(name) is not None and not piece.startswith("</")
            if block:
                yield _join_spans(block)
                block = []
    yield _join_spans(block)


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


def _linked_paper(tag: str) -> str:
    """Return the paper that a link leads to, also if its URL is a parameter of a click counter's."""
    match = _HREF.search(tag[:8_000])
    if not match:
        return ""
    url = html.unescape(next(filter(None, match.groups()), ""))
    return arxiv_in_url(url) or arxiv_in_url(unquote(unquote(url)))


def _join_spans(block: _Block) -> _Block:
    """Join adjacent spans with the same link, so that bold words do not split a title."""
    spans: _Block = []
    for span in block:
        if spans and spans[-1].arxiv == span.arxiv:
            spans[-1] = _Span(spans[-1].text + span.text, span.arxiv, span.heading)
        else:
            spans.append(span)
    return spans


def _plain_blocks(text: str) -> Iterator[_Block]:
    """Return the lines of plain text as blocks, with their URLs as links."""
    for line in text.split("\n"):
        block: _Block = []
        end = 0
        for match in _TEXT_URL.finditer(line):
            block += [_Span(line[end : match.start()]), _Span("", arxiv_in_url(match[0]))]
            end = match.end()
        yield [*block, _Span(line[end:])]
