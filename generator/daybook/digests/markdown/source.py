"""Prepare the rows of a Markdown file: without comments, and with what belongs together in one.

A link's text may go over rows, and so may bold type and the names before a linked title. A row that was
added to the one above is None, so that the others keep their numbers.
"""

import re
from collections.abc import Iterator, Sequence

from daybook.digests.fields.name_lists import are_mostly_names
from daybook.digests.markdown.inline import plain
from daybook.text.plain_text import split_lines

_OPEN = re.compile(r"(?<!\\)\[[^\[\]]*$")
"""A link's text that does not end in its row."""
_CLOSE = re.compile(r"[^\[\]]*\]\(")
_START = re.compile(r"\s*(?:[-*+•]\s|[0-9]{1,3}[.)]\s|#{1,6}\s|```|~~~|\||>)")
_ITEM = re.compile(r"\s*(?:[-*+•]|[0-9]{1,3}[.)])\s+(?=\S)")
_LABELLED = re.compile(r"(?:title|authors?):\s*\S", re.IGNORECASE)
_GOES_ON = re.compile(r"[ \t]+(?![A-Z][\w ]{1,24}:)\w")
"""A row below a title or authors, which belongs to them."""
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,80}\}|(?<=\))\{[.#:\w][^{}\n]{0,80}\}")
"""What kramdown and pandoc write behind a link: ``[PDF](…){: .btn}``."""
_HARD_BREAK = re.compile(r"(?<!\\)\\\s*$")
_INSIDE = re.compile(r"[^\r\n]+")
_MOST_ROWS, _MOST_NAMES = 5, 60
"""Rows at most of a link's text or bold type, and of the names before a link."""


_SHORTCODE = re.compile(r"\{\{[<%][ \t]*/?[ \t]*[\w-]+(?:[ \t][^<>{}=%\n]{0,200})?[>%]\}\}")
"""Hugo's marks around a text: ``{{< details "Abstract" >}}``; one with named values holds its own text."""


def source_rows(text: str) -> list[str | None]:
    """Return the rows of a text; None for each that was added to one above it."""
    text = _SHORTCODE.sub("", text) if "{{" in text else text
    cleaned = list(map(_cleaned, split_lines(_without_comments(text))))
    rows: list[str | None] = [*cleaned]
    for number in range(1, len(rows) - 1) if "|\n\n|" in text else ():  # as some scripts write tables
        if not cleaned[number].strip() and cleaned[number - 1][:1] == cleaned[number + 1][:1] == "|":
            rows[number] = None
    for number, row in enumerate(rows[:-1]):
        if row and _LABELLED.match(row) and _GOES_ON.match(cleaned[number + 1]):
            _join(rows, number, number + 1)
    if "](" in text:
        for number, row in enumerate(rows):
            if row and "[" in row and _OPEN.search(row):
                _join(rows, number, _end_of_link(rows, number))
        for number, row in enumerate(rows):
            if row and row.count("**") % 2:
                _join(rows, number, _end_of_bold(rows, number))
        for number, row in enumerate(rows):
            if row and "," in row and "](" not in row and _ITEM.match(row):
                _join(rows, number, _end_of_names(rows, number))
    return rows


def _cleaned(row: str) -> str:
    row = _ATTRIBUTES.sub("", row) if "{" in row else row
    return _HARD_BREAK.sub("", row) if row.rstrip().endswith("\\") else row


def _without_comments(text: str) -> str:
    """Return a text with the line ends of its comments alone; one that does not end stays."""
    first, *others = text.split("<!--")
    kept = [first]
    for other in others:
        inside, end, rest = other.partition("-->")
        kept.append(_INSIDE.sub("", inside) + rest if end else f"<!--{other}")
    return "".join(kept)


def _join(rows: list[str | None], start: int, end: int) -> None:
    """Add the rows after ``start``, up to ``end``, to that at ``start``."""
    parts = [row for row in rows[start : end + 1] if row is not None]
    if len(parts) > 1:
        rows[start] = " ".join([parts[0].rstrip(), *(part.strip("> \t") for part in parts[1:])])
        rows[start + 1 : end + 1] = [None] * (end - start)


def _rows_below(rows: Sequence[str | None], start: int, most: int) -> Iterator[tuple[int, str]]:
    """Yield the rows of text below a row with their numbers, up to a blank one or one of another kind."""
    for number, row in enumerate(rows[start + 1 : start + most], start + 1):
        if row is not None:
            if not row.strip() or _START.match(row):
                return
            yield number, row


def _end_of_link(rows: Sequence[str | None], start: int) -> int:
    """Return the row in which the last link of row ``start`` ends; ``start`` if it never ends."""
    below = _rows_below(rows, start, _MOST_ROWS)
    number, row = next(((number, row) for number, row in below if "[" in row or "]" in row), (0, ""))
    return number if _CLOSE.match(row) else start


def _end_of_bold(rows: Sequence[str | None], start: int) -> int:
    """Return the row in which the bold type of row ``start`` ends; ``start`` if it never ends."""
    below = _rows_below(rows, start, _MOST_ROWS)
    number, row = next(((number, row) for number, row in below if "**" in row), (0, ""))
    return number if row.count("**") % 2 else start


def _end_of_names(rows: Sequence[str | None], start: int) -> int:
    """Return the row of the linked title below names that begin an item; ``start`` if there is none."""
    texts = [_ITEM.sub("", rows[start] or "", count=1)]
    for number, row in _rows_below(rows, start, _MOST_NAMES):
        if not row[:1].isspace():
            return start
        texts.append(row.strip())
        if "](" in row:
            return number if are_mostly_names(plain(" ".join(texts).partition("[")[0])) else start
    return start
