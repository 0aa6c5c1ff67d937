"""The imported half of a page's body: text as digests gave it, between two comments.

It stands as HTML blocks, one escaped line each. CommonMark passes such a block on as it is up to the next
blank line (spec 0.31, section 4.6, type 6), so every viewer shows the text to the letter, whatever it
holds; escaped Markdown would depend on what each viewer takes for markup. Nothing here is ever parsed as
Markdown by Daybook either: `read` undoes what `write` did, also after a person changed the words between.

    <!-- daybook: imported. … -->
    <h1>Title</h1>

    <p>Abstract.</p>
    <!-- daybook: end. … -->
"""

from __future__ import annotations

import hashlib
import html
import re

from msgspec import Struct

from daybook.text.plain_text import one_line, paragraphs

PAPER_NOTE = "Title and abstract as the digest has them; correct them here, and your words are kept."
LIST_NOTE = "This list is made anew with each import."
_END_NOTE = "Write notes below, in Markdown."

_START, _END = "<!-- daybook: imported", "<!-- daybook: end"
_START_LINE = re.compile(rf"[ \t]*{_START}\b[^\n]*-->[ \t]*\n")
_END_LINE = re.compile(rf"[ \t]*{_END}\b[^\n]*-->[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"[ \t]*<h1\b[^>\n]*>(.*?)</h1>", re.DOTALL)
_PARAGRAPH_TAG = re.compile(r"</?p\b[^>\n]*>")


class ImportedBlock(Struct, frozen=True):
    """A page's imported block and what a person wrote around it."""

    title: str
    text: str
    """Paragraphs, parted by one blank line."""
    start: int
    """Where the block starts in the body; -1 where there is none."""
    end: int
    notes_markdown: str


def escape(text: str) -> str:
    """Escape plain text for HTML outside attributes."""
    return html.escape(text, quote=False)


def write(title: str, blocks: list[str], note: str) -> str:
    """Give the block: ``title`` as plain text, ``blocks`` as HTML that starts with a block's tag each."""
    heading = f"<h1>{escape(title)}</h1>"
    middle = "\n\n".join([heading, *blocks])
    return f"<!-- daybook: imported. {note} -->\n{middle}\n<!-- daybook: end. {_END_NOTE} -->\n"


def write_paper(title: str, abstract: str) -> str:
    """Give the block of a paper's page."""
    blocks = [f"<p>{escape(part)}</p>" for part in abstract.split("\n\n") if part]
    return write(title, blocks, PAPER_NOTE)


def replace(body: str, block: str) -> str:
    """Give the body with its block set anew, on top where it had none."""
    before = read(body)
    if before.start < 0:
        return f"\n{block}{body}" if body.strip() else f"\n{block}"
    return body[: before.start] + block + body[before.end :]


def read(body: str) -> ImportedBlock:
    """Find the block in a page's body; without one, all of the body is notes."""
    start, end = _block(body)
    if not (start and end):
        return ImportedBlock("", "", -1, -1, body.strip())
    inside = body[start.end() : end.start()]
    heading = _TITLE.match(inside)
    title = one_line(html.unescape(heading[1])) if heading else ""
    rest = inside[heading.end() :] if heading else inside
    text = paragraphs(html.unescape(_PARAGRAPH_TAG.sub("\n\n", rest)))
    around = (body[: start.start()].strip(), body[end.end() :].strip())
    return ImportedBlock(title, text, start.start(), end.end(), "\n\n".join(part for part in around if part))


_Lines = tuple[re.Match[str] | None, re.Match[str] | None]


def _block(body: str) -> _Lines:
    """The block's first line and its last."""
    start = _line(_START_LINE, _START, body, 0)
    return start, _line(_END_LINE, _END, body, start.end()) if start else None


def _line(pattern: re.Pattern[str], mark: str, body: str, begin: int) -> re.Match[str] | None:
    """The first line from ``begin`` on that is of a pattern, found by the mark that it holds.

    A search for the pattern itself would try each letter of an abstract.
    """
    while (place := body.find(mark, begin)) >= 0:
        line = body.rfind("\n", begin, place) + 1 or begin
        if match := pattern.match(body, line):
            return match
        begin = body.find("\n", place) + 1 or len(body)
    return None


def digest_of(text: str) -> str:
    """A short name for a text: by it a later import knows whether a person changed what it wrote."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
