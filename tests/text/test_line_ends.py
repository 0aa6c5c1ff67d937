"""A digest is the same whatever line ends it was checked out with, in every form."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from daybook.digests import date_hint, read_digest
from daybook.text.line_ends import digest_hash, known_hashes, with_lf
from tests.conftest import ROOT

FORMS = sorted(
    place
    for folder in (ROOT / "tests/golden", ROOT / "content")
    for place in folder.rglob("digests/**/*.*")
    if place.stat().st_size < 200_000
)
_OFFSET = re.compile(r" at offset [0-9,]+")


def lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def crlf(data: bytes) -> bytes:
    """Return what git's `core.autocrlf` writes on Windows: text with CR LF, all else as it is."""
    return data if b"\0" in data else lf(data).replace(b"\n", b"\r\n")


def meaning(data: bytes, path: Path) -> object:
    digest, problems = read_digest(path.name, data, date_hint(path.name, 2025))
    said = [(problem.line, _OFFSET.sub("", problem.what), problem.severity) for problem in problems]
    return digest and (digest.entries, digest.rejected), said


@pytest.mark.hazard(48)
@pytest.mark.parametrize("path", FORMS, ids=lambda path: f"{path.parent.parent.name}-{path.name}")
def test_line_ends_change_nothing_in_any_form(path: Path) -> None:
    data = path.read_bytes()
    assert meaning(crlf(data), path) == meaning(data if b"\0" in data else lf(data), path)


def test_the_forms_are_many() -> None:
    endings = {path.suffix for path in FORMS}
    assert endings >= {".txt", ".json", ".jsonl", ".xml", ".atom", ".eml", ".bib", ".ris", ".csv", ".html"}


@pytest.mark.parametrize(
    ("data", "same"),
    [
        (b"a\nb\n", True),
        (b"a\r\nb\r\n", True),
        (b"a\r\nb\nc\r\n", True),
        (b"", True),
        (b"a\rb\r", True),
        (b"\xef\xbb\xbfa\nb", True),
        ("ä\nß\n".encode("cp1252"), True),
        ("a\nb\n".encode("utf-16"), False),
        ("a\nb\n".encode("utf-16-be"), False),
        (b"\0\r\n", False),
    ],
)
def test_hashes_of_both_line_ends(data: bytes, same: bool) -> None:
    if same:
        assert digest_hash(crlf(data)) == digest_hash(lf(data)) == hashlib.sha256(lf(data)).hexdigest()
    else:
        assert with_lf(data) == data
        assert [*known_hashes(data)] == [hashlib.sha256(data).hexdigest()]


@pytest.mark.parametrize("stored", [lf, crlf])
@pytest.mark.parametrize("found", [lf, crlf])
def test_hashes_of_earlier_versions_still_match(stored: object, found: object) -> None:
    assert callable(stored)
    assert callable(found)
    data = b"new\n\nMar 18\n\nA title\n"
    assert hashlib.sha256(stored(data)).hexdigest() in known_hashes(found(data))
