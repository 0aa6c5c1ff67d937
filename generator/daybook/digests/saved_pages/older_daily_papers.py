"""Reader of the text of a daily papers page of the form until 2025, copied from a browser.

Paragraphs, separated by blank lines: words of the page's header, the day as ``Mar 11`` with or without its
year, then titles and abstracts in turn. A file may hold several days. A day in the file's name replaces a
missing one. A text without the page's own header must consist of titles and abstracts.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.abstracts import count_phrases
from daybook.digests.fields.link_titles import is_sentence
from daybook.digests.records import Record, collect
from daybook.digests.saved_pages.day import month_day, page_day
from daybook.model import Origin
from daybook.problems import Problem, shown
from daybook.text.plain_text import count, ends_sentence, one_line, split_lines

NAME = "the text of a page with titles and abstracts in turn"

_OWN_LINES = frozenset(
    {"get trending papers in your email inbox!", "get trending papers in your email inbox once a day!"}
    | {"byak and the research community", "by ak and the research community"}
)
"""Lines that no other text has."""
_HEADER_LINES = _OWN_LINES | {"new", "subscribe", "daily papers"}
_MARKUP = re.compile(
    r"[{}<|>#@;\[]|[-*+•]\s|[0-9]+[.)]\s|//|/\*|---|```|\S+://|[0-9]{1,2}:[0-9]{2}|[A-Z][A-Z0-9]{1,3}\s*- "
    r"|[\w-]+\s*=\s|.*[;{},=]$"
)
"""A line of a list, a table, code, a log or tagged fields."""
_TAGGED = re.compile(r"[\w -]{1,30}: .{0,150}$")
_LEAST_PHRASES = 2
"""Phrases of abstracts that differ, in a text without a day."""
_RESEARCH = re.compile(
    r"\b(?:abstract|propos|introduc|present|paper|stud(?:y|ie)|result|method|model|experiment|baseline|benchmark"
    r"|dataset|approach|algorithm|theor|analy[sz]|evaluat|learning|train|network|performance|we\b|our\b)",
    re.IGNORECASE,
)
"""Words of which every second abstract below a day has one, if there is no other line of a header."""
_PERSONAL = re.compile(r"\b(?:I (?!and\b)|my|me|went|walked|afternoon|evening|yesterday|dinner|breakfast)\b")
"""Words of diaries and letters, which every second abstract below a day does not have."""
_FEW = 6
"""Fewer short paragraphs than this before the day are taken for header lines that are not known."""
_SHORT = 100
"""Characters that most abstracts below a day have at least, if there is no other line of a header."""
_LONG = 350
"""Characters at most of a title; 346 real titles have up to 134, their abstracts 1,361 or more."""


class _Paragraph(Struct, frozen=True):
    line: int
    text: str
    markup: bool = False
    """Most of its lines are of a form other than prose."""


class _Section(Struct, frozen=True):
    """The line with the day, if there is one, and the titles and abstracts below it."""

    heading: _Paragraph | None
    paragraphs: tuple[_Paragraph, ...]


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse the text of a page; None if the file does not look like one."""
    paragraphs = [part for part in _paragraphs(file.text) if any(map(str.isalpha, part.text))]
    if not _is_page(paragraphs):
        return None
    records: list[Record | Problem] = []
    sections = _sections(paragraphs)
    for section in sections:
        head = section.heading or section.paragraphs[0]
        title = section.heading.text if section.heading else ""
        day = page_day(file, head.line, title, alone=len(sections) == 1)
        found = list(_records(file.path, section.paragraphs, day if isinstance(day, date) else None))
        errors = [item for item in found if isinstance(item, Problem)]
        if 2 * len(errors) > len(found):
            good = count(len(found) - len(errors), "title")
            what = f"has {good} with an abstract, and {len(errors):,} other paragraphs"
            return Problem(file.path, errors[0].line, what, "save the page again; nothing was read")
        records += [day] * len(found) if isinstance(day, Problem) else found
    return collect(file, records)


