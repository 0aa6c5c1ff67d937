"""A day's page that is deleted or restored means what it looks like."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daybook.archive.importing import ImportResult, import_digests
from daybook.content.removed import RemovedPaper
from daybook.model import Appearance
from daybook.problems import Severity
from tests.made import save_records

FIRST, SECOND = date(2031, 1, 1), date(2031, 1, 2)
MOSS = {"title": "A Moss Clock", "abstract": "It keeps time.", "arxiv": "3101.00001"}
FERN = {"title": "Ferns Fold Proteins", "abstract": "Fronds and folds.", "arxiv": "3101.00002"}
BELL = {"title": "A Bell", "abstract": "Rung.", "arxiv": "3101.00003"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder of two days; the ferns are on both."""
    saved = tmp_path / "saved"
    save_records(saved, "2031-01-01", MOSS, FERN)
    save_records(saved, "2031-01-02", FERN, BELL)
    import_digests(tmp_path / "content", [saved])
    return tmp_path / "content"


def shown(done: ImportResult) -> dict[str, list[int]]:
    """Return the days of January on which the site lists each paper."""
    return {
        paper.address[5:]: [item.day.day for item in paper.appearances]
        for paper in done.content.archive().papers
    }


def test_a_deleted_day_stays_away_and_its_papers_stay(content: Path) -> None:
    (content / "dates/2031-01-02.md").unlink()
    for paths in ([], [content.parent / "saved"], []):
        done = import_digests(content, paths)
        assert done.counts.records == 0
        assert [problem.severity for problem in done.problems] == [Severity.NOTE]
        assert "the page of its day was deleted" in done.problems[0].what
        assert shown(done) == {"a-moss-clock": [1], "ferns-fold-proteins": [1], "a-bell": []}
        assert [day.date for day in done.content.archive().days] == [FIRST]
        assert SECOND not in done.by_day
        assert [item.day for item in done.content.all_removed().days] == [SECOND]


def test_a_site_is_the_same_without_what_imports_alone_need(content: Path) -> None:
    (content / "dates/2031-01-02.md").unlink()
    (content / "papers/2031/a-moss-clock.md").unlink()
    whole = import_digests(content).content
    slim = whole.for_the_site()
    assert (slim.archive(), slim.all_removed()) == (whole.archive(), whole.all_removed())
    assert [paper.address for paper in slim.all_removed().papers] == ["2031/a-moss-clock"]
    assert not any(page.provenance.stored for page in slim.papers.values())
    assert not any(listing.papers for listing in slim.listings.values())


def test_a_restored_day_is_back_as_it_was(content: Path) -> None:
    place = content / "dates/2031-01-02.md"
    text = place.read_bytes()
    before = shown(import_digests(content))
    place.unlink()
    import_digests(content)
    place.write_bytes(text)
    done = import_digests(content)
    assert (shown(done), done.problems, place.read_bytes()) == (before, (), text)


def test_a_digest_that_is_asked_for_by_name_brings_its_day_back(content: Path) -> None:
    before = shown(import_digests(content))
    text = (content / "dates/2031-01-02.md").read_bytes()
    (content / "dates/2031-01-02.md").unlink()
    done = import_digests(content, [content.parent / "saved" / "2031-01-02.jsonl"])
    assert (done.counts.papers, done.counts.repeats) == (0, 2)
    assert shown(done) == before
    assert (content / "dates/2031-01-02.md").read_bytes() == text
    assert not import_digests(content).written


def test_a_grown_digest_does_not_bring_its_day_back(content: Path) -> None:
    (content / "dates/2031-01-02.md").unlink()
    save_records(
        content / "digests/2031",
        "2031-01-02",
        FERN,
        BELL,
        {"title": "Late", "abstract": "Late.", "doi": "10.1/x"},
    )
    assert import_digests(content).counts.records == 0


def test_another_digest_of_a_deleted_day_makes_its_page_again(content: Path) -> None:
    (content / "dates/2031-01-02.md").unlink()
    done = import_digests(content, [save_records(content.parent / "late", "2031-01-02", MOSS)])
    assert [mark.path for mark in done.content.days[SECOND].digests] == ["2031/2031-01-02-2.jsonl"]


def test_a_day_that_a_person_wrote_needs_no_page(content: Path) -> None:
    place = content / "papers/2031/by-hand.md"
    place.write_text('---\ntitle: By Hand\nappearances:\n- day: "2031-01-05"\n  rank: "1"\n---\n', "utf-8")
    done = import_digests(content)
    assert shown(done)["by-hand"] == [5]
    assert date(2031, 1, 5) in {day.date for day in done.content.archive().days}


def test_two_imports_of_one_day_are_both_there_after_a_conflict(content: Path) -> None:
    """Either side of the conflict in the day's page, with all papers, is healed by an import."""
    other = content.parent / "branch"
    page = content / "dates/2031-01-02.md"
    before = page.read_bytes()
    import_digests(content, [save_records(other, "2031-01-02", MOSS)])
    after = page.read_bytes()
    page.write_bytes(before)
    healed = import_digests(content)
    assert healed.counts.papers == 0
    assert page.read_bytes() == after
    assert shown(healed)["a-moss-clock"] == [1, 2]


