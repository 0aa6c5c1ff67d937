"""Papers in a newsletter's HTML or text: links to arXiv or Hugging Face, each with the words below it.

HTML is cut into words and links by one pass over its tags and never shown: parsers that repair HTML take
quadratic time on deep or unclosed tags, and nothing here rests on a right tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import unquote

from msgspec import Struct

from daybook.digests.records import Record, stated
from daybook.problems import Problem, shown
from daybook.text.identifiers import arxiv_in_url
from daybook.text.plain_text import one_line

_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})")
_SILENT = re.compile(r"<(script|style|head|title)(?![a-z0-9])", re.ASCII | re.IGNORECASE)
_SILENT_ENDS = {
    name: re.compile(f"</{name}", re.ASCII | re.IGNORECASE) for name in ("script", "style", "head", "title")
}
_COMMENT_END, _TAG_END = re.compile("-->"), re.compile(">")
_INLINE = re.compile(r"a|abbr|b|em|font|i|img|mark|small|span|strong|sub|sup|u|wbr")
_HEADING = re.compile("h[1-6]")
_TEXT_URL = re.compile(r"https?://[^\s<>\"]{1,2000}")
_GENERIC = re.compile(
    r"read|view|see|open|full|the|on|in|at|and|more|papers?|abstract|abs|pdf|html|arxiv|hugging|face"
    r"|huggingface|links?|here|source|article|page|click|learn|discuss|comments?|(?:up)?votes?|save|share|code"
    r"|github|project"
)
_FOOTER = re.compile(r"\bunsubscribe\b|\bview (?:this )?(?:e-?mail )?in (?:your )?browser\b", re.IGNORECASE)
_LEAST_TITLE, _LONGEST_TITLE = 8, 400


class _Run(Struct, frozen=True):
    """Words of a block, and the paper they link to, if they do."""

    text: str
    arxiv: str = ""
    heading: bool = False


_Block = list[_Run]


def newsletter_records(kind: str, text: str, path: str, day: date | None) -> Iterator[Record | Problem]:
    """Find the papers that a part of a mail links to; ``kind`` is ``html`` or ``plain``.

    A paper's title is the first of its links' words that say more than "Read the paper", else the block
    before its first link; its abstract is the text from there to the next paper or the mail's foot. Where
    sentences stand between a heading and a link, as `_headed` finds it, both begin at the heading.
    """
    blocks = list(_html_blocks(text) if kind == "html" else _plain_blocks(text))
    titles: dict[str, str] = {}
    for run in (run for block in blocks for run in block if run.arxiv):
        if not titles.get(run.arxiv):
            titles[run.arxiv] = run.text if _is_title(run.text) else ""
    headed = _headed(blocks, titles)
    texts: dict[str, list[str]] = {}
    here, before = "", ""
    for number, block in enumerate(blocks):
        words = _words(block)
        if number in headed:
            here, before = headed[number], words
            titles[here], texts[here] = words, []
            continue
        new = next((run.arxiv for run in block if run.arxiv and run.arxiv not in texts), "")
        if new:
            texts[new] = []
            if not titles[new] and _is_title(before):
                titles[new] = before
                if here and texts[here]:
                    texts[here].pop()
        here = new or next((run.arxiv for run in block if run.arxiv), here)
        if _FOOTER.search(words):
            here = ""
        elif here and any(character.isalnum() for character in words):
            texts[here].append(words)
        before = words or before
    gap = "\n\n" if kind == "html" else "\n"
    for arxiv, parts in texts.items():
        yield _record(arxiv, titles[arxiv], gap.join(parts), path, day)


def _headed(blocks: list[_Block], titles: Mapping[str, str]) -> dict[int, str]:
    """Headings that are titles, by their places: each with the paper that is linked below its sentences.

    The link only calls to read. A heading of several papers is none of their titles: where such a link has no
    heading of its own, or no sentence ends right above one, the mail is laid out in another way.
    """
    found: dict[int, str] = {}
    known: set[str] = set()
    place, last = -1, ""
    for number, block in enumerate(blocks):
        words = _words(block)
        if block and all(run.heading and not run.arxiv for run in block) and _is_title(words, 2):
            place, last = number, ""
            continue
        new = next((run.arxiv for run in block if run.arxiv and run.arxiv not in known), "")
        if new and not titles[new]:
            if place < 0:
                return {}
            called = _is_generic("".join(run.text for run in block if run.arxiv == new))
            if called and last.rstrip("\"')]”’ ").endswith((".", "!", "?", "…", "。")):
                found[place] = new
        if new:
            known.add(new)
            place = -1
        last = words or last
    return found


def _words(block: _Block) -> str:
    """The words of a block that link to no paper."""
    return one_line("".join(run.text for run in block if not run.arxiv))


def _is_title(text: str, least: int = _LEAST_TITLE) -> bool:
    words = one_line(text)
    if not least <= len(words) <= _LONGEST_TITLE or words.startswith("http"):
        return False
    return not _is_generic(words)


def _is_generic(text: str) -> bool:
    """Whether a text only calls to read something, or has no words."""
    return all(_GENERIC.fullmatch(word) for word in re.findall(r"[^\W\d_]+", text.casefold()))


def _record(arxiv: str, title: str, text: str, path: str, day: date | None) -> Record | Problem:
    if not title:
        return Problem(path, 0, f"a link to arXiv:{shown(arxiv)} without a title", "add the paper by hand")
    facts, complaints = stated({"arxiv": arxiv})
    return Record(title, text, day, facts, complaints=complaints)


def _html_blocks(text: str) -> Iterator[_Block]:
    """The blocks of an HTML text: a tag that is not of the line ends one. Linear, whatever the tags."""
    block: _Block = []
    link, heading = "", False
    for piece in _pieces(text):
        if not piece.startswith("<"):
            block.append(_Run(html.unescape(piece), link, heading))
            continue
        match = _TAG_NAME.match(piece)
        name = match[1].lower() if match else ""
        if name == "a":
            link = "" if piece.startswith("</") else _target(piece)
            if link:
                block.append(_Run("", link, heading))
        elif name and not _INLINE.fullmatch(name):
            heading = _HEADING.fullmatch(name) is not None and not piece.startswith("</")
            if block:
                yield _joined(block)
                block = []
    yield _joined(block)


def _pieces(text: str) -> Iterator[str]:
    """Tags and the text between them, without comments, scripts and styles."""
    position = 0
    while position < len(text):
        start = text.find("<", position)
        if start != position:
            yield text[position : start if start >= 0 else len(text)]
        if start < 0:
            return
        silent = _SILENT.match(text, start)
        closing = (
            _COMMENT_END
            if text.startswith("<!--", start)
            else _SILENT_ENDS[silent[1].lower()]
            if silent
            else _TAG_END
        )
        end = closing.search(text, start)
        if end is None:
            return
        position = end.end()
        if closing is _TAG_END:
            yield text[start:position]


def _target(tag: str) -> str:
    """The paper that a link leads to, also through an address that counts clicks and carries the real one."""
    match = _HREF.search(tag[:8_000])
    if not match:
        return ""
    url = html.unescape(next(filter(None, match.groups()), ""))
    return arxiv_in_url(url) or arxiv_in_url(unquote(unquote(url)))


def _joined(block: _Block) -> _Block:
    """Runs of one link stand as one, so that words in bold do not cut a title."""
    runs: _Block = []
    for run in block:
        if runs and runs[-1].arxiv == run.arxiv:
            runs[-1] = _Run(runs[-1].text + run.text, run.arxiv, run.heading)
        else:
            runs.append(run)
    return runs


def _plain_blocks(text: str) -> Iterator[_Block]:
    """The lines of a plain text, their addresses as links."""
    for line in text.split("\n"):
        block: _Block = []
        end = 0
        for match in _TEXT_URL.finditer(line):
            block += [_Run(line[end : match.start()]), _Run("", arxiv_in_url(match[0]))]
            end = match.end()
        yield [*block, _Run(line[end:])]
