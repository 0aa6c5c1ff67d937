"""The list of what people removed: read with all mistakes, and only added to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daybook.content.folder import load_content
from daybook.content.removed import Removed, RemovedDay, RemovedDigest, RemovedPaper
from daybook.content.removed_toml import load_removed, read_removed, with_tables
from daybook.problems import Problem, Severity, UsageError

PAPER = RemovedPaper(
    "2031/moss",
    ('Moss: a "clock"', "Mousse\\clock", "時計"),
    ("3101.00001", "math.GT/0309136"),
    ("10.1234/MOSS",),
    "mill2031moss",
    "2031/fern",
    "listed twice",
)
WHOLE = Removed(
    (PAPER, RemovedPaper("2031/gone"), RemovedPaper(titles=("A title alone",))),
    (RemovedDay(date(2031, 1, 1)), RemovedDay(date(2031, 1, 2), date(2031, 1, 3), "moved")),
    (RemovedDigest("2031/a.json", "a" * 64, days=(date(2031, 1, 1),)), RemovedDigest("2031/b.json")),
)


def read(data: bytes) -> tuple[Removed, list[Problem]]:
    return read_removed("removed.toml", data)


def test_what_is_written_is_read() -> None:
    data = with_tables(b"", WHOLE)
    found, problems = read(data)
    assert problems == []
    assert found.papers == (PAPER, RemovedPaper("2031/gone"), RemovedPaper(titles=("A title alone",)))
    assert (found.days, found.digests) == (WHOLE.days, WHOLE.digests)
    assert with_tables(data, WHOLE) == data
    assert read(data.replace(b"\n", b"\r\n")) == (found, [])
    deleted = with_tables(b"", Removed((RemovedPaper("2031/a", reason="a\x7fb"),)))
    assert read(deleted)[1] == []


def test_tables_are_added_below_what_a_person_wrote() -> None:
    before = b"# Mine.\n[[papers]]\naddress = '2031/mine' # asked for"
    after = with_tables(before, Removed((RemovedPaper("2031/other"),)))
    assert after == before + b'\n\n[[papers]]\naddress = "2031/other"\n'
    assert with_tables(before, Removed((RemovedPaper("2031/mine"),))) == before


def test_a_later_table_of_a_paper_completes_the_earlier() -> None:
    found, _ = read(
        b'[[papers]]\naddress = "2031/a"\narxiv = "3101.00001"\nto = "2031/b"\n'
        b'[[papers]]\naddress = "2031/a"\narxiv = ["3101.00002"]\nreason = "again"\n'
    )
    assert found.papers == (RemovedPaper("2031/a", (), ("3101.00001", "3101.00002"), (), "", "", "again"),)


MISTAKES = {
    "not TOML": (b"[[papers]\n", 1, "is not TOML"),
    "an unknown list": (b"\n[[paper]]\n", 2, "`paper` is not known here"),
    "not a list": (b"papers = 1\n", 1, "is not a list of tables"),
    "an unknown key": (b'[[papers]]\ntitles = "A"\nadress = "2031/a"\n', 3, "has no `adress`"),
    "nothing that names it": (b'[[papers]]\nreason = "x"\n', 1, "that nothing names"),
    "no address": (b'\n\n[[papers]]\naddress = "2031/A b"\n', 4, "is no paper's address"),
    "no target": (b'[[papers]]\naddress = "2031/a"\nto = "x"\n', 3, "`to` is no paper's address"),
    "a target alone": (b'[[papers]]\ntitles = "A"\nto = "2031/a"\n', 3, "`to` without `address`"),
    "no identifier": (b'[[papers]]\narxiv = [\n"3101.00001",\n"x"]\n', 4, "`arxiv` is not of its form"),
    "a number": (b"[[papers]]\ndoi = 7\n", 2, "is not a line of text or a list"),
    "no day": (b'[[days]]\nday = "2031-02-30"\n', 2, "`day` is no day"),
    "a day without one": (b'[[days]]\nreason = "x"\n', 1, "`day` is no day"),
    "no file": (b'[[digests]]\nsha256 = ""\n', 2, "is not a line of text"),
    "no hash": (b'[[digests]]\nfile = "a"\nsha256 = "b"\n', 3, "64 hexadecimal digits"),
    "no day of a digest": (b'[[digests]]\nfile = "a"\ndays = ["x"]\n', 3, "what is no day: x"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line(name: str) -> None:
    data, line, words = MISTAKES[name]
    _, problems = read(data)
    assert [problem.line for problem in problems] == [line]
    assert words in problems[0].what


def test_both_lists_are_read_and_their_mistakes_stop_everything(tmp_path: Path) -> None:
    (tmp_path / "removed.txt").write_text("2031/a\n2031/b\n", "utf-8")
    (tmp_path / "removed.toml").write_text('[[papers]]\naddress = "2031/a"\ntitles = "A"\n', "utf-8")
    assert load_removed(tmp_path).papers == (RemovedPaper("2031/b"), RemovedPaper("2031/a", ("A",)))
    (tmp_path / "removed.txt").write_text("2031/a\nno address\n", "utf-8")
    with pytest.raises(UsageError, match=r"removed\.txt:2: is no paper's address"):
        load_content(tmp_path)


def test_a_table_of_what_has_a_page_is_noted(tmp_path: Path) -> None:
    (tmp_path / "papers/2031").mkdir(parents=True)
    (tmp_path / "papers/2031/a.md").write_text("---\ntitle: A\n---\n", "utf-8")
    (tmp_path / "removed.toml").write_text('[[papers]]\naddress = "2031/a"\n', "utf-8")
    (problem,) = load_content(tmp_path).problems
    assert "papers/2031/a.md is there, so it is not removed" in problem.what


def test_a_table_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "papers/2031").mkdir(parents=True)
    (tmp_path / "papers/2031/a.md").write_text("---\ntitle: A\n---\n", "utf-8")
    leads = {"2031/b": "2031/a", "2031/c": "2031/b", "2031/d": "2031/aa"}
    tables = (f'[[papers]]\naddress = "{old}"\nto = "{new}"\n' for old, new in leads.items())
    (tmp_path / "removed.toml").write_text("".join(tables), "utf-8")
    (problem,) = load_content(tmp_path).problems
    assert (problem.what, problem.severity) == ("2031/d leads to what is no paper: 2031/aa", Severity.WARNING)
