"""Imports that cannot change a page, digests that are renamed, and papers like removed ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from daybook.archive.importing import ImportResult, import_digests
from daybook.problems import Severity

UNUSUAL = '"appearan\\x63es":'
"""A key with an escape, which can be read but not changed line by line."""
PAGE = "papers/2031/a-moss-clock.md"


def digest(folder: Path, day: int, *papers: dict[str, object]) -> Path:
    place = folder / f"2031-01-{day:02}.jsonl"
    place.write_text("".join(json.dumps(paper) + "\n" for paper in papers), "utf-8")
    return place


def moss(**more: object) -> dict[str, object]:
    return {"title": "A Moss Clock", "abstract": "It keeps time.", "arxiv": "3101.00001", **more}


def other(number: int) -> dict[str, object]:
    return {"title": f"Of Lichens, Part {number}", "abstract": f"About the {number}th lichen alone."}


def make_unchangeable(content: Path) -> tuple[Path, str]:
    """Make the page of `moss` unchangeable; return it and its text before."""
    page = content / PAGE
    good = page.read_text("utf-8")
    page.write_text(good.replace("appearances:", UNUSUAL, 1), "utf-8")
    return page, good


def faults(done: ImportResult) -> list[str]:
    return [problem.path for problem in done.problems if problem.severity is Severity.ERROR]


def test_entries_of_an_unchangeable_page_are_imported_once_it_is_corrected(tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_digests(content, [digest(tmp_path, 1, moss())])
    page, good = make_unchangeable(content)
    more = digest(tmp_path, 2, moss(code="https://code.example/moss"), other(1))
    first = import_digests(content, [more])
    assert faults(first) == [str(page)]
    assert (first.counts.papers, first.counts.repeats, first.counts.rejected) == (1, 0, 1)
    assert UNUSUAL in page.read_text("utf-8")
    for _ in range(2):  # reported until the page is corrected
        again = import_digests(content)
        assert faults(again) == [str(page)]
        assert (again.counts.papers, again.counts.repeats, again.counts.rejected) == (0, 1, 1)
        assert len(again.content.papers) == 2
    page.write_text(good, "utf-8")
    mended = import_digests(content)
    assert faults(mended) == []
    paper = mended.content.papers[PAGE[7:-3]].paper
    assert paper.facts.code == "https://code.example/moss"
    assert [item.day for item in paper.appearances] == [date(2031, 1, 1), date(2031, 1, 2)]
    assert not import_digests(content).written


def test_imported_digest_stays_while_another_of_its_day_waits(tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_digests(content, [digest(tmp_path, 2, moss())])
    make_unchangeable(content)
    (tmp_path / "more").mkdir()
    waiting = digest(tmp_path / "more", 2, moss(code="https://code.example/moss"))
    assert faults(import_digests(content, [waiting.rename(tmp_path / "more" / "late-2031-01-02.jsonl")]))
    done = import_digests(content)
    assert (done.counts.records, done.counts.rejected) == (1, 1)
    marks = done.content.days[date(2031, 1, 2)].digests
    assert [(mark.path, mark.waits) for mark in marks] == [
        ("2031/2031-01-02.jsonl", False),
        ("2031/late-2031-01-02.jsonl", True),
    ]


def test_renamed_digest_of_an_unchangeable_page_waits(tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_digests(content, [digest(tmp_path, 1, moss(), other(1))])
    page, good = make_unchangeable(content)
    kept = content / "digests" / "2031" / "2031-01-01.jsonl"
    kept.rename(kept.with_name("new-2031-01-01.jsonl"))
    assert faults(import_digests(content)) == [str(page)]
    page.write_text(good, "utf-8")
    done = import_digests(content)
    assert done.problems == ()
    for each in done.content.papers.values():
        assert [item.digest for item in each.paper.appearances] == ["2031/new-2031-01-01.jsonl"]


def test_import_keeps_comments_in_front_matter(tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_digests(content, [digest(tmp_path, 1, moss(authors=["Ada Mill"]))])
    page = content / PAGE
    text = page.read_text("utf-8").replace("authors:\n", "authors:\n# asked by mail\n", 1)
    page.write_text(text.replace('- "Ada Mill"', '- "Ada Mill"  # 0000-0001', 1), "utf-8")
    done = import_digests(content, [digest(tmp_path, 2, moss(authors=["Ada Mill", "Bo Reed"]))])
    assert faults(done) == []
    text = page.read_text("utf-8")
    assert '# asked by mail\nauthors:\n- "Ada Mill"  # 0000-0001\n- "Bo Reed"\n' in text


def test_renamed_digest_is_not_imported_twice(tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_digests(content, [digest(tmp_path, 1, moss(code="https://code.example/moss"), other(1))])
    folder = content / "digests" / "2031"
    for name in ("a-2031-01-01.jsonl", "z-2031-01-01.jsonl"):
        next(folder.iterdir()).rename(folder / name)
        done = import_digests(content)
        assert (done.problems, done.counts.papers, done.counts.repeats) == ((), 0, 2)
        for page in done.content.papers.values():
            assert [item.digest for item in page.paper.appearances] == [f"2031/{name}"]
            assert set(page.provenance.sources.values()) == {f"2031/{name}"}
        (day,) = done.content.days.values()
        assert [digest.path for digest in day.digests] == [f"2031/{name}"]
        assert not import_digests(content).written
    grown = folder / "z-2031-01-01.jsonl"
    grown.write_text(grown.read_text("utf-8") + json.dumps(other(2)) + "\n", "utf-8")
    done = import_digests(content)
    assert (done.problems, done.counts.papers, done.counts.repeats) == ((), 1, 2)
    assert {len(page.paper.appearances) for page in done.content.papers.values()} == {1}


def test_new_paper_with_the_title_of_a_removed_one_is_reported(tmp_path: Path) -> None:
    content = tmp_path / "content"
    import_digests(content, [digest(tmp_path, 1, moss(), other(1))])
    (content / PAGE).unlink()
    table = '[[papers]]\naddress = "2031/a-moss-clock"\ntitles = "A Moss Clock"\narxiv = "3101.00001"\n'
    (content / "removed.toml").write_text(table, "utf-8")
    grown = digest(content / "digests" / "2031", 1, moss(arxiv="3101.00002"), other(1), other(2))
    done = import_digests(content)
    told = [problem for problem in done.problems if "was removed" in problem.what]
    assert [problem.severity for problem in told] == [Severity.WARNING]
    assert Path(told[0].path) == grown
    assert "2031/a-moss-clock: it is new, as papers/2031/a-moss-clock-2.md" in told[0].what
