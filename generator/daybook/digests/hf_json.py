"""Reader of answers of Hugging Face's daily papers API (``GET /api/daily_papers?date=…``).

An array of records, each with its paper under ``paper``. Some scripts save it in an envelope (``status``,
``date``, ``count``, ``data``), or each record as a string with a Python dict. A paper's day is its
``submittedOnDailyAt``, else that of the file's name, else the envelope's, never ``publishedAt``. Title and
summary of ``paper`` come first: those of the record can be shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from daybook.digests import json_text
from daybook.digests.cells import author_names
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.json_text import Item, Unreadable
from daybook.digests.python_literal import parse_literal
from daybook.digests.records import Record, choose_day, collect, parse_count, text_of
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import iso_day

NAME = "JSON of Hugging Face's daily papers"

_PAPER = re.compile(r"[{,]\s*\\?[\"']paper\\?[\"']\s*:\s*\{")
_FIRST_PAPER = re.compile(
    r"""[^{]{0,20}(?:\{[^{}\[]{0,300}\[[\s"]*)?\{\s*\\?["']paper\\?["']\s*:\s*\{\s*\\?["']\w"""
)
"""The beginning of a file whose first record is of the API, even if it cannot be parsed."""
_OWN_KEYS = frozenset({"summary", "authors", "upvotes", "publishedAt", "submittedOnDailyAt", "discussionId"})
_EMPTY = re.compile(r"\s*\[\s*\]\s*")
_ERROR = re.compile(
    r'\s*\{\s*"(?:error|message|detail)"\s*:\s*"([^"\\]{1,300})"'
    r'(?:\s*,\s*"\w{1,30}"\s*:\s*(?:"[^"\\]{0,300}"|[\w.]{1,20})){0,4}\s*\}\s*'
)


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse an answer of the API; None if the file is none."""
    text = file.text
    if not text.lstrip().startswith(("[", "{")):
        return None
    if error := _ERROR.fullmatch(text):
        what = f"is an error of the API, not a day: {shown(error[1])}"
        return Problem(file.path, 1, what, "fetch the day again")
    if not _PAPER.search(text) and not _EMPTY.fullmatch(text):
        return None
    parsed = json_text.parse(text)
    if parsed is None or not (
        not parsed.items or _FIRST_PAPER.match(text) or any(_is_of_api(item.value) for item in parsed.items)
    ):
        return None
    if not parsed.items:
        return Problem(file.path, 1, "lists no papers", "as on a day without any", Severity.NOTE)
    digest = collect(file, _records(file, parsed.items, iso_day(parsed.date)))
    if parsed.count is None or parsed.count == len(parsed.items):
        return digest
    what = f"says it has {parsed.count:,} records, and has {len(parsed.items):,}"
    warning = Problem(file.path, 1, what, "fetch it again", Severity.WARNING)
    return ParsedDigest(digest.entries, digest.rejected, (*digest.problems, warning))


def _is_of_api(value: object) -> bool:
    """Return whether a record has a paper with the API's keys below ``paper``."""
    record = parse_literal(value) if isinstance(value, str) and "paper" in value[:2_000] else value
    paper = record.get("paper") if isinstance(record, dict) else None
    return isinstance(paper, dict) and "title" in paper and not _OWN_KEYS.isdisjoint(paper)


def _records(
    file: DigestFile, items: tuple[Item, ...], envelope_day: date | None
) -> Iterator[Record | Problem]:
    day = choose_day(file, envelope_day)
    for number, item in enumerate(items, 1):
        value = parse_literal(item.value) if isinstance(item.value, str) else item.value
        record = _record(value, item.line, day)
        if isinstance(record, Record):
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
    return Record(
        title=title,
        abstract=text_of(paper, "summary") or text_of(value, "summary"),
        day=iso_day(text_of(paper, "submittedOnDailyAt")) or day,
        facts={
            "arxiv": paper.get("id"),
            "authors": author_names(paper.get("authors")),
            "published": paper.get("publishedAt"),
            "keywords": paper.get("ai_keywords"),
            "organization": _organization(paper.get("organization") or value.get("organization")),
            "code": paper.get("githubRepo"),
            "project": paper.get("projectPage"),
        },
        upvotes=parse_count(paper.get("upvotes")) or 0,
        line=line,
    )


def _organization(value: object) -> object:
    return (value.get("fullname") or value.get("name")) if isinstance(value, dict) else value
