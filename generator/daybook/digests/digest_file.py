"""The input and output of a reader, and checks of a file before its form matters."""

import re
from collections.abc import Iterator

from msgspec import Struct

from daybook.digests.date_hint import DateHint
from daybook.digests.encoding import DecodedText, decode_text
from daybook.model import Entry
from daybook.problems import Problem, Severity
from daybook.text.plain_text import unsafe_offsets

_FOREIGN_STARTS = (
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ", "an xz file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it first"),
    (b"%PDF", "a PDF file", "save the page as text"),
    (b"SQLite format 3\0", "an SQLite database", "export its papers, as BibTeX, RIS or CSV"),
    (b"PAR1", "a Parquet file", "write its table as CSV or JSON Lines"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word, Excel or Outlook file", "save it as text, CSV or .eml"),
    (b"version https://git-lfs", "a Git LFS pointer, not the file", "run `git lfs pull`"),
)
_ZIP = b"PK\x03\x04"
_ZIPPED = (
    (b"xl/", "an Excel workbook", "save its sheet as CSV"),
    (b"word/", "a Word document", "save it as plain text"),
    (b"opendocument.spreadsheet", "a LibreOffice sheet", "save it as CSV"),
    (b"opendocument.text", "a LibreOffice document", "save it as plain text"),
    (b"epub+zip", "an e-book", "save its text"),
    (b"", "a zip file", "unpack it first"),
)
"""Forms of zip files, by names in them; the first name that is found decides."""
_MOST_LINES = 10
"""Line numbers in a message."""
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}) ", re.MULTILINE)


class DigestFile(Struct, frozen=True):
    """A file with a digest, before it is parsed."""

    path: str
    data: bytes
    text: str
    """``data`` decoded, without a byte order mark; empty if it is not UTF-8 and declares nothing else."""
    hint: DateHint
    decode_problem: Problem | None = None
    """Why ``text`` is empty, or a warning of the bytes that were replaced; readers of ``data`` ignore it."""


class ParsedDigest(Struct, frozen=True):
    """The result of a reader."""

    entries: tuple[Entry, ...] = ()
    rejected: int = 0
    """Records that could not be read; each has a problem."""
    problems: tuple[Problem, ...] = ()


def decode_file(path: str, data: bytes, hint: DateHint) -> DigestFile | Problem:
    """Decode a file; return a problem if no form of digest can begin like it."""
    if problem := next(_format_problems(path, data), None):
        return problem
    try:
        decoded = decode_text(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start:,}"
        return DigestFile(path, data, "", hint, Problem(path, line, what, "save it as UTF-8"))
    return DigestFile(path, data, decoded.text, hint, _encoding_problem(path, data, decoded))


def _encoding_problem(path: str, data: bytes, decoded: DecodedText) -> Problem | None:
    if decoded.is_guess:
        line = next(n for n, line in enumerate(data.split(b"\n"), 1) if not line.isascii())
        what = "is not UTF-8 and does not say its encoding: read as Windows-1252"
        return Problem(path, line, what, "save it as UTF-8 if its letters are wrong", Severity.WARNING)
    if not decoded.replaced:
        return None
    lines = [number for number, line in enumerate(decoded.text.split("\n"), 1) if "\ufffd" in line]
    count = "a byte" if decoded.replaced == 1 else f"{decoded.replaced:,} bytes"
    listed = ", ".join(f"{number:,}" for number in lines[:_MOST_LINES]) + ", …" * (len(lines) > _MOST_LINES)
    what = f"holds {count} not of {decoded.encoding}, on line{'s' * (len(lines) > 1)} {listed}"
    return Problem(path, lines[0], what, "shown as U+FFFD; correct the text", Severity.WARNING)


def check_text(file: DigestFile) -> tuple[Problem, ...]:
    """Return notes and warnings about a text that can be read nevertheless."""
    path, data = file.path, file.data
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(path, 1, "begins with a byte order mark", "read without it", Severity.NOTE))
    if "\r" in file.text and "\r" in file.text.replace("\r\n", "\n"):
        problems.append(Problem(path, 1, "has CR as line ends", "read as line ends", Severity.NOTE))
    if offsets := unsafe_offsets(file.text):
        line = file.text.count("\n", 0, offsets[0]) + 1
        what = f"holds {len(offsets):,} control character{'s' * (len(offsets) > 1)}"
        problems.append(Problem(path, line, what, "shown as U+FFFD; remove them", Severity.WARNING))
    return (*problems, file.decode_problem) if file.decode_problem else tuple(problems)


def _format_problems(path: str, data: bytes) -> Iterator[Problem]:
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        yield Problem(path, 0, "is empty: no papers found", "save the digest again, or remove the file")
    for start, what, remedy in _FOREIGN_STARTS:
        if data.startswith(start):
            yield Problem(path, 0, f"is {what}", remedy)
    if data.startswith(_ZIP):
        _, what, remedy = next(kind for kind in _ZIPPED if kind[0] in data)
        yield Problem(path, 0, f"is {what}", remedy)
    zeros = data.count(b"\0") if b"\0" in data else 0
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and zeros > max(8, len(data) // 1000):
        yield Problem(path, 0, "is a binary file, not text", "save the digest as text")
    if (b"<<<<<<<" in data or b">>>>>>>" in data) and (conflict := _CONFLICT.search(data)):
        line = data.count(b"\n", 0, conflict.start()) + 1
        yield Problem(path, line, "holds a merge conflict", "resolve it in git, then import again")
