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

from generator.text import one_line, paragraphs

PAPER_NOTE = "Title and abstract as the digest has them; correct them here, and your words are kept."
LIST_NOTE = "This list is made anew with each import."
_END_NOTE = "Write notes below, in Markdown."

_BLOCK = re.compile(
    r"^[ \t]*<!-- daybook: imported\b[^\n]*-->[ \t]*\n"
    r"(.*?)"
    r"^[ \t]*<!-- daybook: end\b[^\n]*-->[ \t]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r"[ \t]*<h1\b[^>\n]*>(.*?)</h1>", re.DOTALL)
_PARAGRAPH_TAG = re.compile(r"</?p\b[^>\n]*>")


class Imported(Struct, frozen=True):
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


def read(body: str) -> Imported:
    """Find the block in a page's body; without one, all of the body is notes."""
    match = _BLOCK.search(body)
    if not match:
        return Imported("", "", -1, -1, body.strip())
    inside = match[1]
    heading = _TITLE.match(inside)
    title = one_line(html.unescape(heading[1])) if heading else ""
    rest = inside[heading.end() :] if heading else inside
    text = paragraphs(html.unescape(_PARAGRAPH_TAG.sub("\n\n", rest)))
    around = (body[: match.start()].strip(), body[match.end() :].strip())
    return Imported(title, text, match.start(), match.end(), "\n\n".join(part for part in around if part))


def digest_of(text: str) -> str:
    """A short name for a text: by it a later import knows whether a person changed what it wrote."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
