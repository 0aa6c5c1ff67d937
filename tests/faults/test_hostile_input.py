"""Hazards of input that have no test elsewhere."""

from __future__ import annotations

import json
import re
import tracemalloc
from pathlib import Path

import pytest

from daybook.archive.importing import import_digests
from daybook.archive.matching import title_key
from daybook.digests import date_hint, read_digest
from daybook.model import MOST_BYTES
from daybook.problems import Problem, Severity
from daybook.text.dates import make_day
from daybook.text.identifiers import arxiv_id, is_url
from daybook.text.plain_text import one_line, paragraphs
from daybook.text.slugs import is_paper_address, new_address, slug
from daybook.theme.markdown import render
from tests.made import digest_text, many_papers

GOOD = digest_text("Mar 18", many_papers(2))
MAIL = "From: a@b.example\nDate: Tue, 18 Mar 2031 10:00:00 +0000\nMIME-Version: 1.0\n"


def problems_of(data: bytes, path: str = "2025-03-18.txt") -> tuple[Problem, ...]:
    """Return the problems of a file that is no digest."""
    digest, problems = read_digest(path, data, date_hint(path, None))
    assert digest is None
    return problems


@pytest.mark.hazard(43, "files without papers")
@pytest.mark.hazard(45, "bytes that are no UTF-8")
@pytest.mark.hazard(49, "marks of a merge conflict")
@pytest.mark.hazard(50, "half a download, or something else in its place")
@pytest.mark.hazard(68, "a packed file")
@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"", 0, "is empty"),
        (b" \n\t\r\n", 0, "is empty"),
        (b"\xef\xbb\xbf\n", 0, "is empty"),
        (b"new\n\nSubscribe\n\nMar 18\n", 1, "no papers found"),
        (GOOD.encode("utf-16-be"), 0, "is a binary file"),
        (GOOD.replace("Paper 1", "é" * 9).encode("latin-1"), 15, "is not UTF-8: byte 0xe9 at offset"),
        (GOOD.encode() + b"\xe2\x82" * 9, 18, "is not UTF-8: byte 0xe2 at offset"),
        (b"a\n" + b"\xc0\xaf" * 9 + GOOD.encode(), 2, "is not UTF-8: byte 0xc0 at offset 2"),
        ((GOOD + "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n").encode(), 18, "a merge conflict"),
        (b"<!doctype html><title>429</title>", 1, "is an HTML page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", 0, "Git LFS pointer"),
        (b"\x1f\x8b\x08\x00" + b"x" * 40, 0, "is a gzip file"),
        (b"PK\x03\x04" + b"x" * 40, 0, "is a zip file"),
        (b"%PDF-1.7\n", 0, "is a PDF file"),
        (b"Too many requests\n", 1, ""),
    ],
    ids=lambda value: ascii(value)[:24] if isinstance(value, bytes) else "",
)
def test_files_that_are_no_digests(data: bytes, line: int, what: str) -> None:
    first, *_ = problems_of(data)
    assert first.severity is Severity.ERROR
    assert (first.line, what in first.what) == (line, True), str(first)
    assert first.remedy


@pytest.mark.hazard(52)
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
@pytest.mark.parametrize("key", ["upvotes", "title", "unheard-of"])
def test_invalid_numbers(number: str, key: str) -> None:
    """The record is rejected with a problem, or read without the number; the other one is kept."""
    record = json.dumps({"title": "One", "abstract": "x", "date": "2031-03-18"})
    odd = json.dumps({"title": "Two", "abstract": "x", "date": "2031-03-18", key: "HERE"}).replace(
        '"HERE"', number
    )
    digest, problems = read_digest("a.json", f"[{record},\n{odd}]".encode(), date_hint("a.json", None))
    assert digest is not None
    assert digest.entries[0].title == "One"
    assert len(digest.entries) + digest.rejected == 2
    assert all(entry.upvotes < 10**9 for entry in digest.entries)
    assert digest.rejected == 0 or problems


