"""The imported block of a page's body: text from digests, between two comments.

The text is written as HTML blocks of one escaped line each. CommonMark passes such a block through up to the
next blank line (spec 0.31, section 4.6, type 6), so every viewer shows exactly the text; escaped Markdown
would depend on the viewer's dialect. Daybook does not parse it as Markdown either: `read` reverses `write`,
even if a person edited the words.

    <!-- daybook: imported. … -->
    <h1>Title</h1>

    <p>Abstract.</p>
    <!-- daybook: end. … -->
"""

import hashlib
import html
import re

from msgspec import Struct

from daybook.text.plain_text import one_line, paragraphs

_START_LINE = re.compile(r"^[ \t]*<!-- daybook: imported\b[^\n]*-->[ \t]*\n", re.MULTILINE)
_END_LINE = re.compile(r"^[ \t]*<!-- daybook: end\b[^\n]*-->[ \t]*(?:\n|\Z)", re.MULTILINE)
_TITLE = re.compile(r"[ \t]*<h1\b[^>\n]*>(.*?)</h1>", re.DOTALL)
_PARAGRAPH_TAG = re.compile(r"</?p\b[^>\n]*>")


class ImportedBlock(Struct, frozen=True):
    """A page's imported block, and the person's notes before and after it."""

    title: str
    text: str
    """Paragraphs, separated by one blank line."""
    start: int
    """Index in the body; -1 if there is no block."""
    end: int
    notes_markdown: str


def escape(text: str) -> str:
    """Escape plain text for HTML outside attributes; most has no sign that `html.escape` would replace."""
    return html.escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def write(title: str, blocks: list[str], note: str) -> str:
    """Return a block; ``title`` is plain text, ``blocks`` are HTML that starts with a block-level tag."""
    middle = "\n\n".join([f"<h1>{escape(title)}</h1>", *blocks])
    end = "<!-- daybook: end. Write notes below, in Markdown. -->"
    return f"<!-- daybook: imported. {note} -->\n{middle}\n{end}\n"


def write_paper(title: str, abstract: str) -> str:
    """Return the block of a paper's page; paragraphs of the abstract are separated by blank lines."""
    blocks = [f"<p>{escape(part)}</p>" for part in abstract.split("\n\n") if part]
    note = "Title and abstract as the digest has them; correct them here, and your words are kept."
    return write(title, blocks, note)


def replace(body: str, block: str) -> str:
    """Return the body with its block replaced, or with ``block`` at the top if it has none."""
    before = read(body)
    if before.start < 0:
        return f"\n{block}{body}" if body.strip() else f"\n{block}"
    return body[: before.start] + block + body[before.end :]


def read(body: str) -> ImportedBlock:
    """Parse a page's body; without a block, all of it is notes."""
    start = _find_line(_START_LINE, "<!-- daybook: imported", body, 0)
    end = _find_line(_END_LINE, "<!-- daybook: end", body, start.end()) if start else None
    if not (start and end):
        return ImportedBlock("", "", -1, -1, body.strip())
    inside = body[start.end() : end.start()]
    heading = _TITLE.match(inside)
    title = one_line(html.unescape(heading[1])) if heading else ""
    rest = inside[heading.end() :] if heading else inside
    text = paragraphs(html.unescape(_PARAGRAPH_TAG.sub("\n\n", rest)))
    around = (body[: start.start()].strip(), body[end.end() :].strip())
    return ImportedBlock(title, text, start.start(), end.end(), "\n\n".join(part for part in around if part))


def _find_line(form: re.Pattern[str], mark: str, body: str, start: int) -> re.Match[str] | None:
    """Return the first line of a form from ``start`` on; lines before the first mark are not tried."""
    first = body.find(mark, start)
    return form.search(body, max(start, body.rfind("\n", 0, first) + 1)) if first >= 0 else None


def short_hash(text: str) -> str:
    """Return 16 hexadecimal digits of a text's SHA-256, by which a later import detects a person's edits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
