"""Reader of the answer of Hugging Face's API of daily papers (``GET /api/daily_papers?date=…``).

An array of records, each with the paper under ``paper``; also the same in an envelope (``status``, ``date``,
``count``, ``data``), and with each record as the text of a Python dict in a string, as some scripts save it.
The day of a paper is its ``submittedOnDailyAt``, else the one in the file's name, else the envelope's; never
``publishedAt``. The inner title and abstract stand before the outer ones, which can be shorter.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from daybook.digests import json_text
from daybook.digests.json_text import Broken, Item
from daybook.digests.records import Record, collect, count_of, stated
from daybook.digests.source import Reading, Source, named_day
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import iso_day

NAME = "JSON of Hugging Face's daily papers"

_LONGEST = 1_000_000
_DEEPEST = 30
_QUOTED = re.compile(r"(\\.)|'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\"")
"""What is quoted; also a sign after a backslash by itself, so that no quote without end is begun twice."""
_UNQUOTED = re.compile(
    r"(?:[\s\[\]{}(),:]|None|True|False|-?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:e[+-]?[0-9]{1,3})?)*+"
)
_PAPER = re.compile(r"paper\\?[\"']\s*:")
_NOTHING = re.compile(r"\s*\[\s*\]\s*")
_ERROR = re.compile(r'\s*\{\s*"(?:error|message|detail)"\s*:\s*"([^"\\]{1,300})"')
_BRACKET = re.compile(r"[\[\]{}()]")


def read(source: Source) -> Reading | None:
    """Read a day of the API, or several."""
    text = source.text
    if not text.lstrip().startswith(("[", "{")):
        return None
    if error := _ERROR.match(text):
        what = f"is an error of the API, not a day: {shown(error[1])}"
        return Reading((), 0, (Problem(source.path, 1, what, "fetch the day again"),))
    if not _PAPER.search(text) and not _NOTHING.fullmatch(text):
        return None
    listing = json_text.read(text)
    if listing is None:
        return None
    if not listing.items:
        note = Problem(source.path, 1, "lists no papers", "as on a day without any", Severity.NOTE)
        return Reading((), 0, (note,))
    reading = collect(source, _records(source, listing.items, iso_day(listing.date)))
    if listing.count is None or listing.count == len(listing.items):
        return reading
    what = f"says it has {listing.count:,} records, and has {len(listing.items):,}"
    fault = Problem(source.path, 1, what, "fetch it again", Severity.WARNING)
    return Reading(reading.entries, reading.rejected, (*reading.problems, fault))


def _records(
    source: Source, items: tuple[Item, ...], envelope_day: date | None
) -> Iterator[Record | Problem]:
    day = named_day(source.hint) or envelope_day
    for number, item in enumerate(items, 1):
        value = python_text(item.value) if isinstance(item.value, str) else item.value
        made = _record(value, item.line, day)
        if isinstance(made, Record):
            yield made
        else:
            remedy = "correct it, or fetch the day again; the others were read"
            yield Problem(source.path, item.line, f"record {number} {made.what}", remedy)


def _record(value: object, line: int, day: date | None) -> Record | Broken:
    if isinstance(value, Broken):
        return value
    if not isinstance(value, dict):
        return Broken("is not an object")
    paper = value.get("paper", value)
    if not isinstance(paper, dict):
        return paper if isinstance(paper, Broken) else Broken("has no `paper`")
    title = _text(paper, "title") or _text(value, "title")
    if not title.strip():
        return Broken("has no title")
    facts, complaints = stated(
        {
            "arxiv": paper.get("id"),
            "authors": authors_of(paper.get("authors")),
            "published": paper.get("publishedAt"),
            "keywords": paper.get("ai_keywords"),
            "organization": _organization(paper.get("organization") or value.get("organization")),
            "code": paper.get("githubRepo"),
            "project": paper.get("projectPage"),
        }
    )
    return Record(
        title=title,
        abstract=_text(paper, "summary") or _text(value, "summary"),
        day=iso_day(_text(paper, "submittedOnDailyAt")) or day,
        facts=facts,
        upvotes=count_of(paper.get("upvotes")) or 0,
        line=line,
        complaints=complaints,
    )


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def authors_of(value: object) -> object:
    """The names of those who are not hidden; what is no list of authors is given back as it is."""
    if not isinstance(value, list) or not all(isinstance(author, dict) for author in value):
        return value
    return [author.get("name") for author in value if author.get("hidden") is not True]


def _organization(value: object) -> object:
    return (value.get("fullname") or value.get("name")) if isinstance(value, dict) else value


def python_text(text: str) -> object:
    """Give the value whose text in Python, or in JSON, ``text`` is.

    Nothing is evaluated: only brackets, strings, numbers and the three constants are let through to
    `ast.literal_eval`, and only so deep, so that no text can exhaust the parser.
    """
    if len(text) > _LONGEST:
        return Broken(f"is a string of {len(text):,} characters")
    listing = json_text.read(text) if '{"' in text[:20] else None
    if listing and len(listing.items) == 1 and not isinstance(listing.items[0].value, Broken):
        return listing.items[0].value
    unquoted = _QUOTED.sub(r"\1", text)
    depth = deepest = 0
    for bracket in _BRACKET.findall(unquoted):
        depth += 1 if bracket in "[{(" else -1
        deepest = max(deepest, depth)
    if not _UNQUOTED.fullmatch(unquoted) or deepest > _DEEPEST:
        return Broken("is not the text of a Python dict")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return Broken("is not the text of a Python dict")
