"""Reader of arXiv's daily listing, as its mail has it: the text of the mail, saved by itself.

Records stand between lines of dashes, each in two parts after a line of two backslashes: fields
(``arXiv:``, ``Title:``, ``Authors:``, ``Categories:`` …; lines that begin with blanks go on), then the
abstract, then a closing line of two backslashes with the paper's address. Replacements have no abstract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from daybook.digests.names import split_names
from daybook.digests.records import Record, collect, day_of, stated
from daybook.digests.source import Reading, Source
from daybook.problems import Problem, shown
from daybook.text.dates import make_day, month_number
from daybook.text.latex import latex_to_text
from daybook.text.plain_text import split_lines

NAME = "arXiv's daily listing by mail"

_IDENTIFIER = re.compile(r"arXiv:\s?(\S{1,40})", re.IGNORECASE)
_FIELD = re.compile(r"([A-Z][A-Za-z-]{2,20}):(?:\s(.*)|$)")
_RECEIVED = re.compile(r"\bto\s+[A-Z][a-z]{2}\s+([0-9]{1,2})\s+([A-Z][a-z]{2})\s+([0-9]{2,4})\b")
_DATE = re.compile(r"(?:[A-Z][a-z]{2},\s+)?([0-9]{1,2})\s+([A-Z][a-z]{2})\s+([0-9]{4})\b")


def read(source: Source) -> Reading | None:
    """Read a listing saved as text; the end of the time it covers is its day, if the file's name has none."""
    if not is_listing(source.text):
        return None
    received = _RECEIVED.search(source.text[:20_000])
    own = _day(received) if received else None
    return collect(source, records(source.path, source.text, day_of(source, own)))


def is_listing(text: str) -> bool:
    """Whether a text holds records in this form."""
    return re.search(r"^\\\\[ \t]*\r?\n(?:[ \t]*\r?\n)?arXiv:", text, re.MULTILINE) is not None


def records(path: str, text: str, day: date | None) -> Iterator[Record | Problem]:
    """Take a listing apart; ``day`` is that of all its papers."""
    lines = split_lines(text)
    starts = [
        number for number, line in enumerate(lines) if _IDENTIFIER.match(line) and _opens(lines, number)
    ]
    for start, end in pairwise([*starts, len(lines)]):
        yield _record(path, lines[start:end], start + 1, day)


def _opens(lines: list[str], number: int) -> bool:
    """Whether the line stands right below one of two backslashes, or one blank line further."""
    return any(lines[before].strip() == "\\\\" for before in range(max(0, number - 2), number))


def _record(path: str, lines: list[str], line: int, day: date | None) -> Record | Problem:
    marks = [number for number, text in enumerate(lines) if text.startswith("\\\\")]
    fields = _fields(lines[: marks[0]] if marks else lines)
    match = _IDENTIFIER.match(lines[0])
    identifier = match[1] if match else ""
    if not fields.get("Title") or not marks:
        what = f"a record that is cut off or has no title: {shown(lines[0])}"
        return Problem(path, line, what, "save the whole mail")
    first_dated = _DATE.search(fields.get("Date", ""))
    published = _day(first_dated) if first_dated and identifier else None
    facts, complaints = stated(
        {
            "arxiv": identifier,
            "authors": split_names(latex_to_text(fields.get("Authors", fields.get("Author", "")))),
            "categories": fields.get("Categories", "").split(),
            "doi": fields.get("DOI", "").partition(" ")[0],
            "published": published.isoformat() if published else "",
        }
    )
    abstract = "\n".join(lines[marks[0] + 1 : marks[1]]) if len(marks) > 1 else ""
    return Record(fields["Title"], abstract, day, facts, line=line, complaints=complaints)


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if match := _FIELD.match(line):
            key = match[1]
            fields[key] = [match[2] or ""]
        elif key and line.startswith((" ", "\t")):
            fields[key].append(line)
        else:
            key = ""
    return {key: " ".join(" ".join(parts).split()) for key, parts in fields.items()}


def _day(match: re.Match[str]) -> date | None:
    day, month, year = match.groups()
    return make_day(int(year) + 2000 * (len(year) == 2), month_number(month), int(day))
