"""Bytes of a file into text a reader can take, with what a file can get wrong before its form matters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from daybook.model import Entry
from daybook.problems import Problem, Severity
from daybook.text.dates import NEWEST_YEAR, OLDEST_YEAR, make_day
from daybook.text.plain_text import unsafe_offsets

_NAME_DATE = re.compile(r"(?<![0-9A-Za-z])([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9A-Za-z])")
_NAME_YEAR = re.compile(r"(?<![0-9A-Za-z])((?:19|20|21)[0-9]{2})(?![0-9A-Za-z])")

_KNOWN_STARTS = (
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"PK\x03\x04", "a zip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"%PDF", "a PDF file", "save the page as text"),
    (b"version https://git-lfs", "a Git LFS pointer, not the file", "run `git lfs pull`"),
    (b"\xff\xfe", "UTF-16, not UTF-8", "save it as UTF-8"),
    (b"\xfe\xff", "UTF-16, not UTF-8", "save it as UTF-8"),
)
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}) ", re.MULTILINE)


class DateHint(Struct, frozen=True):
    """What a file's name or folder, or the person, says of its date; 0 where nothing is said."""

    year: int = 0
    month: int = 0
    day: int = 0


class Source(Struct, frozen=True):
    """A digest's text, ready to be read."""

    path: str
    """As messages name it."""
    data: bytes
    text: str
    """Without a byte order mark; empty where the bytes are not UTF-8."""
    hint: DateHint
    fault: Problem | None = None
    """Why ``text`` is empty: for a form that says its encoding itself, this is no fault."""


class Reading(Struct, frozen=True):
    """What a reader made of a source."""

    entries: tuple[Entry, ...]
    rejected: int
    """Records that could not be read; each is told of by a problem."""
    problems: tuple[Problem, ...]


def date_hint(path: str, year: int | None) -> DateHint:
    """Find the date that a path tells: of its name, else the nearest folder's year, else ``year``.

    ``2025-03-18.txt`` tells a day, ``2025/mar-18.txt`` a year; ``0`` stands for what nothing tells.
    """
    *folders, name = path.replace("\\", "/").split("/")
    stem = name.rsplit(".", 1)[0]
    if whole := _NAME_DATE.search(stem):
        found = DateHint(*map(int, whole.groups()))
        if OLDEST_YEAR <= found.year <= NEWEST_YEAR:
            return found
    for part in (stem, *reversed(folders)):
        if (named := _NAME_YEAR.search(part)) and OLDEST_YEAR <= int(named[1]) <= NEWEST_YEAR:
            return DateHint(year=int(named[1]))
    return DateHint(year=year or 0)


def named_day(hint: DateHint) -> date | None:
    """Give the day that a file's name tells; None where it tells none, or one that does not exist."""
    return make_day(hint.year, hint.month, hint.day)


def open_source(path: str, data: bytes, hint: DateHint) -> tuple[Source | None, list[Problem]]:
    """Decode a file. Gives no source where no form of digest begins like it; then a problem says why."""
    fault = next(_unreadable(path, data), None)
    if fault:
        return None, [fault]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start:,}"
        return Source(path, data, "", hint, Problem(path, line, what, "save it as UTF-8")), []
    return Source(path, data, text, hint), []


def text_notes(source: Source) -> list[Problem]:
    """What is odd about a text and does not stop it from being read."""
    path, data, notes = source.path, source.data, []
    if data.startswith(b"\xef\xbb\xbf"):
        notes.append(Problem(path, 1, "begins with a byte order mark", "read without it", Severity.NOTE))
    if b"\r" in data:
        notes.append(Problem(path, 1, "has CR or CRLF line ends", "read as line ends", Severity.NOTE))
    if controls := unsafe_offsets(source.text):
        line = source.text.count("\n", 0, controls[0]) + 1
        what = f"holds {len(controls):,} control character{'s' * (len(controls) > 1)}"
        notes.append(Problem(path, line, what, "shown as U+FFFD; remove them", Severity.WARNING))
    return notes


def _unreadable(path: str, data: bytes) -> Iterator[Problem]:
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        yield Problem(path, 0, "is empty: no papers found", "save the digest again, or remove the file")
    for start, what, remedy in _KNOWN_STARTS:
        if data.startswith(start):
            yield Problem(path, 0, f"is {what}", remedy)
    if data.count(b"\0") > max(8, len(data) // 1000):
        yield Problem(path, 0, "is a binary file, not text", "save the digest as text")
    if (b"<<<<<<< " in data or b">>>>>>> " in data) and (conflict := _CONFLICT.search(data)):
        line = data.count(b"\n", 0, conflict.start()) + 1
        yield Problem(path, line, "holds a merge conflict", "resolve it in git, then import again")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html)", data[:200], re.IGNORECASE):
        yield Problem(path, 1, "is an HTML page, not a digest's text", "copy the page's text into a file")
