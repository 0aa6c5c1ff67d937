"""Reader of tables: CSV (with commas, semicolons or tabs), JSON Lines, or a JSON array of objects.

Columns are recognized by their names in `COLUMNS`, in any case, and others are ignored; ``title`` is
required. The day of a row is that of the file's name, else its ``date``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from daybook.digests import cells, json_text
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.json_text import Unreadable
from daybook.digests.records import Record, choose_day, collect, parse_count, text_of
from daybook.model import MOST_BYTES
from daybook.problems import Problem, shown
from daybook.text.dates import iso_day
from daybook.text.identifiers import arxiv_id, arxiv_in_url, doi_name
from daybook.text.plain_text import one_line

NAME = "CSV or JSON Lines with a column `title`"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "abstract": ("abstract", "summary", "description"),
    "date": ("date", "day", "date_added", "added"),
    "authors": ("authors", "author"),
    "arxiv": ("arxiv", "arxiv_id", "arxivid"),
    "id": ("id",),
    "doi": ("doi",),
    "url": ("url", "link"),
    "published": ("published", "published_at", "publication_date", "year"),
    "categories": ("categories", "category"),
    "keywords": ("keywords", "tags"),
    "organization": ("organization", "organisation", "affiliation"),
    "code": ("code", "github", "repository", "githubrepo"),
    "project": ("project", "project_page", "homepage", "projectpage"),
    "upvotes": ("upvotes", "votes"),
}
_NO_VALUE = re.compile("[-–—]*|n/?a|none|nan|null", re.IGNORECASE)
_COLUMN_OF_NAME = {name: column for column, names in COLUMNS.items() for name in names}


def read(file: DigestFile) -> ParsedDigest | None:
    """Parse a table; None if the file is none."""
    start = file.text.lstrip()[:1]
    if start in ("[", "{"):
        parsed = json_text.parse(file.text)
        values = [item.value for item in parsed.items] if parsed else []
        if not parsed or not any(isinstance(value, dict) and _columns(value) for value in values):
            return None
        return collect(file, _objects(file, parsed.items))
    delimiter = _delimiter(file.text)
    return collect(file, _rows(file, delimiter)) if delimiter else None


def _columns(names: Sequence[str] | Mapping[str, Any]) -> dict[str, str]:
    """Return the known columns by their names in the file; empty if there is no title."""
    known = {name: _COLUMN_OF_NAME.get(re.sub(r"[\s-]+", "_", name.strip().casefold())) for name in names}
    found = {name: column for name, column in known.items() if column}
    return found if "title" in found.values() else {}


def _objects(file: DigestFile, items: Sequence[json_text.Item]) -> Iterator[Record | Problem]:
    for number, item in enumerate(items, 1):
        if isinstance(item.value, dict):
            columns = _columns(item.value)
            yield _record(file, {columns[key]: item.value[key] for key in reversed(columns)}, item.line)
        else:
            reason = item.value.reason if isinstance(item.value, Unreadable) else "is not an object"
            what = f"record {number} {reason}"
            yield Problem(file.path, item.line, what, "correct it; the others were read")


def _delimiter(text: str) -> str:
    """Return the delimiter of a CSV file; empty if its first line has no title among several columns."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0][:4_000]
    if "title" not in first.casefold():
        return ""
    found = (mark for mark in ",;\t" if _columns([name.strip(' "') for name in first.split(mark)]))
    return next((mark for mark in found if mark in first), "")


def _rows(file: DigestFile, delimiter: str) -> Iterator[Record | Problem]:
    csv.field_size_limit(MOST_BYTES)
    rows = csv.reader(io.StringIO(file.text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    line = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"a row that is not CSV: {shown(str(error))}"
            yield Problem(file.path, line, what, "correct its quotes")
            line = rows.line_num + 1
            continue
        if not columns and row:
            known = _columns(row)
            columns = [known.get(name, "") for name in row]
        elif any(cell.strip() for cell in row):
            if len(row) > len(columns):
                what = f"a row of {len(row)} cells under {len(columns)} columns"
                yield Problem(file.path, line, what, "quote cells that contain the delimiter")
            else:
                yield _record(file, dict(zip(columns, row, strict=False)), line)
        line = rows.line_num + 1


def _record(file: DigestFile, row: Mapping[str, Any], line: int) -> Record:
    own, number, url = (text_of(row, column) for column in ("arxiv", "id", "url"))
    arxiv, linked = arxiv_id(own) or arxiv_in_url(own), arxiv_in_url(url)
    votes = parse_count(row.get("upvotes"))
    unused = {
        "`arxiv` is no identifier": "" if arxiv else row.get("arxiv"),
        "`url` leads to no paper of arXiv and is no DOI": "" if linked or doi_name(url) else row.get("url"),
        "`upvotes` is no number of votes": row.get("upvotes") if votes is None else "",
    }
    return Record(
        title=text_of(row, "title"),
        abstract=text_of(row, "abstract"),
        day=choose_day(file, iso_day(text_of(row, "date"))),
        facts={
            "authors": cells.authors(row.get("authors")),
            "arxiv": arxiv or arxiv_id(number) or linked or arxiv_in_url(number),
            "doi": text_of(row, "doi") or doi_name(url),
            "published": str(row.get("published") or ""),
            "categories": cells.categories(row.get("categories")),
            "keywords": cells.keywords(row.get("keywords")),
            **{key: row.get(key) for key in ("organization", "code", "project")},
        },
        upvotes=votes or 0,
        line=line,
        warnings=tuple(_unused_warnings(unused)),
    )


def _unused_warnings(unused: Mapping[str, object]) -> Iterator[str]:
    """Return a warning for each cell that was left out and has a value."""
    for what, cell in unused.items():
        is_text = isinstance(cell, (str, int, float))
        text = one_line(str(cell)[:4_000]) if is_text else "a value that is not text"
        if cell is not None and not _NO_VALUE.fullmatch(text):
            yield f"{what}: {shown(text)}"
