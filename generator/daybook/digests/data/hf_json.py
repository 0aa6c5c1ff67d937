"""Reader of answers of Hugging Face's daily papers API (``GET /api/daily_papers?date=…``).

An array of records, each with its paper under ``paper``. Some scripts save it in an envelope (``status``,
``date``, ``count``, ``data``), or each record as a string with a Python dict. A paper's day is its
``submittedOnDailyAt``, else the day in the file's name, else the envelope's, never ``publishedAt``. Title and
summary of ``paper`` come first, as the record's own can be shorter.
"""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import Any

from daybook.digests.data.envelopes import OF_DIGEST, envelope_day
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.cells import author_names, is_empty
from daybook.digests.records import Record, choose_day, collect, note_unused, parse_count, text_of
from daybook.digests.syntax import json_text
from daybook.digests.syntax.json_text import Item, Unreadable
from daybook.digests.syntax.python_literal import parse_literal
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import iso_day

NAME = "JSON of Hugging Face's daily papers"

_PAPER = re.compile(r"[{,]\s*\\?[\"']paper\\?[\"']\s*:\s*\{")
_FIRST_PAPER = re.compile(
    r"""[^{]{0,20}(?:\{[^{}\[]{0,300}\[[\s"]*)?\{\s*\\?["']paper\\?["']\s*:\s*\{\s*\\?["']\w"""
)
"""The beginning of a file whose first record is of the API, even if it cannot be parsed."""
_OWN_KEYS = frozenset({"summary", "authors", "upvotes", "publishedAt", "submittedOnDailyAt", "discussionId"})
_USED_OF_PAPER = _OWN_KEYS - {"discussionId"} | {
    *("id", "title", "ai_keywords", "ai_summary", "organization", "githubRepo", "githubStars", "projectPage"),
    "submittedOnDailyBy",
}
_USED = frozenset({"paper", "title", "summary", "publishedAt", "submittedBy", "organization"})
"""Keys of a record that are read, or repeat those of its paper."""
_EMPTY = re.compile(r"\s*\[\s*\]\s*")
_VALUE = r'\s*:\s*(?:"[^"\\]{0,300}"|[\w.]{1,20})'
_ERROR = (
    r'\s*\{\s*(?:"error"\s*:\s*\{\s*)?'
    rf'(?:"(?:code|error|ok|status|statusCode|status_code|success|type)"{_VALUE}\s*,\s*){{0,3}}'
    r'"(?:error|message|detail)"\s*:\s*"([^"\\]{1,300})"'
    rf'(?:\s*,\s*"\w{{1,30}}"{_VALUE}){{0,4}}\s*\}}\s*\}}?\s*'
)
"""An answer of a service without papers: a message and a code, in any order, also below a key ``error``."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse an answer of the API; None if the file is something else."""
    text = file.text
    if not text.lstrip().startswith(("[", "{")):
        return None
    if not _PAPER.search(text) and not _EMPTY.fullmatch(text):
        error = re.fullmatch(_ERROR, text)
        what = f"is an error of the API, not a day: {shown(error[1])}" if error else ""
        return Problem(file.path, 1, what, "fetch the day again") if error else None
    parsed = json_text.parse(text)
    if parsed is None:
        return None
    is_broken = any(isinstance(item.value, Unreadable) for item in parsed.items[:1])
    is_of_api = is_broken and _FIRST_PAPER.match(text)
    days = list(_days(parsed.items, envelope_day(parsed.head, OF_DIGEST)))
    values = (item.value for _, items in days for item in items)
    if parsed.items and not is_of_api and not any(map(_is_of_api, values)):
        return None
    if not parsed.items:
        return Problem(file.path, 1, "lists no papers", "as on a day without any", Severity.NOTE)
    unused: set[str] = set()
    records = [record for day, items in days for record in _records(file, items, day, unused)]
    digest = collect(file, [*records, *note_unused(file.path, sorted(unused), 1)])
    number = parsed.head.get("count")
    if type(number) is not int or not 0 <= number < 10**6 or number == len(parsed.items):
        return digest
    what = f"says it has {number:,} records, and has {len(parsed.items):,}"
    warning = Problem(file.path, 1, what, "fetch it again", Severity.WARNING)
    return ParsedDigest(digest.entries, digest.rejected, (*digest.problems, warning))