def _is_page(paragraphs: list[_Paragraph]) -> bool:
    """Return whether a text has a line that only this page has, or consists mostly of titles and abstracts.

    If neither a day nor a line of a header is among them, the abstracts must be long, and on research; below
    a day alone, half of them must be on research.
    """
    lines = {part.text.casefold() for part in paragraphs}
    if lines & _OWN_LINES:
        return True
    body = [
        part for part in paragraphs if part.text.casefold() not in _HEADER_LINES and not month_day(part.text)
    ]
    if len(body) < len(paragraphs) and not body:
        return True
    signed = len(body) < len(paragraphs)
    worded = sum(_RESEARCH.search(part.text) is not None for part in body)
    personal = sum(_PERSONAL.search(part.text) is not None for part in body)
    if signed and not lines & _HEADER_LINES:
        abstracts = body[1::2] or body
        short = sum(len(part.text) < _SHORT for part in abstracts)
        if 4 * worded < len(body) or 4 * personal >= len(body) or 2 * short > len(abstracts):
            return False
    pairs = sum(_is_pair(one, other, signed=signed) for one, other in pairwise(body))
    return 2 * pairs > len(body) * (0.5 if signed else 0.75)


def _is_pair(title: _Paragraph, abstract: _Paragraph, *, signed: bool) -> bool:
    """Return whether two paragraphs look like a title and its abstract."""
    text = abstract.text
    is_title = len(title.text) <= _LONG and not title.text.endswith((".", ",", ":"))
    if not is_title or "://" in title.text or title.markup or abstract.markup or _TAGGED.match(text):
        return False
    if signed:
        return len(text) > len(title.text) and ends_sentence(text)
    return len(text) > _LONG and ends_sentence(text) and count_phrases(text) >= _LEAST_PHRASES


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    start, lines = 0, list[str]()
    for number, line in enumerate([*split_lines(text), ""], 1):
        if line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            markup = sum(_MARKUP.match(line.strip()) is not None for line in lines)
            yield _Paragraph(start, one_line(" ".join(lines)), 2 * markup > len(lines))
            lines = []


def _sections(paragraphs: list[_Paragraph]) -> list[_Section]:
    """Split at the lines with a day, and drop the header lines before each."""
    days = [index for index, part in enumerate(paragraphs) if month_day(part.text)]
    starts = [*(_header_start(paragraphs, index) for index in days), len(paragraphs)]
    places = zip(days, starts[1:], strict=True)
    sections = [_Section(paragraphs[day], tuple(paragraphs[day + 1 : end])) for day, end in places]
    before = [part for part in paragraphs[: starts[0]] if part.text.casefold() not in _HEADER_LINES]
    if before and not (sections and all(len(part.text) < _LONG for part in before) and len(before) < _FEW):
        sections.insert(0, _Section(None, tuple(before)))
    return sections


def _header_start(paragraphs: list[_Paragraph], index: int) -> int:
    while index and paragraphs[index - 1].text.casefold() in _HEADER_LINES:
        index -= 1
    return index


def _records(path: str, paragraphs: Sequence[_Paragraph], day: date | None) -> Iterator[Record | Problem]:
    """Pair titles with abstracts."""
    index = 0
    while index < len(paragraphs):
        title, rest = paragraphs[index], paragraphs[index + 1 : index + 3]
        index += 1
        if len(title.text) > _LONG:
            remedy = "join it to the abstract above, or give it a title"
            yield Problem(path, title.line, "a paragraph where a title was expected", remedy)
        elif not rest or _starts_with_title(rest, odd=(len(paragraphs) - index) % 2 == 0):
            what = f"a title with no abstract: {shown(title.text)}"
            yield Problem(path, title.line, what, "add the abstract below it")
        else:
            yield Record(title.text, rest[0].text, day, line=title.line, origin=Origin.PAGE)
            index += 1


def _starts_with_title(rest: Sequence[_Paragraph], *, odd: bool) -> bool:
    """Return whether the next paragraph, where an abstract belongs, is a title.

    It is if it looks like a title and the paragraph after it like an abstract: by length or, if titles and
    abstracts do not pair up (``odd``), by the full stop at its end.
    """
    if len(rest) < 2 or len(rest[0].text) > _LONG or is_sentence(rest[0].text):
        return False
    following = rest[1].text
    return len(following) > _LONG or (odd and ends_sentence(following))