@pytest.mark.hazard(53)
def test_a_record_of_a_hundred_thousand_names() -> None:
    record = {"title": "One Clock of Moss", "authors": ["Ada Mill " + str(n) for n in range(100_000)]}
    digest, problems = read_digest(
        "a.json", json.dumps([record]).encode(), date_hint("2031-03-18.json", None)
    )
    assert digest is not None
    assert len(digest.entries[0].facts.authors) == 5_000
    assert "more than 5,000 items" in problems[0].what


@pytest.mark.hazard(
    64, "days that do not exist, years nobody means", "fixed bounds, as no build may read the clock"
)
@pytest.mark.parametrize(
    ("path", "given"),
    [("2023-02-29.txt", None), ("2025-13-01.txt", None), ("x.txt", 0), ("2023-02-00.txt", None)],
)
def test_days_that_do_not_exist(path: str, given: int | None) -> None:
    assert date_hint(path, given).exact_day is None


@pytest.mark.hazard(64)
@pytest.mark.parametrize("year", [-1, 0, 1, 1990, 2200, 9999, 10_000, 10**30])
def test_impossible_years(year: int) -> None:
    assert make_day(year, 1, 1) is None
    assert make_day(2025, 1, 1) is not None


DAYS = (
    "2023-02-29 0000-01-01 0001-01-01 9999-12-31 10000-01-01 ２０２５-03-18 +99999-01-01T00:00:00Z "
    "2025-03-18T25:61:61+99:99 1e3 0"
)


@pytest.mark.hazard(64)
@pytest.mark.parametrize("day", [*DAYS.split(), ""])
def test_records_with_invalid_days(day: str) -> None:
    text = json.dumps(
        [
            {"title": title, "abstract": "x", "date": when}
            for title, when in (("One", day), ("Two", "2031-03-18"))
        ]
    )
    digest, problems = read_digest("a.json", text.encode(), date_hint("a.json", None))
    assert digest is not None
    if digest.rejected:
        assert problems[0].line == 1 or "without a day" in problems[0].what
    assert {entry.day.isoformat() for entry in digest.entries} <= {"2031-03-18", "2025-03-18"}
    assert len(digest.entries) + digest.rejected == 2


@pytest.mark.hazard(37, "identifiers that are ways out of the folder")
@pytest.mark.hazard(39, "identifiers in digits of other scripts")
@pytest.mark.parametrize(
    "text",
    [
        "２４０１.０１２３４",
        "٢٤٠١.٠١٢٣٤",
        "../../x",
        "2401.01234/../x",
        "2401.01234\0",
        "2401\\01234",
        "%2e%2e%2f",
        "2401.012345",
        "a/b",
        ".2401.01234",
    ],
)
def test_invalid_identifiers(text: str) -> None:
    assert arxiv_id(text) == ""


@pytest.mark.hazard(18, "links of schemes that run, or without any")
@pytest.mark.hazard(19, "an address that swallowed a quote or a tag")
@pytest.mark.parametrize(
    "url",
    [
        'https://a.example/x"y',
        "https://a.example/x>y",
        "https://a.example/<b>",
        "https://a.example/ b",
        "https://a.example\\b",
        "https://a.example/\tx",
        "https://a.example/\u202ex",
        "https://user:word@a.example/",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "ftp://a.example/",
        "file:///etc/passwd",
        "//evil.example",
        "https:///x",
        "https://]",
        "https://[1::2::3]/",
        "https://.example/",
        "https://a.example:65536/",
        "mailto:a@\u202eb.example",
        "https://[",
        "https://a.example:99999999/",
        "https://",
        "https://a@b.example",
        "https://a.example/\n",
        "",
        "x",
    ],
)
def test_invalid_addresses(url: str) -> None:
    assert not is_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1]:8000/x",
        "https://a.example:65535",
        "https://a.example/é?[x]",
        "http://a.example:80/x?y=1#z",
        "mailto:a@b.example",
    ],
)
def test_valid_addresses(url: str) -> None:
    assert is_url(url)


