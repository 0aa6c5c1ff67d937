"""Files that are not UTF-8: declared encodings, byte order marks, and a few invalid bytes."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.digests.encoding import decode_text
from daybook.problems import Severity

ENTRY = "@article{a, title={Lichen bei Köln – “grün”}, author={Müller, Jörg}, date-added={2031-03-18}}\n"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("% Encoding: ISO8859_1\n", "cp1252"),
        ("% This file was created with JabRef.\n% Encoding: windows-1252\n\n", "cp1252"),
        ("% Encoding: Cp1252\n", "cp1252"),
        ("% Encoding: x-MacRoman\n", "mac-roman"),
        ("% Encoding: UTF-16\n", "utf-16"),
        ("@comment{x-kbibtex-encoding=windows-1250}\n", "cp1250"),
        ("% -*- mode: bibtex; coding: latin-1 -*-\n", "cp1252"),
        ("% Encoding: ISO8859_1\n", "utf-8"),
        ("", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_declared_encodings(head: str, codec: str) -> None:
    digest, problems = read_digest("a.bib", (head + ENTRY).encode(codec), date_hint("a.bib", None))
    assert digest is not None
    (entry,) = digest.entries
    assert (entry.title, entry.facts.authors) == ("Lichen bei Köln – “grün”", ("Jörg Müller",))
    assert not problems


@pytest.mark.parametrize("name", ["rot13", "zip", "hex", "idna", "unheard-of", "utf-8", "us-ascii"])
def test_a_declaration_of_no_encoding_of_text(name: str) -> None:
    data = f"% Encoding: {name}\n{ENTRY}".encode()
    assert decode_text(data).text == data.decode()
    with pytest.raises(UnicodeDecodeError):
        decode_text(data.replace("ö".encode(), b"\xf6\xf6\xf6"))


def test_a_few_invalid_bytes_are_replaced_and_reported() -> None:
    entries = [f"@misc{{a{n}, title={{Moss {n}}}, timestamp={{2031.03.18}}}}\n".encode() for n in range(1000)]
    entries[499] = entries[499].replace(b"Moss", b"M\xf6ss")
    entries[799] = entries[799].replace(b"Moss", b"M\xc0ss")
    digest, (problem,) = read_digest("a.bib", b"".join(entries), date_hint("a.bib", None))
    assert digest is not None
    assert len(digest.entries) == 1000
    assert digest.entries[499].title == "M\ufffdss 499"
    assert (problem.line, problem.severity) == (500, Severity.WARNING)
    assert problem.what == "holds 2 bytes not of UTF-8, on lines 500, 800"


@pytest.mark.parametrize("codec", ["koi8-r", "gb18030", "shift_jis", "mac-roman"])
def test_other_encodings_are_refused_if_nothing_declares_them(codec: str) -> None:
    title = "Der Köder für Fische" if codec == "mac-roman" else "苔の時計" if codec == "shift_jis" else "Мох"
    data = "".join(f"\n@article{{a{n}, title={{{title}}}, year=2031}}" for n in range(9)).encode(codec)
    digest, (problem,) = read_digest("a.bib", data, date_hint("a.bib", None))
    assert digest is None
    assert (problem.line, problem.what.partition(":")[0]) == (2, "is not UTF-8")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("csv", "Title;Authors;DOI\n„Moos“ auf Steinen – grün;Jörg Müller;10.1234/1\n"),
        ("ris", "TY  - JOUR\nTI  - „Moos“ auf Steinen – grün\nAU  - Müller, Jörg\nDO  - 10.1234/1\nER  - \n"),
        (
            "json",
            '[{"title": "„Moos“ auf Steinen – grün", "abstract": "Große Moose", "authors": ["Jörg Müller"]}]',
        ),
    ],
)
def test_western_text_without_a_declaration_is_windows_1252(path: str, text: str) -> None:
    path = f"2031-03-18.{path}"
    digest, problems = read_digest(path, text.encode("cp1252"), date_hint(path, None))
    assert digest is not None
    (entry,) = digest.entries
    assert (entry.title, entry.facts.authors) == ("„Moos“ auf Steinen – grün", ("Jörg Müller",))
    (problem,) = problems
    assert (problem.severity, problem.what.partition(":")[2]) == (Severity.WARNING, " read as Windows-1252")


def test_bytes_that_are_replaced_in_json_are_reported() -> None:
    data = b'[{"title": "M\xc0ss", "authors": ["Ada Mill"], "abstract": "We grow moss."}]'
    digest, (problem,) = read_digest("2031-03-18.json", data, date_hint("2031-03-18.json", None))
    assert digest is not None
    assert (digest.entries[0].title, problem.what) == ("M\ufffdss", "holds a byte not of UTF-8, on line 1")
