"""Imported titles and abstracts as HTML and as plain text.

The text itself stays as a digest gave it; these functions read its LaTeX and Markdown (see the package
``marked``). Most text has none, which one search shows.
"""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from daybook.text.latex import escape as escape_latex
from daybook.text.marked import html
from daybook.text.marked.blocks import read_blocks
from daybook.text.marked.formula_text import symbol
from daybook.text.marked.latex_form import latex_form
from daybook.text.marked.plain_form import plain_form
from daybook.text.marked.reader import read_nodes

_MARKS = ("$", "\\", "--", "_", "^", "*", "`", "{", "~", "''", "](http")
"""Text without any of these has only words and URLs."""
_JOINED = re.compile(
    r"\.(?<=[a-z]{3}\.)(?=(?:Additionally|Although|An|As|At|Based|By|Code|Compared|Consequently|Despite|Empirically"
    r"|Evaluated|Existing|Experimental|Experiments|Extensive|Finally|First|For|From|Furthermore|Given|Hence|However|If|In"
    r"|Instead|It|Meanwhile|Moreover|Notably|On|Our|Overall|Project|Recent|Remarkably|Second|Since|Specifically|The|Then"
    r"|There|Therefore|These|They|This|Thus|To|Unlike|Using|We|When|While|With|Yet)[ ,])"
)
"""The end of a sentence that no space follows, before a word that begins sentences; others can be code."""
_SYMBOLS = ("times", "sim", "approx", "leq", "geq", "rightarrow")
_LOST = re.compile(
    r"https?://\S+|(?<=\d)times(?![a-z])"
    r"|(?<![\w\\])(?:sim|approx|leq|geq|rightarrow)(?=\d[\d.,]*(?:[%BKMkx]|times)?(?!\w))"
)
"""The command of a symbol beside a number, without its backslash, as in "4.2times faster"; and URLs."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the plain form of a title, or of text with paragraphs, which it keeps apart by ``\\n\\n``."""
    text = restored(text)
    if not has_marks(text):
        return text
    return "\n\n".join(plain_form(read_nodes(part)) for part in text.split("\n\n"))


def latex(text: str) -> str:
    """Return a title or a sentence as LaTeX for BibTeX, whose braces balance."""
    text = restored(text)
    return latex_form(read_nodes(text)) if has_marks(text) else escape_latex(text)


def inline_html(text: str) -> Markup:
    """Return a title, a summary or a sentence as phrasing content without links: it may stand in one."""
    text = restored(text)
    if not has_marks(text):
        return escape(text)
    return html.markup(html.inline(read_nodes(text.replace("\n\n", " ")), has_links=False))


@lru_cache(maxsize=1024)
def block_html(text: str) -> Markup:
    """Return an abstract as paragraphs and lists, with links; the last ones are kept, more than a day has."""
    text = restored(text)
    if "\n" not in text and "://" not in text and not has_marks(text):
        return html.markup(f'<p dir="auto">{escape(text)}</p>' if text else "")
    return html.markup("".join(map(html.block, read_blocks(text))))


def restored(text: str) -> str:
    """Return text with what a source has lost: spaces between sentences, backslashes of symbols."""
    if any(map(text.__contains__, _SYMBOLS)):
        text = _LOST.sub(lambda match: symbol(match[0]) if match[0] in _SYMBOLS else match[0], text)
    return _JOINED.sub(". ", text) if "." in text else text


def has_marks(text: str) -> bool:
    """Return whether a text may hold LaTeX or Markdown."""
    return any(map(text.__contains__, _MARKS))  # a pattern takes ten times as long
