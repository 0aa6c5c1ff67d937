"""Reader of papers in JSON: arrays, JSON Lines, answers of services, and objects keyed by topic or by day.

Fields are recognized by their names (`field_names`), among them those of CSL-JSON (Zotero, Crossref),
Semantic Scholar, OpenAlex, OpenReview, INSPIRE, Papers With Code and arXiv's metadata snapshot. More than
half of the records must have a title and another field or link that only papers have. Papers can be at any
place below keys that are topics, days or arXiv identifiers, as in repositories like cv-arxiv-daily.

The day of a paper comes from the file's name, else from the keys above it, else from the paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from daybook.digests.data import topic_rows
from daybook.digests.data.envelopes import ABOUT, OF_DIGEST, OF_WRITING, envelope_day
from daybook.digests.data.json_columns import rows_below_names, rows_of_columns, why_no_table
from daybook.digests.data.unwrapping import names_title, own_fields, with_titles
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.other_files import is_other_form
from daybook.digests.records import Record, collect_unless_broken
from daybook.digests.rows import field_names, kinds
from daybook.digests.rows.record import Context, make_record
from daybook.digests.rows.row import Row, make_row
from daybook.digests.rows.values import date_value
from daybook.digests.syntax import json_text
from daybook.digests.syntax.json_text import Item, Unreadable
from daybook.digests.tally import Tally
from daybook.problems import Problem
from daybook.text.dates import iso_day
from daybook.text.identifiers import arxiv_id
from daybook.text.plain_text import count

NAME = "JSON of papers with a `title`"

_DEPTH = 6


class _Found(Struct, frozen=True):
    """A record, with its line and the facts in the keys above it; as yet without fields, such a place."""

    line: int
    day: date | None = None
    arxiv: str = ""
    topics: tuple[str, ...] = ()
    fields: Mapping[str, Any] | None = None
    """None if it is no paper; then ``reason`` says why."""
    reason: str = "has no title"
    is_odd_table: bool = False
    """Whether it is a table by columns of different lengths."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse papers; None if the file has no JSON with titles."""
    if not file.text.lstrip().startswith(("[", "{")) or is_other_form(file.text):
        return None
    parsed = json_text.parse(file.text)
    return read_items(file, parsed.items, parsed.head) if parsed else None


def read_items(
    file: DigestFile, items: Sequence[Item], head: Mapping[str, Any] | None = None
) -> ParsedDigest | Problem | None:
    """Parse the papers in and below parsed items, in an envelope with ``head``; None if none has a title."""
    whole = items[0].value if len(items) == 1 else None
    written = envelope_day(head or (whole if isinstance(whole, dict) else {}), OF_WRITING)
    day = envelope_day(head, OF_DIGEST) if head else None
    if table := rows_below_names([item.value for item in items]):
        items = [Item(item.line, row) for item, row in zip(items[1:], table, strict=True)]
    found = [record for item in items for record in _find(item.value, _Found(item.line, day), _DEPTH)]
    tally = Tally()
    made = [(record, _row(record.fields, tally)) for record in found]
    made = [(record, row) for record, row in made if not (row and kinds.is_attachment(row))]
    if odd := next((record for record in found if record.is_odd_table), None):
        return Problem(file.path, odd.line, odd.reason, "write each record as an object")
    titled = [(record.fields or {}, row) for record, row in made if row]
    if not titled:
        values: list[Any] = with_titles([item.value for item in items], _DEPTH)
        named = [Item(item.line, value) for item, value in zip(items, values, strict=True)]
        return read_items(file, named, head) if named != list(items) else None
    unnamed = [row for fields, row in titled if not _has_names_of_papers(fields, row)]
    needs_link = 2 * len(unnamed) >= len(titled)
    if needs_link and 2 * sum(not kinds.links_to_paper(row) for row in unnamed) >= len(titled):
        what = f"has {count(len(titled), 'record')} with a title, but most may be something else than papers"
        return Problem(file.path, 1, what, kinds.REMEDY)
    context = Context(file, exported=written)
    records = _records(context, made, needs_link=needs_link)
    return collect_unless_broken(file, records, partial(tally.notes, file.path))


