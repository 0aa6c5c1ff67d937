"""Normalization of plain text: controls, white space, Unicode forms, linear time."""

from __future__ import annotations

import unicodedata
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.text import plain_text
from tests.effort import Cases, run_limited


@pytest.mark.hazard(48, "line ends of every kind")
@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ("", [""]),
        ("a\nb\rc\r\nd", ["a", "b", "c", "d"]),
        ("a\n\rb", ["a", "", "b"]),
        ("a\u2028b\x85c\x0bd\x0ce\x1cf", ["a\u2028b\x85c\x0bd\x0ce\x1cf"]),
        ("a\n", ["a", ""]),
    ],
)
def test_split_lines(given: str, lines: list[str]) -> None:
    assert plain_text.split_lines(given) == lines


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("  a \t b\n\nc  ", "a b c"),
        ("a\x00b\x1bc\x7fd\x9be", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("a\x0b\x0c\x85\u2028\u2029b", "a b"),
        ("\ud800\ufffe\uffff", "\ufffd\ufffd\ufffd"),
        ("e\u0301", "\u00e9"),
        ("\u00a0a\u3000", "\u00a0a\u3000"),
        ("\ufeffa\u200bb\u00ad", "\ufeffa\u200bb\u00ad"),
        (" \n ", ""),
    ],
)
def test_one_line(given: str, line: str) -> None:
    assert plain_text.one_line(given) == line
    assert plain_text.one_line(line) == line


@given(st.lists(st.text() | st.text("a |é\n", max_size=4)))
def test_one_lines_are_those_of_each_text(texts: list[str]) -> None:
    assert list(plain_text.one_lines(texts)) == [plain_text.one_line(text) for text in texts]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\nb", "a b"),
        ("a\n\nb", "a\n\nb"),
        ("a\r\n \t\r\n\r\nb\rc", "a\n\nb c"),
        ("\n\n a \n\n\n\n b \n\n", "a\n\nb"),
        ("", ""),
        ("a\n\n\x00\n\nb", "a\n\n\ufffd\n\nb"),
    ],
)
def test_paragraphs(given: str, shown: str) -> None:
    assert plain_text.paragraphs(given) == shown
    assert plain_text.paragraphs(shown) == shown


@pytest.mark.hazard(46, "control characters")
@pytest.mark.parametrize(
    ("name", "is_isolated"),
    [("Bo Weir", False), ("王小明", False), ("\u05d0\u05d1", True), ("\u0644\u06cc B", True)],
)
def test_a_name_from_right_to_left_is_isolated(name: str, is_isolated: bool) -> None:
    assert plain_text.isolated(f"\u202e{name}") == (f"\u2068{name}\u2069" if is_isolated else name)


def test_unsafe_offsets() -> None:
    assert plain_text.unsafe_offsets("ab\x00c\x1b\t\n\r\x85\u2028") == [2, 4]
    assert plain_text.unsafe_offsets("\ud800") == [0]
    assert plain_text.unsafe_offsets("plain é 日") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("\ufb01ne", "FINE"),
        ("e\u0301", "\u00c9"),
        ("２０", "20"),
        ("\u212b", "\u00e5"),
        ("\u01c4", "\u01c6"),
    ],
)
def test_fold(one: str, other: str) -> None:
    assert plain_text.fold(one) == plain_text.fold(other)
    assert plain_text.fold(plain_text.fold(one)) == plain_text.fold(one)


@pytest.mark.parametrize(
    ("given", "limit", "shown"),
    [
        ("short", 5, "short"),
        ("one two three", 10, "one two…"),
        ("one, two three", 6, "one…"),
        ("abcdefghij", 5, "abcd…"),
        ("a bcdefghijk", 8, "a bcdef…"),
        ("", 3, ""),
    ],
)
def test_shorten(given: str, limit: int, shown: str) -> None:
    assert plain_text.shorten(given, limit) == shown
    assert len(shown) <= limit


def long_texts() -> Cases:
    for text in (
        "a" + "\u0316\u0301" * 150_000,
        "a" + "\u0316" * 150_000 + "\u0301" * 150_000,
        "\u1100\u1161" * 100_000,
        "\n" + " " * 300_000 + "x",
        "\n \n" * 100_000,
        " \t" * 200_000 + "x",
        "\ufdfa" * 20_000,
    ):
        for function in (plain_text.one_line, plain_text.paragraphs, plain_text.fold):
            yield f"{function.__name__}: {text[:4]}", partial(function, text)


def test_no_text_takes_long() -> None:
    assert run_limited(long_texts) == 21


@pytest.mark.hazard(16)
def test_a_long_run_of_combining_marks_is_not_normalized() -> None:
    stream_safe, endless = "a" + "\u0316\u0301" * 15, "a" + "\u0301\u0316" * 40
    assert plain_text.one_line(stream_safe) == unicodedata.normalize("NFC", stream_safe)
    assert plain_text.one_line(endless) == endless