def _days(
    items: tuple[Item, ...], envelope_day: date | None
) -> Iterator[tuple[date | None, tuple[Item, ...]]]:
    """Yield the records of each day: of the envelope's, or of an object with a list of records for each."""
    value = items[0].value if len(items) == 1 else None
    if not isinstance(value, dict) or "paper" in value or not all(map(iso_day, value)):
        yield envelope_day, items
        return
    for day, records in value.items():
        found = records if isinstance(records, list) else [records]
        yield iso_day(day), tuple(Item(0, record) for record in found)


def _is_of_api(value: object) -> bool:
    """Return whether a record has a paper with the API's keys below ``paper``."""
    record = parse_literal(value) if isinstance(value, str) and "paper" in value[:2_000] else value
    paper = record.get("paper") if isinstance(record, dict) else None
    if not isinstance(paper, dict) or "title" not in paper or _OWN_KEYS.isdisjoint(paper):
        return False
    if "abstract" in paper:  # the API calls it `summary`
        return False
    return "id" in paper or isinstance(paper.get("authors"), list)  # else words of a program


def _records(
    file: DigestFile, items: tuple[Item, ...], envelope_day: date | None, unused: set[str]
) -> Iterator[Record | Problem]:
    """Yield the records; add the names of their fields that are not used to ``unused``."""
    day = choose_day(file, envelope_day)
    for number, item in enumerate(items, 1):
        value = parse_literal(item.value) if isinstance(item.value, str) else item.value
        record = _record(value, item.line, day)
        if isinstance(record, Record):
            unused.update(_unused_keys(value, unused) if isinstance(value, dict) else ())
            yield record
        else:
            remedy = "correct it, or fetch the day again; the others were read"
            yield Problem(file.path, item.line, f"record {number} {record.reason}", remedy)


def _record(value: object, line: int, day: date | None) -> Record | Unreadable:
    if isinstance(value, Unreadable):
        return value
    if not isinstance(value, dict):
        return Unreadable("is not an object")
    paper = value.get("paper", value)
    if not isinstance(paper, dict):
        return paper if isinstance(paper, Unreadable) else Unreadable("has no `paper`")
    title = text_of(paper, "title") or text_of(value, "title")
    if not title.strip():
        return Unreadable("has no title")
    votes = parse_count(paper.get("upvotes"))
    is_odd = votes is None and paper.get("upvotes") is not None
    return Record(
        title=title,
        abstract=text_of(paper, "summary") or text_of(value, "summary"),
        day=iso_day(text_of(paper, "submittedOnDailyAt")) or day,
        facts={
            "arxiv": paper.get("id"),
            "authors": author_names(paper.get("authors")),
            "published": paper.get("publishedAt"),
            "keywords": paper.get("ai_keywords"),
            "organization": _name(paper.get("organization") or value.get("organization")),
            "code": paper.get("githubRepo"),
            "project": paper.get("projectPage"),
            "summary": paper.get("ai_summary"),
            "submitter": _name(paper.get("submittedOnDailyBy") or value.get("submittedBy")),
            "stars": paper.get("githubStars"),
        },
        upvotes=votes or 0,
        line=line,
        warnings=("`upvotes` is no number of votes",) if is_odd else (),
    )


def _unused_keys(record: Mapping[str, Any], found: Set[str]) -> Iterator[str]:
    """Yield the keys of a record and its paper that have a value, no use here, and are not ``found`` yet."""
    paper = record.get("paper", {})
    known = _USED | _USED_OF_PAPER if not paper else _USED
    for fields, used in ((record, known), (paper, _USED_OF_PAPER)):
        for key, value in fields.items():
            if not (key in used or key in found or is_empty(value)):
                yield key


def _name(value: object) -> object:
    """Return the name of an organization or a user, the short one if there is no full name; or the value."""
    if not isinstance(value, dict):
        return value
    return value.get("fullname") or value.get("name") or value.get("user")