def _records(
    context: Context, made: list[tuple[_Found, Row | None]], *, needs_link: bool
) -> Iterator[Record | Problem]:
    for number, (found, row) in enumerate(made, 1):
        is_unsure = row and needs_link and not _has_names_of_papers(found.fields or {}, row)
        if row and is_unsure and (problem := kinds.find_other(context.file, row, found.line)):
            yield problem
        elif row:
            yield make_record(context, row, found.line, found.day, found.topics)
        else:
            what = f"record {number} {found.reason}"
            yield Problem(context.file.path, found.line, what, "correct it; the others were read")


def _has_names_of_papers(fields: Mapping[str, Any], row: Row) -> bool:
    return kinds.reads_like_paper(field_names.known_names(fields), row)


def _row(fields: Mapping[str, Any] | None, tally: Tally) -> Row | None:
    """Return a row, or None if it has no title."""
    if fields is None:
        return None
    row = make_row(fields.items(), field_names.known_names(fields), tally)
    return row if field_names.has_title(row.fields) or kinds.is_of_other_item(row) else None


def _find(value: object, place: _Found, depth: int) -> Iterator[_Found]:
    """Yield the records at and below a value; a value without records is yielded as one that is no paper."""
    if isinstance(value, Unreadable):
        yield replace(place, reason=value.reason)
        return
    rows = rows_of_columns(value) if isinstance(value, dict) else None
    rows = rows_below_names(value) if isinstance(value, list) else rows
    if rows:
        for row in rows:
            yield from _find(row, place, depth)
        return
    if isinstance(value, dict) and (reason := why_no_table(value)):
        yield replace(place, reason=reason, is_odd_table=True)
        return
    if isinstance(value, dict) and (record := own_fields(value)):
        arxiv = {"arxiv": place.arxiv} if place.arxiv else {}
        yield replace(place, fields={**arxiv, **record})
        return
    below: list[_Found] = []
    if depth and isinstance(value, dict):
        below = _find_in_object(value, place, depth)
    elif depth and isinstance(value, list):
        for item in value:
            if isinstance(item, (dict, list, Unreadable)):
                below += _find(item, place, depth - 1)
    reason = "has no title" if isinstance(value, dict) else "is not an object"
    yield from below or [replace(place, reason=reason)]


def _find_in_object(value: Mapping[str, Any], place: _Found, depth: int) -> list[_Found]:
    """Return the records below keys that are topics, days or arXiv identifiers.

    A key above records is a topic if it has siblings with records, or is above identifiers.
    """
    place = replace(
        place, day=envelope_day(value, OF_DIGEST) or place.day, line=place.line if place.line > 1 else 0
    )
    found = {
        key: [*_find_below(key, one, place, depth - 1)] for key, one in value.items() if key not in ABOUT
    }
    has_papers = {key for key, records in found.items() if any(record.fields for record in records)}
    if any(isinstance(value[key], list) for key in has_papers):
        found = {key: records for key, records in found.items() if not _is_about(value[key])}
    keys = [key for key, records in found.items() if records and not arxiv_id(key) and not _day_of(key)]
    keys = [key for key in keys if not (isinstance(value[key], dict) and names_title(value[key]))]
    for key in keys:
        if len(keys) > 1 or any(record.arxiv for record in found[key]):
            found[key] = [replace(one, topics=(key, *one.topics)) for one in found[key]]
    return [record for records in found.values() for record in records]


def _day_of(key: str) -> date | None:
    """Return the day that a key is: ``2031-03-18``, ``20310318`` or ``2031/03/18``."""
    return iso_day(date_value(key)) if key[:4].isdecimal() else None


def _is_about(value: object) -> bool:
    """Return whether an object beside a list of papers has a title and nothing else of a paper: a feed."""
    if not isinstance(value, dict) or not names_title(value):
        return False
    known = field_names.known_names(value)
    row = make_row(value.items(), known, Tally())
    return not (field_names.are_of_papers(known) or kinds.links_to_paper(row))


def _find_below(key: str, value: object, place: _Found, depth: int) -> Iterator[_Found]:
    """Yield the records below a key; a text below an identifier of arXiv must be a row."""
    arxiv, day = arxiv_id(key), _day_of(key)
    if isinstance(value, str):
        row = topic_rows.parse_row(value, arxiv) if arxiv or value.lstrip().startswith(("|", "- ")) else None
        if row or arxiv:
            yield replace(place, arxiv=arxiv, fields=row, reason="is no row of a paper")
    elif isinstance(value, (dict, list)):
        inner = replace(place, day=day or place.day, arxiv=arxiv)
        below = list(_find(value, inner, depth))
        if any(found.fields or found.arxiv for found in below):
            yield from below