def test_a_page_that_was_renamed_by_hand_is_no_deletion(content: Path) -> None:
    place = content / "papers/2031/a-bell.md"
    place.rename(place.with_name("the-bell.md"))
    done = import_digests(content, [save_records(content.parent / "late", "2031-01-03", BELL)])
    assert (done.counts.repeats, done.counts.left_out) == (1, 0)
    noted = done.content.listings[date(2031, 1, 2)].removed
    assert noted == (RemovedPaper("2031/a-bell", ("A Bell",), to="2031/the-bell"),)


def test_a_merge_by_hand_that_is_half_done_is_no_deletion(content: Path) -> None:
    (content / "papers/2031/a-bell.md").unlink()
    place = content / "papers/2031/a-moss-clock.md"
    place.write_text(place.read_text("utf-8").replace("arxiv:", "aliases: [A Bell]\narxiv:", 1), "utf-8")
    done = import_digests(content, [save_records(content.parent / "late", "2031-01-03", BELL)])
    assert (done.counts.repeats, done.counts.left_out, done.counts.papers) == (1, 0, 0)
    paper = done.content.papers["2031/a-moss-clock"].paper
    assert (paper.title, paper.facts.arxiv) == ("A Moss Clock", "3101.00001")
    assert Appearance(date(2031, 1, 3), 1, "2031/2031-01-03.jsonl") in paper.appearances


def test_a_deletion_that_is_undone_leaves_no_trace(content: Path) -> None:
    """As when one looks at another branch, builds there, and comes back."""
    before = {place: place.read_bytes() for place in content.rglob("*.md")}
    place = content / "papers/2031/a-bell.md"
    place.unlink()
    import_digests(content)
    assert "removed:" in (content / "dates/2031-01-02.md").read_text("utf-8")
    place.write_bytes(before[place])
    import_digests(content)
    assert {place: place.read_bytes() for place in content.rglob("*.md")} == before
    assert not list(content.glob("removed.*"))


def test_a_file_of_another_day_is_named(content: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    save_records(given, "2031-01-01", MOSS)
    save_records(given, "2031-01-02", MOSS)
    save_records(given, "copy", MOSS)
    result = import_digests(content, [given])
    told = [problem for problem in result.problems if "the same file as" in problem.what]
    assert [problem.path.rpartition("/")[2] for problem in told] == ["2031-01-02.jsonl"]
    assert "2031-01-01.jsonl, of another day" in told[0].what


def test_a_saved_digest_whose_day_was_deleted_is_imported_by_its_own_name(content: Path) -> None:
    (content / "dates/2031-01-02.md").unlink()
    saved = content / "digests/2031/2031-01-02.jsonl"
    (note,) = import_digests(content).problems
    assert (note.path, note.severity) == (saved.as_posix(), Severity.NOTE)
    assert SECOND not in import_digests(content, [saved.parent]).content.days
    done = import_digests(content, [saved])
    assert (done.digests, done.problems) == (1, ())
    assert shown(done) == {"a-bell": [2], "a-moss-clock": [1], "ferns-fold-proteins": [1, 2]}
    assert (content / "dates/2031-01-02.md").is_file()


def test_pages_of_the_archive_are_no_digests(content: Path) -> None:
    for whole in (content, content.parent):
        assert import_digests(content, [whole]).problems == ()
    for part in (content / "papers", content / "dates/2031-01-02.md"):
        (problem,) = import_digests(content, [part]).problems
        assert (problem.path, problem.severity) == (part.as_posix(), Severity.ERROR)
        assert problem.what == "is of the archive itself or a site, and no digest"


def test_a_built_site_holds_no_digests(content: Path) -> None:
    site = content.parent / "site"
    (site / "dates").mkdir(parents=True)
    save_records(site / "dates/2031-01-02", "2031-01-02", {"title": "A Bell, Cited", "arxiv": "3101.00009"})
    (site / ".daybook-files").write_text("", "utf-8")
    assert import_digests(content, [content.parent]).problems == ()
    for part in (site, site / "dates", site / "dates/2031-01-02/2031-01-02.jsonl"):
        done = import_digests(content, [part])
        assert [problem.what for problem in done.problems] == [
            "is of the archive itself or a site, and no digest"
        ]
        assert done.digests == 0
    (site / ".daybook-files").unlink()
    assert import_digests(content, [site]).digests == 1


def test_a_fault_of_a_page_that_an_import_writes_anew_is_told_once(content: Path) -> None:
    page = content / "papers/2031/a-moss-clock.md"
    corrected = page.read_text("utf-8").replace('title: "A Moss', 'tag: x\ntitle: "One Moss', 1)
    page.write_text(corrected, "utf-8")
    done = import_digests(content)
    assert "papers/2031/a-moss-clock.md" in done.written  # its heading follows the title
    (problem,) = done.content.problems
    assert (problem.path, problem.line) == (page.as_posix(), 2)
