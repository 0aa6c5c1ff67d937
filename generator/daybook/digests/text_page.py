"""Reader of the saved text of a daily papers page.

The form, paragraphs parted by blank lines: a few words of the page's header, the day as ``Mar 11`` with
or without its year, then title and abstract in turn to the end. A file may hold several such days. A day
in the file's name stands in for a header that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from daybook.digests.records import ABSTRACT_LIMIT
from daybook.digests.source import Reading, Source
from daybook.model import Entry
from daybook.problems import Problem, shown
from daybook.text.dates import make_day, month_number
from daybook.text.plain_text import one_line, split_lines

NAME = "the saved text of a daily papers page"

_HEADER_WORDS = frozenset(
    {
        "new",
        "get trending papers in your email inbox!",
        "subscribe",
        "byak and the research community",
        "by ak and the research community",
        "daily papers",
    }
)
_DAY = re.compile(r"([A-Z][a-z]{2,8})\.? ([0-9]{1,2})(?:,? ([0-9]{4}))?", re.ASCII)
_CODE = ("{", "<", "---", "#!", "//", "/*")
"""How texts begin that are data or programs."""
_FEW = 6
"""Short paragraphs before the day, fewer than these, are words of a header unknown to us."""
_LONG = 350
"""No title of 346 real ones has more than 134 characters, no abstract fewer than 1,361."""


class _Part(Struct, frozen=True):
    line: int
    text: str


class _Section(Struct, frozen=True):
    """A day's line, None where the file has none, and the titles and abstracts below it."""

    heading: _Part | None
    parts: tuple[_Part, ...]


def read(source: Source) -> Reading | None:
    """Read a saved text page. This form has no mark of its own: any text that could be one is tried."""
    parts = list(_parts(source.text))
    if not _could_be(parts, source.hint.day > 0):
        return None
    entries: list[Entry] = []
    problems: list[Problem] = []
    rejected = 0
    sections = _sections(parts)
    for section in sections:
        day, fault = _day(source, section, alone=len(sections) == 1)
        found, faults = _entries(source.path, day or date.min, section.parts)
        if day:
            entries += found
            problems += faults
            rejected += len(faults)
        elif fault:
            problems.append(fault)
            rejected += len(found) + len(faults)
    if not entries and not problems:
        problems.append(Problem(source.path, 1, "no papers found", "save the whole page as text"))
    return Reading(tuple(entries), rejected, tuple(problems))


def _could_be(parts: list[_Part], dated: bool) -> bool:
    """Whether paragraphs have a page's header, or else, without any, look like titles and abstracts."""
    if any(_month_day(part.text) or part.text.casefold() in _HEADER_WORDS for part in parts):
        return True
    if len(parts) < 2 or parts[0].text.startswith(_CODE):
        return False
    return dated or any(len(one.text) <= _LONG < len(other.text) for one, other in pairwise(parts))


def _parts(text: str) -> Iterator[_Part]:
    """The paragraphs, each with the number of its first line."""
    start, lines = 0, list[str]()
    for number, line in enumerate([*split_lines(text), ""], 1):
        if line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield _Part(start, one_line(" ".join(lines)))
            lines = []


def _sections(parts: list[_Part]) -> list[_Section]:
    """Cut at the days' lines, without the header's words that stand before each."""
    days = [index for index, part in enumerate(parts) if _month_day(part.text)]
    starts = [_header_start(parts, index) for index in days]
    ends = [*starts[1:], len(parts)] if days else []
    sections = [
        _Section(parts[day], tuple(parts[day + 1 : end])) for day, end in zip(days, ends, strict=True)
    ]
    before = [
        part
        for part in parts[: starts[0] if starts else len(parts)]
        if part.text.casefold() not in _HEADER_WORDS
    ]
    if before and not (sections and all(len(part.text) < _LONG for part in before) and len(before) < _FEW):
        sections.insert(0, _Section(None, tuple(before)))
    return sections


def _header_start(parts: list[_Part], index: int) -> int:
    while index and parts[index - 1].text.casefold() in _HEADER_WORDS:
        index -= 1
    return index


def _month_day(text: str) -> tuple[int, int, int] | None:
    """Month, day and year (0 where it is missing) of a day's line; None for any other text."""
    match = _DAY.fullmatch(text)
    if not match or not month_number(match[1]):
        return None
    return month_number(match[1]), int(match[2]), int(match[3] or 0)


def _day(source: Source, section: _Section, *, alone: bool) -> tuple[date | None, Problem | None]:
    hint = source.hint
    if section.heading is None:
        line = section.parts[0].line
        if not hint.day:
            what, remedy = (
                "no day: there is no line such as `Mar 11`",
                "add it, or name the file 2025-03-11.txt",
            )
            return None, Problem(source.path, line, what, remedy)
        month, day, year = hint.month, hint.day, hint.year
    else:
        line = section.heading.line
        month, day, year = _month_day(section.heading.text) or (0, 0, 0)
        year = year or hint.year
        if alone and hint.day and (hint.year, hint.month, hint.day) != (year, month, day):
            what = f"the day {section.heading.text} is not the one in the file's name"
            return None, Problem(source.path, line, what, "correct one of the two")
    if not year:
        what = f"the day {section.heading.text if section.heading else ''} has no year"
        remedy = f"give --year, name the file YYYY-{month:02d}-{day:02d}.txt or put it in a year's folder"
        return None, Problem(source.path, line, what, remedy)
    found = make_day(year, month, day)
    if not found:
        what = f"there is no day {year:04d}-{month:02d}-{day:02d}"
        return None, Problem(source.path, line, what, "correct the date")
    return found, None


def _entries(path: str, day: date, parts: tuple[_Part, ...]) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    index = rank = 0
    while index < len(parts):
        part, rest = parts[index], parts[index + 1 : index + 3]
        index += 1
        if len(part.text) > _LONG:
            remedy = "join it to the abstract above, or give it a title"
            problems.append(Problem(path, part.line, "a paragraph where a title was expected", remedy))
            continue
        rank += 1
        if not rest or _is_next_title(rest, odd=(len(parts) - index) % 2 == 0):
            what = f"a title with no abstract: {shown(part.text)}"
            problems.append(Problem(path, part.line, what, "add the abstract below it"))
            continue
        if len(rest[0].text) > ABSTRACT_LIMIT:
            what = f"an abstract of {len(rest[0].text):,} characters"
            problems.append(Problem(path, rest[0].line, what, f"cut it to {ABSTRACT_LIMIT:,}"))
        else:
            entries.append(Entry(day, part.text, rest[0].text, rank, part.line))
        index += 1
    return entries, problems


def _is_next_title(rest: tuple[_Part, ...], *, odd: bool) -> bool:
    """Whether what stands where an abstract should is the next paper's title.

    So it is where it reads like a title and what follows like an abstract: by its length, or, where
    titles and abstracts cannot all be paired (``odd``), by the stop at its end.
    """
    if len(rest) < 2 or len(rest[0].text) > _LONG or _ends_sentence(rest[0].text):
        return False
    following = rest[1].text
    return len(following) > _LONG or (odd and _ends_sentence(following))


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"')]”’ ").endswith((".", "!", "?", "…", "。"))
