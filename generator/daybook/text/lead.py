"""The lead of an abstract: its first sentences, from the one in which authors say what they did."""

from functools import lru_cache

from markupsafe import Markup, escape

from daybook.text.formatted import has_marks, restored
from daybook.text.marked import html
from daybook.text.marked.reader import read_nodes
from daybook.text.marked.sentences import first_nodes, main_sentence, sentences_end, without_reference
from daybook.text.plain_text import shorten

_LONGEST = 2_000
"""Characters of marks, as in a formula, that can become one."""


def lead_html(text: str, limit: int) -> Markup:
    """Return whole sentences, of about ``limit`` characters as plain text, without links.

    The first is the one in which authors say what they did, if there is one, else the first of the text.
    A first sentence of more than twice that is cut after a word, not in a formula, and ends with an ellipsis.
    """
    text = from_main_sentence(text)[: 8 * limit + _LONGEST]
    if not has_marks(text):
        end = len(text) if len(text) <= limit else sentences_end(text, limit)
        return escape(text[:end] if end else shorten(text, limit))
    return html.markup(html.inline(first_nodes(read_nodes(text), limit), has_links=False))


@lru_cache(maxsize=1024)
def from_main_sentence(text: str) -> str:
    """Return text from where authors say what they did, or all if they do not.

    An opening that refers to the sentences before is left out, as "To address this gap".
    """
    text = restored(text.replace("\n\n", " "))
    start = main_sentence(text)
    return without_reference(text[start:]) if start else text
