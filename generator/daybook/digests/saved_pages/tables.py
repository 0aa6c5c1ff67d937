"""Parse the tables of a saved web page whose first row names columns, such as Title, Authors and Link.

A table is read like one in CSV, with the links of its cells. A page is read so if such tables are most of its
text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.digests.data import json_papers
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.link_titles import has_paper_link, paper_key
from daybook.digests.newsletters.html_blocks import html_blocks
from daybook.digests.rows import field_names
from daybook.digests.syntax.json_text import Item, Unreadable
from daybook.model import Origin
from daybook.problems import Problem
from daybook.text.plain_text import count, one_line

_START = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_DOI = re.compile(r"<t[dh][^<>]{0,200}>\s*(?:doi:\s?)?10\.[0-9]{4,9}/\S", re.IGNORECASE)
_FREE = 1_500
"""Characters of a page that need not be in tables."""
_MOST_COLUMNS = 60
_LINKED = frozenset({*field_names.LINKS, *field_names.FIELDS["code"], *field_names.FIELDS["project"]})
"""Columns of which a cell's link is the value, and not its words."""


class _Cell(Struct):
    text: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)


def parse_tables(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse the tables of a page; None if they name no titles, or are less than half of the text."""
    if not _START.search(file.text) or not (has_paper_link(file.text) or _DOI.search(file.text)):
        return None
    page = _Tables()
    page.feed(file.text)
    records = [record for table in page.tables for record in _records(table)]
    total = sum(len(block.text) for block in html_blocks(file.text))
    rows = (record for record in records if not isinstance(record, Unreadable))
    understood = sum(len("".join(row.values())) for row in rows)
    if not records or 2 * understood + _FREE < total:
        return None
    parsed = json_papers.read_items(file, [Item(0, record) for record in records])
    if not isinstance(parsed, ParsedDigest):
        return None
    entries = tuple(replace(entry, origin=Origin.PAGE) for entry in parsed.entries)
    return replace(parsed, entries=entries)


def _records(table: Sequence[Sequence[_Cell]]) -> Iterator[Mapping[str, str] | Unreadable]:
    """Yield the rows below the names of columns, if one is a title."""
    names = [one_line("".join(cell.text)) for cell in table[0]] if table else []
    if len(names) > _MOST_COLUMNS or not field_names.has_title(field_names.known_names(names)):
        return
    for row in table[1:]:
        if len(row) != len(names):
            if any(paper_key(url) for cell in row for url in cell.urls):
                yield Unreadable(f"is a row of {count(len(row), 'cell')} below {len(names)} columns")
            continue
        values = {name: _value(name, cell) for name, cell in zip(names, row, strict=True) if name}
        urls = sorted((url for cell in row for url in cell.urls), key=lambda url: not paper_key(url))
        yield {**values, **({"url": urls[0]} if urls and paper_key(urls[0]) else {})}


def _value(name: str, cell: _Cell) -> str:
    is_link = field_names.normal_name(name) in _LINKED and cell.urls
    return cell.urls[0] if is_link else one_line("".join(cell.text))


class _Tables(HTMLParser):
    """Collects the cells of each row of each table. ``close`` takes quadratic time on tags that never end."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[_Cell]]] = []
        self._open: list[list[list[_Cell]]] = []
        self._cell: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append([])
            self.tables.append(self._open[-1])
            self._cell = None
        elif tag == "tr" and self._open:
            self._open[-1].append([])
            self._cell = None
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._cell = _Cell()
            self._open[-1][-1].append(self._cell)
        elif tag == "a" and self._cell and (url := dict(attrs).get("href")):
            self._cell.urls.append(url)
        elif tag in ("br", "p", "div", "li") and self._cell:
            self._cell.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._open.pop()
        if tag in ("td", "th", "tr", "table"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell:
            self._cell.text.append(data)

    def parse_html_declaration(self, i: int) -> int:
        """Skip ``<![…``, for which `HTMLParser` raises an exception."""
        is_section = self.rawdata.startswith("<![", i)
        return self.parse_bogus_comment(i) if is_section else super().parse_html_declaration(i)
