"""Reader of arXiv's metadata as a file: JSON Lines in the form of arXiv's public snapshot, of any size.

Each line is an object with ``id``, ``title``, ``abstract``, ``authors``, ``authors_parsed`` (family name,
given name and suffix each), ``categories`` (with blanks between), ``doi`` and ``versions`` (``created`` in
the form of RFC 5322). Accents of names are those of TeX. Lines are read one by one, and taken apart only
where their title or identifier is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from daybook.commands.enrich.wanted import Candidate, Wanted, WantedPapers
from daybook.digests.names import split_names
from daybook.digests.records import ABSTRACT_LIMIT, TITLE_LIMIT, make_facts
from daybook.problems import Problem, Severity, UsageError
from daybook.text.dates import mail_day
from daybook.text.latex import latex_to_line
from daybook.text.plain_text import one_line, paragraphs

SOURCE = "arXiv metadata file"
_LONGEST = 4 * 1024 * 1024
"""Bytes of a line; the longest of arXiv's own have some hundred thousand, for thousands of authors."""
_REPORT = 20_000
"""Lines after which a person watching is told how far the file is read."""


class _Head(msgspec.Struct):
    """What tells whether a line is wanted."""

    title: str
    id: str = ""
    doi: str | None = None


class _Version(msgspec.Struct):
    created: str = ""


class _Line(msgspec.Struct):
    """A line, as far as it is used."""

    title: str
    id: str = ""
    abstract: str | None = None
    authors: str | None = None
    authors_parsed: list[list[str]] | None = None
    categories: str | list[str] | None = None
    doi: str | None = None
    versions: list[_Version] | None = None


def read_snapshot(
    location: Path, wanted: WantedPapers, told: Callable[[str, int], None]
) -> Iterator[tuple[Wanted, Candidate] | Problem]:
    """Give the candidates of wanted papers in a file. Raises UsageError where it is not of this form."""
    head, whole = msgspec.json.Decoder(_Head), msgspec.json.Decoder(_Line)
    number = sound = 0
    damaged: list[int] = []
    with location.open("rb") as file:
        for number, line in enumerate(_lines(file), 1):
            if number % _REPORT == 0:
                told(f"lines of {location.name} read", number)
            try:
                found = head.decode(line)
                papers = wanted.named(found.title[:TITLE_LIMIT], found.id, found.doi or "")
                candidate = _candidate(whole.decode(line)) if papers else None
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                damaged.append(number) if line.strip() and len(damaged) < 1000 else None
                continue
            sound += 1
            if candidate:
                yield from ((paper, candidate) for paper in papers)
    if not sound:
        what = "is no arXiv metadata: no line is an object with `title` and `id`"
        raise UsageError([Problem(str(location), 1, what, "unpack it, or name the file in JSON Lines")])
    if damaged:
        what = f"{'over 1,000' if len(damaged) == 1000 else len(damaged)} lines cannot be read"
        yield Problem(str(location), damaged[0], what, "get the file again", Severity.WARNING)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one without end only its beginning."""
    while line := file.readline(_LONGEST):
        yield line
        while len(line) == _LONGEST and not line.endswith(b"\n"):
            line = file.readline(_LONGEST)


def _candidate(line: _Line) -> Candidate | None:
    categories = line.categories.split() if isinstance(line.categories, str) else line.categories
    published = mail_day(line.versions[0].created) if line.versions else None  # arXiv's are in UTC
    facts, _ = make_facts(
        {
            "arxiv": line.id,
            "doi": (line.doi or "").split()[0] if (line.doi or "").split() else "",
            "authors": _authors(line),
            "categories": categories,
            "published": published.isoformat() if published else "",
        }
    )
    if not (facts.arxiv or facts.doi):
        return None
    abstract = paragraphs((line.abstract or "")[:ABSTRACT_LIMIT])
    return Candidate(one_line(line.title[:TITLE_LIMIT]), abstract, facts, SOURCE)


def _authors(line: _Line) -> list[str]:
    if line.authors_parsed:
        names = (([*parts, "", "", ""])[:3] for parts in line.authors_parsed)
        return [one_line(latex_to_line(f"{given} {family} {suffix}")) for family, given, suffix in names]
    return list(split_names(latex_to_line(line.authors or "")))
