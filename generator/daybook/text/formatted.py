"""Imported titles and abstracts as HTML and as plain text.

The text itself stays as a digest gave it; these functions read its LaTeX and Markdown (see the package
``marked``). Most text has none, which one search shows.
"""

from functools import lru_cache

from markupsafe import Markup, escape

from daybook.text.latex import escape as escape_latex
from daybook.text.marked import html
from daybook.text.marked.blocks import read_blocks
from daybook.text.marked.latex_form import latex_form
from daybook.text.marked.plain_form import plain_form
from daybook.text.marked.reader import read_nodes
from daybook.text.marked.sentences import first_nodes, main_sentence, parted, sentences_end, without_reference
from daybook.text.plain_text import shorten

_MARKS = ("$", "\\", "--", "_", "^", "*", "`", "{", "~", "''", "](http")
"""Text without any of these has only words and URLs."""
_LONGEST = 2_000
"""Characters of marks, as in a formula, that can become one."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the plain form of a title, or of text with paragraphs, which it keeps apart by ``\\n\\n``."""
    text = parted(text)
    if not _has_marks(text):
        return text
    return "\n\n".join(plain_form(read_nodes(part)) for part in text.split("\n\n"))


def latex(text: str) -> str:
    """Return a title or a sentence as LaTeX for BibTeX, whose braces balance."""
    return latex_form(read_nodes(text)) if _has_marks(text) else escape_latex(text)


def inline_html(text: str) -> Markup:
    """Return a title, a summary or a sentence as phrasing content without links: it may stand in one."""
    text = parted(text)
    if not _has_marks(text):
        return escape(text)
    return html.markup(html.inline(read_nodes(text.replace("\n\n", " ")), has_links=False))


@lru_cache(maxsize=1024)
def block_html(text: str) -> Markup:
    """Return an abstract as paragraphs and lists, with links; the last ones are kept, more than a day has."""
    text = parted(text)
    if "\n" not in text and "://" not in text and not _has_marks(text):
        return html.markup(f'<p dir="auto">{escape(text)}</p>' if text else "")
    return html.markup("".join(map(html.block, read_blocks(text))))


def lead_html(text: str, limit: int) -> Markup:
    """Return whole sentences, of about ``limit`` characters as plain text, without links.

    The first is the one in which authors say what they did, if there is one, else the first of the text.
    A first sentence of more than twice that is cut after a word, not in a formula, and ends with an ellipsis.
    """
    text = from_main_sentence(text)[: 8 * limit + _LONGEST]
    if not _has_marks(text):
        end = len(text) if len(text) <= limit else sentences_end(text, limit)
        return escape(text[:end] if end else shorten(text, limit))
    return html.markup(html.inline(first_nodes(read_nodes(text), limit), has_links=False))


@lru_cache(maxsize=1024)
def from_main_sentence(text: str) -> str:
    """Return text from where authors say what they did, or all if they do not.

    An opening that refers to the sentences before is left out, as "To address this gap".
    """
    text = parted(text.replace("\n\n", " "))
    start = main_sentence(text)
    return without_reference(text[start:]) if start else text


def _has_marks(text: str) -> bool:
    return any(map(text.__contains__, _MARKS))  # a pattern takes ten times as long
