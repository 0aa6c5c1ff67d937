"""Parse the cell of a table in Markdown that holds a paper's title, perhaps with authors or a summary."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from daybook.digests.fields.link_titles import is_title
from daybook.digests.fields.name_lists import are_names
from daybook.digests.markdown.inline import Span, joined, plain, plain_text
from daybook.digests.markdown.labels import columns
from daybook.digests.markdown.lines import Line, MarkdownText
from daybook.digests.markdown.titles import clean_title
from daybook.text.identifiers import arxiv_id, arxiv_url, doi_name, doi_url

_OF_IDENTIFIERS = re.compile(r"\|\s{0,9}(?:arxiv(?:[ _]id)?|doi)\s{0,9}\|", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_WITH_SUMMARY = re.compile(r"\W*(?:[0-9]+[.)]\s*)?\*\*(.+?)\*\*\s*[-–—:]\s*(.+)")
"""``**Title** - a summary``."""


def title_column(rows: Sequence[Line], names: Sequence[str]) -> int:
    """Return the place of the column of titles in a table, the first if none is like it.

    It is called so, or has the longest texts of those whose cells are mostly links of several words, or words
    below a name such as ``Paper``.
    """
    if "title" in names:
        return names.index("title")
    lengths = {0: 0}
    for place, name in enumerate(names):
        for is_linked in (True, False) if name == "link" else (True,):
            texts = [
                _title_in(row.cells[place], is_linked=is_linked) for row in rows if place < len(row.cells)
            ]
            if 2 * sum(map(bool, texts)) > len(rows):
                lengths[place] = max(lengths.get(place, 0), sum(map(len, texts)))
    return max(lengths, key=lambda place: lengths[place])


def _title_in(cell: Sequence[Span], *, is_linked: bool) -> str:
    """Return the first text of several words in a cell, within a link or outside of links."""
    texts = (plain(span.text) for span in cell if bool(span.url) is is_linked)
    return next((text for text in texts if " " in text and is_title(text)), "")


def has_identifiers(text: str) -> bool:
    """Return whether a table may have a column of identifiers."""
    return _OF_IDENTIFIERS.search(text) is not None


def identifiers_in(row: Line) -> Iterator[str]:
    """Yield the URLs of identifiers that stand in columns called for them, without a link."""
    for name, cell in zip(row.header, row.cells, strict=False):
        text = plain_text(cell)
        if not any(span.url for span in cell) and name.casefold() in ("arxiv", "arxiv id", "arxiv_id", "doi"):
            yield from filter(None, (arxiv_url(arxiv_id(text)) or doi_url(doi_name(text)),))


def title_fields(cell: Sequence[Span]) -> dict[str, str]:
    """Return the fields ``title``, ``authors`` and ``summary`` that a cell holds; without title, none."""
    linked = next((plain(span.text) for span in cell if span.url and is_title(plain(span.text))), "")
    if linked:
        return {"title": clean_title(linked)}
    text = joined(cell)
    if match := _WITH_SUMMARY.match(text):
        return {"title": clean_title(plain(match[1])), "summary": plain(match[2])}
    parts = [part for part in map(plain, _BREAK.split(text)) if any(map(str.isalnum, part))]
    if len(parts) > 1 and is_title(title := clean_title(parts[0])):
        return {"title": title, **({"authors": parts[1]} if are_names(parts[1]) else {})}
    before = next((n for n, span in enumerate(cell) if span.url), len(cell))
    title = clean_title(plain_text(cell[:before])) or clean_title(plain(text))
    return {"title": title} if is_title(title) else {}


def with_pairs(parsed: MarkdownText) -> MarkdownText:
    """Return lines with each row of a known label and its value as ``name: value``, below other columns."""
    return replace(parsed, lines=tuple(pair_of(line) if _is_pair(line) else line for line in parsed.lines))


def _is_pair(line: Line) -> bool:
    is_labelled = len(line.cells) == 2 and any(columns([plain_text(line.cells[0])]))
    return is_labelled and not any(columns(line.header))


def pair_of(line: Line) -> Line:
    """Return a row of two cells as ``name: value``, another row as a blank, and any other line as it is."""
    if line.kind != "row":
        return line
    if len(line.cells) != 2:
        return Line("blank", line.number, "")
    name, value = (plain_text(cell) for cell in line.cells)
    return Line("text", line.number, f"{name}: {value}", line.cells[1], strong=f"{name}:")


def urls_of_row(line: Line) -> list[str]:
    """Return the URLs in the cells of a row, and those of its identifiers."""
    urls = [span.url for cell in line.cells for span in cell if span.url]
    return [*urls, *identifiers_in(line)]
