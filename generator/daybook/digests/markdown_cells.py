"""Parse the cell of a table in Markdown that holds a paper's title, perhaps with authors or a summary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daybook.digests.link_titles import is_title
from daybook.digests.markdown_fields import are_names
from daybook.digests.markdown_heads import clean_title
from daybook.digests.markdown_text import Span, plain

_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_WITH_SUMMARY = re.compile(r"\W*(?:[0-9]+[.)]\s*)?\*\*(.+?)\*\*\s*[-–—:]\s*(.+)")
"""``**Title** - a summary``."""


def title_fields(cell: Sequence[Span]) -> dict[str, str]:
    """Return the fields ``title``, ``authors`` and ``summary`` that a cell holds; without title, none."""
    linked = next((plain(span.text) for span in cell if span.url and is_title(plain(span.text))), "")
    if linked:
        return {"title": clean_title(linked)}
    text = "".join(span.text for span in cell)
    if match := _WITH_SUMMARY.match(text):
        return {"title": clean_title(plain(match[1])), "summary": plain(match[2])}
    parts = [part for part in map(plain, _BREAK.split(text)) if any(map(str.isalnum, part))]
    if len(parts) > 1 and is_title(title := clean_title(parts[0])):
        return {"title": title, **({"authors": parts[1]} if are_names(parts[1]) else {})}
    before = next((n for n, span in enumerate(cell) if span.url), len(cell))
    title = clean_title(plain("".join(span.text for span in cell[:before]))) or clean_title(plain(text))
    return {"title": title} if is_title(title) else {}
