"""Reader of arXiv's daily listing: the text of its e-mail.

A record is a line of two backslashes, fields (``arXiv:``, ``Title:``, ``Authors:``, ``Categories:`` …;
indented lines continue a field), two backslashes, the abstract, and two backslashes with the paper's URL.
Records are separated by lines of dashes; replacements have no abstract. Before April 2007 the identifier's
field is ``Paper:``. Titles and abstracts are TeX, as https://info.arxiv.org/help/prep.html says.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import split_names
from daybook.digests.records import Record, choose_day, collect
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import OLDEST_YEAR, mail_day, make_day, month_number
from daybook.text.identifiers import arxiv_in_url
from daybook.text.latex import latex_to_line, latex_to_text
from daybook.text.plain_text import split_lines

NAME = "arXiv's daily listing by mail"

_IDENTIFIER_FIELD = r"(?:arXiv|Paper(?: \([^()\n]{1,30}\))?):"
_IDENTIFIER = re.compile(rf"{_IDENTIFIER_FIELD}\s?(\S{{1,40}})")
_SIGN = re.compile(rf"^(?:\\\\|-{{20,}})[ \t]*\r?\n(?:[ \t]*\r?\n)?{_IDENTIFIER_FIELD}", re.MULTILINE)
_RULE = re.compile(r"-{20,}\s*")
_OTHER_FIRST_FIELD = re.compile(r"(?:Date|From|Title|Authors?):")
"""The first field of a record that lost its identifier."""
_FIELD = re.compile(r"([A-Z][A-Za-z-]{2,20}):(?:\s(.*)|$)")
_RECEIVED = re.compile(r"\bto\s+[A-Z][a-z]{2},?\s+([0-9]{1,2})\s+([A-Z][a-z]{2})\s+([0-9]{4}|[0-9]{2})\b")
_WINDOW = re.compile(r"^[ \t]*received from\b", re.MULTILINE)
"""The line with the period that a listing covers."""
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)


def read(file: DigestFile) -> ParsedDigest | None:
    """Parse a listing; its day comes from the file's name, else from its announcement.

    If a file has several listings, each has its own day.
    """
    if not is_listing(file.text):
        return None
    starts = [match.start() for match in _WINDOW.finditer(file.text)]
    windows = [file.text[start:end] for start, end in pairwise([0, *starts[1:], len(file.text)])]
    days = list(map(announcement_day, windows))
    alone = len(set(days)) == 1
    records: list[Record | Problem] = []
    first_line = 1
    for window, day in zip(windows, days, strict=True):
        records += parse_listing(file.path, window, choose_day(file, day, alone=alone), first_line)
        first_line += len(split_lines(window)) - 1
    return collect(file, records)


def is_listing(text: str) -> bool:
    """Return whether a text has records in this form."""
    return _SIGN.search(text) is not None


def unquoted(text: str) -> str:
    """Return a listing without the marks of a mail that quotes it; any other text as it is."""
    if is_listing(text):
        return text
    bare = _QUOTED.sub("", text)
    return bare if is_listing(bare) else text


def announcement_day(text: str) -> date | None:
    """Return the first weekday after the end of the period that a listing covers; None without a period.

    arXiv announces at 20:00 Eastern Time what it received until 14:00, and on Sunday what it received until
    Friday (https://info.arxiv.org/help/availability.html). In GMT, that is the next day.
    """
    received = _RECEIVED.search(text[:20_000])
    if not received:
        return None
    day, month, year = received.groups()
    century = 0 if len(year) == 4 else 2000 if int(year) < OLDEST_YEAR % 100 else 1900
    end = make_day(int(year) + century, month_number(month), int(day))
    return end + timedelta(days=(1, 1, 1, 1, 3, 2, 1)[end.weekday()]) if end else None


def parse_listing(path: str, text: str, day: date | None, first_line: int = 1) -> Iterator[Record | Problem]:
    """Parse the records of a listing that begins in a line of the file; ``day`` is the day of all."""
    lines = split_lines(text)
    for start, end in pairwise([*_record_starts(lines), len(lines)]):
        rule = next((number for number in range(start, end) if _RULE.fullmatch(lines[number])), end)
        yield from _record(path, lines[start:rule], start + first_line, day)


def _record_starts(lines: list[str]) -> Iterator[int]:
    """Return the numbers of the records' first fields."""
    is_outside = True  # of a record: neither its fields nor its abstract
    for number, line in enumerate(lines):
        is_rule = _RULE.fullmatch(line) is not None
        is_outside = is_outside or is_rule
        if not is_rule and line.strip() != "\\\\":
            is_outside = is_outside or line.startswith("\\\\")
            continue
        below = next((at for at in (number + 1, number + 2) if at < len(lines) and lines[at].strip()), number)
        other = is_outside and not is_rule and _OTHER_FIRST_FIELD.match(lines[below])
        if _IDENTIFIER.match(lines[below]) or other:
            yield below
        is_outside = is_rule


def _record(path: str, lines: list[str], line: int, day: date | None) -> Iterator[Record | Problem]:
    separators = [number for number, text in enumerate(lines) if text.startswith("\\\\")]
    fields = _fields(lines[: separators[0]] if separators else lines)
    match = _IDENTIFIER.match(lines[0])
    identifier = match[1] if match else next(filter(None, (arxiv_in_url(lines[at]) for at in separators)), "")
    title = latex_to_text(fields.get("Title", ""))
    if not title or not separators:
        what = f"a record that is cut off or has no title: {shown(title or lines[0])}"
        yield Problem(path, line, what, "save the whole mail")
        return
    if not identifier:
        what = f"a record without an identifier: {shown(title)}"
        yield Problem(path, line, what, "kept; add the identifier to its page", Severity.WARNING)
    published = mail_day(fields.get("Date", ""))
    facts = {
        "arxiv": identifier,
        "authors": split_names(latex_to_text(fields.get("Authors", fields.get("Author", "")))),
        "categories": fields.get("Categories", "").split(),
        "doi": fields.get("DOI", "").partition(" ")[0],
        "comment": latex_to_line(fields.get("Comments", "")),
        "published": published.isoformat() if published else "",
    }
    abstract = "\n".join(lines[separators[0] + 1 : separators[1]]) if len(separators) > 1 else ""
    yield Record(title, latex_to_text(abstract), day, facts, line=line)


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
