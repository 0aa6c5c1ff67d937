"""Reader of arXiv's daily listing: the text of its e-mail.

A record is a line of two backslashes, fields (``arXiv:``, ``Title:``, ``Authors:``, ``Categories:`` …;
indented lines continue a field), two backslashes, the abstract, and two backslashes with the paper's URL.
Records are separated by lines of dashes; replacements have no abstract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.names import split_names
from daybook.digests.records import Record, choose_day, collect
from daybook.problems import Problem, shown
from daybook.text.dates import make_day, month_number
from daybook.text.latex import latex_to_text
from daybook.text.plain_text import split_lines

NAME = "arXiv's daily listing by mail"

_IDENTIFIER = re.compile(r"arXiv:\s?(\S{1,40})", re.IGNORECASE)
_FIELD = re.compile(r"([A-Z][A-Za-z-]{2,20}):(?:\s(.*)|$)")
_RECEIVED = re.compile(r"\bto\s+[A-Z][a-z]{2}\s+([0-9]{1,2})\s+([A-Z][a-z]{2})\s+([0-9]{2,4})\b")
_DATE = re.compile(r"(?:[A-Z][a-z]{2},\s+)?([0-9]{1,2})\s+([A-Z][a-z]{2})\s+([0-9]{4})\b")


def read(file: DigestFile) -> ParsedDigest | None:
    """Parse a listing; its day is that of the file's name, else the end of the period it covers."""
    if not is_listing(file.text):
        return None
    received = _RECEIVED.search(file.text[:20_000])
    own_day = _day(received) if received else None
    return collect(file, parse_listing(file.path, file.text, choose_day(file, own_day)))


def is_listing(text: str) -> bool:
    """Return whether a text has records in this form."""
    return re.search(r"^\\\\[ \t]*\r?\n(?:[ \t]*\r?\n)?arXiv:", text, re.MULTILINE) is not None


def parse_listing(path: str, text: str, day: date | None) -> Iterator[Record | Problem]:
    """Parse the records of a listing; ``day`` is the day of all."""
    lines = split_lines(text)
    starts = [number for number in range(len(lines)) if _is_record_start(lines, number)]
    for start, end in pairwise([*starts, len(lines)]):
        yield _record(path, lines[start:end], start + 1, day)


def _is_record_start(lines: list[str], number: int) -> bool:
    """Return whether a line has an identifier and one of the two lines above is two backslashes."""
    above = range(max(0, number - 2), number)
    return bool(_IDENTIFIER.match(lines[number])) and any(lines[before].strip() == "\\\\" for before in above)


def _record(path: str, lines: list[str], line: int, day: date | None) -> Record | Problem:
    separators = [number for number, text in enumerate(lines) if text.startswith("\\\\")]
    fields = _fields(lines[: separators[0]] if separators else lines)
    match = _IDENTIFIER.match(lines[0])
    identifier = match[1] if match else ""
    if not fields.get("Title") or not separators:
        what = f"a record that is cut off or has no title: {shown(lines[0])}"
        return Problem(path, line, what, "save the whole mail")
    dated = _DATE.search(fields.get("Date", ""))
    published = _day(dated) if dated and identifier else None
    facts = {
        "arxiv": identifier,
        "authors": split_names(latex_to_text(fields.get("Authors", fields.get("Author", "")))),
        "categories": fields.get("Categories", "").split(),
        "doi": fields.get("DOI", "").partition(" ")[0],
        "published": published.isoformat() if published else "",
    }
    abstract = "\n".join(lines[separators[0] + 1 : separators[1]]) if len(separators) > 1 else ""
    return Record(fields["Title"], abstract, day, facts, line=line)


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
