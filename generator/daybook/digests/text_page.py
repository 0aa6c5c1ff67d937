"""Reader of the text of a daily papers page, copied from a browser.

Paragraphs, separated by blank lines: words of the page's header, the day as ``Mar 11`` with or without its
year, then titles and abstracts in turn. A file may hold several days. A day in the file's name replaces a
missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.records import ABSTRACT_LIMIT
from daybook.model import Entry
from daybook.problems import Problem, shown
from daybook.text.dates import make_day, month_number
from daybook.text.plain_text import ends_sentence, one_line, split_lines

NAME = "the saved text of a daily papers page"

_HEADER = re.compile(
    "new|get trending papers in your email inbox!|subscribe|by ?ak and the research community|daily papers",
    re.IGNORECASE,
)
_DAY = re.compile(r"([A-Z][a-z]{2,8})\.? ([0-9]{1,2})(?:,? ([0-9]{4}))?", re.ASCII)
_CODE_STARTS = ("{", "<", "---", "#!", "//", "/*")
_FEW = 6
"""Fewer short paragraphs than this before the day are taken for header lines that are not known."""
_LONG = 350
"""Characters at most of a title; 346 real titles have up to 134, their abstracts 1,361 or more."""


class _Paragraph(Struct, frozen=True):
    line: int
    text: str


class _Section(Struct, frozen=True):
    """The line with the day, if there is one, and the titles and abstracts below it."""

    heading: _Paragraph | None
    paragraphs: tuple[_Paragraph, ...]


def read(file: DigestFile) -> ParsedDigest | None:
    """Parse the text of a page; None if the file does not look like one."""
    paragraphs = list(_paragraphs(file.text))
    if not _is_page(paragraphs, file.hint.day > 0):
        return None
    entries: list[Entry] = []
    problems: list[Problem] = []
    rejected = 0
    sections = _sections(paragraphs)
    for section in sections:
        day = _day(file, section, alone=len(sections) == 1)
        found, errors = _entries(file.path, date.min if isinstance(day, Problem) else day, section.paragraphs)
        if isinstance(day, Problem):
            problems.append(day)
            rejected += len(found) + len(errors)
        else:
            entries += found
            problems += errors
            rejected += len(errors)
    if not entries and not problems:
        problems.append(Problem(file.path, 1, "no papers found", "save the whole page as text"))
    return ParsedDigest(tuple(entries), rejected, tuple(problems))


def _is_page(paragraphs: list[_Paragraph], dated: bool) -> bool:
    """Return whether there is a line of a page's header, or else text like titles and abstracts."""
    if any(_month_day(part.text) or _HEADER.fullmatch(part.text) for part in paragraphs):
        return True
    if len(paragraphs) < 2 or paragraphs[0].text.startswith(_CODE_STARTS):
        return False
    return dated or any(len(one.text) <= _LONG < len(other.text) for one, other in pairwise(paragraphs))


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    start, lines = 0, list[str]()
    for number, line in enumerate([*split_lines(text), ""], 1):
        if line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield _Paragraph(start, one_line(" ".join(lines)))
            lines = []


def _sections(paragraphs: list[_Paragraph]) -> list[_Section]:
    """Split at the lines with a day, and drop the header lines before each."""
    days = [index for index, part in enumerate(paragraphs) if _month_day(part.text)]
    starts = []
    for start in days:
        while start and _HEADER.fullmatch(paragraphs[start - 1].text):
            start -= 1
        starts.append(start)
    ends = [*starts[1:], len(paragraphs)] if days else []
    sections = [
        _Section(paragraphs[day], tuple(paragraphs[day + 1 : end]))
        for day, end in zip(days, ends, strict=True)
    ]
    before = [
        part
        for part in paragraphs[: starts[0] if starts else len(paragraphs)]
        if not _HEADER.fullmatch(part.text)
    ]
    if before and not (sections and all(len(part.text) < _LONG for part in before) and len(before) < _FEW):
        sections.insert(0, _Section(None, tuple(before)))
    return sections


def _month_day(text: str) -> tuple[int, int, int] | None:
    """Parse a line such as ``Mar 11, 2025`` into month, day and year (0 if missing); None for other text."""
    match = _DAY.fullmatch(text)
    if not match or not month_number(match[1]):
        return None
    return month_number(match[1]), int(match[2]), int(match[3] or 0)


def _day(file: DigestFile, section: _Section, *, alone: bool) -> date | Problem:
    """Return the day of a section; if it is ``alone``, the day in the file's name must be the same."""
    hint = file.hint
    if section.heading is None:
        line, title = section.paragraphs[0].line, ""
        if not hint.day:
            remedy = "add it, or name the file 2025-03-11.txt"
            return Problem(file.path, line, "no day: there is no line such as `Mar 11`", remedy)
        month, day, year = hint.month, hint.day, hint.year
    else:
        line, title = section.heading.line, section.heading.text
        month, day, year = _month_day(title) or (0, 0, 0)
        year = year or hint.year
        if alone and hint.day and (hint.year, hint.month, hint.day) != (year, month, day):
            what = f"the day {title} is not the one in the file's name"
            return Problem(file.path, line, what, "correct one of the two")
    if not year:
        remedy = f"give --year, name the file YYYY-{month:02d}-{day:02d}.txt or put it in a year's folder"
        return Problem(file.path, line, f"the day {title} has no year", remedy)
    what = f"there is no day {year:04d}-{month:02d}-{day:02d}"
    return make_day(year, month, day) or Problem(file.path, line, what, "correct the date")


def _entries(path: str, day: date, paragraphs: tuple[_Paragraph, ...]) -> tuple[list[Entry], list[Problem]]:
    """Pair titles with abstracts; a title without one takes a rank as well."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    index = rank = 0
    while index < len(paragraphs):
        title, rest = paragraphs[index], paragraphs[index + 1 : index + 3]
        index += 1
        if len(title.text) > _LONG:
            remedy = "join it to the abstract above, or give it a title"
            problems.append(Problem(path, title.line, "a paragraph where a title was expected", remedy))
            continue
        rank += 1
        if not rest or _starts_with_title(rest, odd=(len(paragraphs) - index) % 2 == 0):
            what = f"a title with no abstract: {shown(title.text)}"
            problems.append(Problem(path, title.line, what, "add the abstract below it"))
            continue
        abstract = rest[0]
        if len(abstract.text) > ABSTRACT_LIMIT:
            what = f"an abstract of {len(abstract.text):,} characters"
            problems.append(Problem(path, abstract.line, what, f"cut it to {ABSTRACT_LIMIT:,}"))
        else:
            entries.append(Entry(day, title.text, abstract.text, rank, title.line))
        index += 1
    return entries, problems


def _starts_with_title(rest: tuple[_Paragraph, ...], *, odd: bool) -> bool:
    """Return whether the next paragraph, where an abstract belongs, is a title.

    It is if it looks like a title and the paragraph after it like an abstract: by length or, if titles and
    abstracts do not pair up (``odd``), by the full stop at its end.
    """
    if len(rest) < 2 or len(rest[0].text) > _LONG or ends_sentence(rest[0].text):
        return False
    following = rest[1].text
    return len(following) > _LONG or (odd and ends_sentence(following))
