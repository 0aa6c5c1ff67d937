"""Reader of tables with named columns: CSV (with commas, semicolons or tabs), JSON Lines, an array in JSON.

A column is known by one of its names in `COLUMNS`, whatever its case; ``title`` must be one of them, and
columns of other names are passed over. The day of a row is the one in the file's name, else its ``date``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from daybook.digests import cells, json_text
from daybook.digests.json_text import Broken
from daybook.digests.records import Record, collect, count_of, day_of, stated
from daybook.digests.source import Reading, Source
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
_NOTHING = re.compile("[-–—]*|n/?a|none|nan|null", re.IGNORECASE)
"""What a cell holds where there is nothing to say."""
_NAMES = {name: column for column, names in COLUMNS.items() for name in names}


def read(source: Source) -> Reading | None:
    """Read a table."""
    start = source.text.lstrip()[:1]
    if start in ("[", "{"):
        listing = json_text.read(source.text)
        values = [item.value for item in listing.items] if listing else []
        if not listing or not any(isinstance(value, dict) and _columns(value) for value in values):
            return None
        return collect(source, _objects(source, listing.items))
    delimiter = _delimiter(source.text)
    return collect(source, _rows(source, delimiter)) if delimiter else None


def _columns(names: Sequence[str] | Mapping[str, Any]) -> dict[str, str]:
    """What columns stand for, by their names as they stand there; none where there is no title."""
    known = {name: _NAMES.get(re.sub(r"[\s-]+", "_", name.strip().casefold())) for name in names}
    found = {name: column for name, column in known.items() if column}
    return found if "title" in found.values() else {}


def _objects(source: Source, items: Sequence[json_text.Item]) -> Iterator[Record | Problem]:
    for number, item in enumerate(items, 1):
        if isinstance(item.value, dict):
            columns = _columns(item.value)
            yield _record(source, {columns[key]: item.value[key] for key in reversed(columns)}, item.line)
        else:
            fault = item.value.what if isinstance(item.value, Broken) else "is not an object"
            what = f"record {number} {fault}"
            yield Problem(source.path, item.line, what, "correct it; the others were read")


def _delimiter(text: str) -> str:
    """What parts the columns of a CSV file; empty where its first line names no title among others."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0][:4_000]
    if "title" not in first.casefold():
        return ""
    found = (mark for mark in ",;\t" if _columns([name.strip(' "') for name in first.split(mark)]))
    return next((mark for mark in found if mark in first), "")


def _rows(source: Source, delimiter: str) -> Iterator[Record | Problem]:
    csv.field_size_limit(MOST_BYTES)
    rows = csv.reader(io.StringIO(source.text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    line = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(
                source.path, line, f"a row that is not CSV: {shown(str(error))}", "quote it rightly"
            )
            line = rows.line_num + 1
            continue
        if not columns and row:
            known = _columns(row)
            columns = [known.get(name, "") for name in row]
        elif any(cell.strip() for cell in row):
            if len(row) > len(columns):
                what = f"a row of {len(row)} cells under {len(columns)} columns"
                yield Problem(source.path, line, what, "quote cells that hold the sign between columns")
            else:
                yield _record(source, dict(zip(columns, row, strict=False)), line)
        line = rows.line_num + 1


def _record(source: Source, row: Mapping[str, Any], line: int) -> Record:
    def text(column: str) -> str:
        value = row.get(column)
        return value if isinstance(value, str) else ""

    arxiv = arxiv_id(text("arxiv")) or arxiv_in_url(text("arxiv"))
    linked = arxiv_in_url(text("url"))
    facts, complaints = stated(
        {
            "authors": cells.authors(row.get("authors")),
            "arxiv": arxiv or arxiv_id(text("id")) or linked or arxiv_in_url(text("id")),
            "doi": text("doi") or doi_name(text("url")),
            "published": str(row.get("published") or ""),
            "categories": cells.categories(row.get("categories")),
            "keywords": cells.keywords(row.get("keywords")),
            **{key: row.get(key) for key in ("organization", "code", "project")},
        }
    )
    votes = count_of(row.get("upvotes"))
    unused = {
        "`arxiv` is no identifier": "" if arxiv else row.get("arxiv"),
        "`url` leads to no paper of arXiv and is no DOI": ""
        if linked or doi_name(text("url"))
        else row.get("url"),
        "`upvotes` is no number of votes": row.get("upvotes") if votes is None else "",
    }
    return Record(
        title=text("title"),
        abstract=text("abstract"),
        day=day_of(source, iso_day(text("date"))),
        facts=facts,
        upvotes=votes or 0,
        line=line,
        complaints=(*complaints, *_complaints(unused)),
    )


def _complaints(unused: Mapping[str, object]) -> Iterator[str]:
    """A sentence for each cell that was left out, but for those that say there is nothing."""
    for what, cell in unused.items():
        said = one_line(str(cell)[:4_000]) if isinstance(cell, (str, int, float)) else "what is not text"
        if cell is not None and not _NOTHING.fullmatch(said):
            yield f"{what}: {shown(said)}"