@pytest.mark.hazard(34, "one name in two normal forms")
@pytest.mark.hazard(30)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caf\u00e9 Clocks", "Cafe\u0301 Clocks"),
        ("\ufb01eld Notes", "field notes"),
        ("\u1e9b\u0323", "\u1e69"),
    ],
)
def test_spellings_of_one_title(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.hazard(28, "characters that nobody sees", "kept in the text, without a warning")
@pytest.mark.hazard(27)
@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Mo\u00adss", "moss"),
        ("Mo\u200bss", "moss"),
        ("Mo\u2060ss\ufeff", "moss"),
        ("Mo\U000e0041\U000e007fss", "moss"),
        ("\u202emoss\u202c", "moss"),
    ],
)
def test_invisible_characters_are_in_no_address_but_in_the_text(title: str, address: str) -> None:
    assert slug(title) == address
    assert one_line(title) == title


@pytest.mark.hazard(30, "letters that become many when folded")
@pytest.mark.hazard(36)
@pytest.mark.parametrize("title", ["\ufdfa" * 200, "İ" * 300, "ﬃ" * 300, "数" * 86, "\U0001d49c" * 300])
def test_slugs_of_letters_that_grow_are_bounded(title: str) -> None:
    assert is_paper_address(f"2025/{slug(title)}")
    assert len(slug(title)) <= 64


@pytest.mark.hazard(
    29,
    "letters of other scripts that look the same",
    "authors whose names look alike cause no warning: nothing is joined by an author's name",
)
def test_titles_that_look_alike_have_different_addresses() -> None:
    taken: set[str] = set()
    for title in ("paper", "раper", "рареr", "Paper", "PAPER", "pаper"):
        address = new_address(title, 2025, taken)
        assert is_paper_address(address)
        assert address not in taken
        taken.add(address)


@pytest.mark.hazard(26, "headings named as something of the page's own")
@pytest.mark.parametrize("word", ["search", "getElementById", "main", "__proto__", "q", "results", "body"])
def test_ids_of_headings_are_prefixed(word: str) -> None:
    (name,) = re.findall(r'id="([^"]*)"', render(f"# {word}", str))
    assert name == f"h-{word.lower()}" or re.fullmatch(r"h-.*", name)


@pytest.mark.hazard(63, "attachments, and mail that is only HTML")
def test_a_large_attachment_is_skipped() -> None:
    """Six megabytes in base64 after the text that lists a paper."""
    body = "YWJj" * 1_500_000
    listing = (
        "<a href='https://arxiv.org/abs/3103.00001'>A Moss Clock that Keeps Time</a><p>We grow moss.</p>"
    )
    text = (
        f"{MAIL}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n{listing}\n"
        f"--x\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n{body}\n--x--\n"
    )
    digest, _ = read_digest("2031-03-18.eml", text.encode(), date_hint("2031-03-18.eml", None))
    assert digest is not None
    assert [entry.title for entry in digest.entries] == ["A Moss Clock that Keeps Time"]


@pytest.mark.hazard(16, "a word of a megabyte, thousands of marks on a letter")
def test_a_word_of_a_megabyte_is_unchanged() -> None:
    word = "W" * 1_000_000
    assert paragraphs(f"a\n\n{word}") == f"a\n\n{word}"


@pytest.mark.hazard(67, "a digest of a gigabyte")
def test_a_file_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    digests = tmp_path / "content" / "digests"
    digests.mkdir(parents=True)
    with (digests / "2025-03-18.txt").open("wb") as file:
        file.truncate(1_000_000_000)
    tracemalloc.start()
    done = import_digests(tmp_path / "content")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [problem.severity for problem in done.problems] == [Severity.ERROR]
    assert "2025-03-18.txt" in done.problems[0].path
    assert most < MOST_BYTES / 4


@pytest.mark.hazard(65, "one digest twice, one paper in many")
def test_the_same_digest_under_another_name_adds_nothing(tmp_path: Path) -> None:
    for name in ("2025-03-18.txt", "copy of 2025-03-18.txt"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    first = import_digests(tmp_path / "content", [tmp_path / "2025-03-18.txt"])
    again = import_digests(tmp_path / "content", [tmp_path / "copy of 2025-03-18.txt"])
    assert (first.counts.papers, again.counts.papers) == (2, 0)
    assert len(again.content.papers) == 2
