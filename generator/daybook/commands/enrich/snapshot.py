"""Find candidates in arXiv's metadata: JSON Lines in the form of arXiv's public snapshot, of any size.

A line is an object with ``title`` and ``id``. Only lines that may be of incomplete papers are read whole.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from daybook.commands.enrich.incomplete import Candidate, IncompletePapers, Match
from daybook.digests import read_digest
from daybook.digests.data import json_papers
from daybook.digests.date_hint import DateHint
from daybook.digests.records import TITLE_LIMIT
from daybook.problems import Problem, Severity, UsageError
from daybook.progress import Progress
from daybook.text.plain_text import count

_MAX_LINE = 4 * 1024 * 1024
"""Bytes of a line; arXiv's longest, of papers with thousands of authors, have some hundred thousand."""
_MAX_DAMAGED = 1_000
_ANY_DAY = DateHint(2000, 1, 1)
"""For the reader, which lists each paper on a day: a candidate has none."""


class _Head(msgspec.Struct):
    """The fields that show whether the rest of a line is needed."""

    title: str
    id: str = ""
    doi: str | None = None


def read_snapshot(location: Path, papers: IncompletePapers, progress: Progress) -> Iterator[Match | Problem]:
    """Yield the candidates of incomplete papers. Raises UsageError if no line is of this form."""
    decoder = msgspec.json.Decoder(_Head)
    valid = 0
    damaged: list[int] = []
    with location.open("rb") as file:
        for number, line in enumerate(_lines(file), 1):
            if number % 20_000 == 0:
                progress(f"lines of {location.name} read", number)
            try:
                head = decoder.decode(line)
                found = papers.find(head.title[:TITLE_LIMIT], head.id, head.doi or "")
                candidate = _candidate(location, line) if found else None
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
        over = "over " * (len(damaged) == _MAX_DAMAGED)
        what = f"{over}{count(len(damaged), 'line')} cannot be read"
        yield Problem(str(location), damaged[0], what, "get the file again", Severity.WARNING)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file; only the beginning of one that is too long."""
    while line := file.readline(_MAX_LINE):
        yield line
        while len(line) == _MAX_LINE and not line.endswith(b"\n"):
            line = file.readline(_MAX_LINE)


def _candidate(location: Path, line: bytes) -> Candidate | None:
    """Return a line as digests are read; None without an identifier."""
    digest, _ = read_digest(location.name, line, _ANY_DAY, (json_papers,))
    for entry in digest.entries if digest else ():
        if entry.facts.arxiv or entry.facts.doi:
            return Candidate(entry.title, entry.abstract, entry.facts, "arXiv metadata file")
    return None
