"""Find candidates in arXiv's metadata: JSON Lines in the form of arXiv's public snapshot, of any size.

A line is an object with ``id``, ``title``, ``abstract``, ``authors``, ``authors_parsed`` (family name, given
name, suffix), ``categories`` (separated by spaces), ``doi`` and ``versions`` (``created`` is a date in RFC
5322). Names are in LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from daybook.commands.enrich.incomplete import Candidate, IncompletePapers, Match
from daybook.digests.fields.names import split_names
from daybook.digests.records import ABSTRACT_LIMIT, TITLE_LIMIT, make_facts
from daybook.problems import Problem, Severity, UsageError
from daybook.progress import Progress
from daybook.text.dates import mail_day
from daybook.text.latex import latex_to_line
from daybook.text.plain_text import one_line, paragraphs

_MAX_LINE = 4 * 1024 * 1024
"""Bytes of a line; arXiv's longest, of papers with thousands of authors, have some hundred thousand."""
_MAX_DAMAGED = 1_000


class _Head(msgspec.Struct):
    """The fields that show whether the rest of a line is needed."""

    title: str
    id: str = ""
    doi: str | None = None


class _Version(msgspec.Struct):
    created: str = ""


class _Line(_Head):
    abstract: str | None = None
    authors: str | None = None
    authors_parsed: list[list[str]] | None = None
    categories: str | list[str] | None = None
    versions: list[_Version] | None = None


def read_snapshot(location: Path, papers: IncompletePapers, progress: Progress) -> Iterator[Match | Problem]:
    """Yield the candidates of incomplete papers. Raises UsageError if no line is of this form."""
    head_decoder, line_decoder = msgspec.json.Decoder(_Head), msgspec.json.Decoder(_Line)
    valid = 0
    damaged: list[int] = []
    with location.open("rb") as file:
        for number, line in enumerate(_lines(file), 1):
            if number % 20_000 == 0:
                progress(f"lines of {location.name} read", number)
            try:
                head = head_decoder.decode(line)
                found = papers.find(head.title[:TITLE_LIMIT], head.id, head.doi or "")
                candidate = _candidate(line_decoder.decode(line)) if found else None
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                if line.strip() and len(damaged) < _MAX_DAMAGED:
                    damaged.append(number)
                continue
            valid += 1
            if candidate:
                yield from ((paper, candidate) for paper in found)
    if not valid:
        what = "is no arXiv metadata: no line is an object with `title` and `id`"
        raise UsageError([Problem(str(location), 1, what, "unpack it, or name the file in JSON Lines")])
    if damaged:
        count = f"over {_MAX_DAMAGED:,}" if len(damaged) == _MAX_DAMAGED else len(damaged)
        what = f"{count} lines cannot be read"
        yield Problem(str(location), damaged[0], what, "get the file again", Severity.WARNING)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file; only the beginning of one that is too long."""
    while line := file.readline(_MAX_LINE):
        yield line
        while len(line) == _MAX_LINE and not line.endswith(b"\n"):
            line = file.readline(_MAX_LINE)


def _candidate(line: _Line) -> Candidate | None:
    categories = line.categories.split() if isinstance(line.categories, str) else line.categories
    dois = (line.doi or "").split()
    published = mail_day(line.versions[0].created) if line.versions else None  # in UTC
    facts, _ = make_facts(
        {
            "arxiv": line.id,
            "doi": dois[0] if dois else "",
            "authors": _authors(line),
            "categories": categories,
            "published": published.isoformat() if published else "",
        }
    )
    if not (facts.arxiv or facts.doi):
        return None
    abstract = paragraphs((line.abstract or "")[:ABSTRACT_LIMIT])
    return Candidate(one_line(line.title[:TITLE_LIMIT]), abstract, facts, "arXiv metadata file")


def _authors(line: _Line) -> list[str]:
    if line.authors_parsed:
        names = (([*parts, "", "", ""])[:3] for parts in line.authors_parsed)
        return [one_line(latex_to_line(f"{given} {family} {suffix}")) for family, given, suffix in names]
    return list(split_names(latex_to_line(line.authors or "")))
