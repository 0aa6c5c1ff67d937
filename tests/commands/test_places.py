"""The build and the fetch keep the places of papers on the map."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Built, Options
from daybook.content.map_places import read_places
from daybook.insights import texts
from daybook.insights.texts import PaperText
from daybook.problems import InputError, Severity
from tests.made import digest_text, many_papers

PAPERS = many_papers(12)


def built(folder: Path, **options: bool) -> Built:
    return build(Options(folder / "content", folder / "site", base_url="https://reader.example/", **options))


def save(folder: Path, day: str, papers: list[tuple[str, str]]) -> None:
    """Save the digest of a day of March."""
    place = folder / f"content/digests/2025/2025-03-{day}.txt"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(digest_text(f"Mar {day}", papers), "utf-8")
    import_digests(folder / "content", dates=GivenDates(2025))


def lines(folder: Path) -> list[str]:
    return (folder / "content/map.txt").read_text("ascii").splitlines()


def test_a_new_day_adds_lines_and_changes_none(tmp_path: Path) -> None:
    save(tmp_path, "11", PAPERS[:9])
    built(tmp_path)
    before = lines(tmp_path)
    assert len(before) == 10
    save(tmp_path, "12", PAPERS[9:])
    built(tmp_path)
    assert len(lines(tmp_path)) == 13
    assert [line for line in lines(tmp_path) if line in before] == before
    state = (tmp_path / "content/map.txt").stat()
    built(tmp_path, clean=True)
    assert (tmp_path / "content/map.txt").stat() == state


def test_a_build_that_is_refused_leaves_the_places(tmp_path: Path) -> None:
    save(tmp_path, "11", PAPERS[:9])
    built(tmp_path)
    before = lines(tmp_path)
    save(tmp_path, "12", PAPERS[9:])
    next((tmp_path / "content/papers").rglob("paper-1-*.md")).unlink()
    with pytest.raises(InputError, match="would be gone"):
        built(tmp_path)
    assert lines(tmp_path) == before


@pytest.mark.parametrize(
    ("clean", "damaged", "read"), [(False, False, 3), (True, False, 19), (False, True, 19)]
)
def test_reports_of_the_next_build_read_new_papers_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clean: bool, damaged: bool, read: int
) -> None:
    papers = many_papers(19)  # the oldest 16 of 16 papers, and of 19, choose topics and weigh words
    save(tmp_path, "11", papers[:16])
    built(tmp_path)
    save(tmp_path, "12", papers[16:])
    if damaged:
        (tmp_path / ".content.daybook/reports").write_bytes(b"\x93")
    seen = []
    monkeypatch.setattr(texts, "PaperText", lambda *text: [seen.append(text), PaperText(*text)][1])
    built(tmp_path, clean=clean)
    assert len(seen) == read


def test_the_build_after_the_first_has_nothing_to_do(tmp_path: Path) -> None:
    save(tmp_path, "11", PAPERS)
    built(tmp_path)
    again = built(tmp_path)
    assert (again.published.written, again.papers) == (0, 12)


def test_a_removed_line_gives_its_paper_a_new_place_and_a_removed_file_all(tmp_path: Path) -> None:
    save(tmp_path, "11", PAPERS)
    built(tmp_path)
    first = lines(tmp_path)
    (tmp_path / "content/map.txt").write_text("\n".join(first[:-1]) + "\n", "ascii")
    built(tmp_path)
    assert lines(tmp_path)[:-1] == first[:-1]
    assert lines(tmp_path)[-1].split()[0] == first[-1].split()[0]
    (tmp_path / "content/map.txt").unlink()
    built(tmp_path)
    assert lines(tmp_path) == first


def test_a_map_that_was_drawn_with_few_papers_is_noted(tmp_path: Path) -> None:
    save(tmp_path, "11", PAPERS[:2])
    assert not any(problem.path.endswith("map.txt") for problem in built(tmp_path).problems)
    save(tmp_path, "12", PAPERS[2:])
    (note,) = [problem for problem in built(tmp_path).problems if problem.path.endswith("map.txt")]
    assert note.severity is Severity.NOTE
    assert "drawn with 2 papers, and has 12 now" in note.what
    assert read_places(tmp_path / "content").drawn_with == 2


@pytest.mark.parametrize("papers", [[], PAPERS])
def test_without_a_map_or_papers_there_is_no_file(tmp_path: Path, papers: list[tuple[str, str]]) -> None:
    save(tmp_path, "11", papers)
    (tmp_path / "content/site.toml").write_text('leave_out = ["map"]\n' if papers else "", "utf-8")
    built(tmp_path)
    assert not (tmp_path / "content/map.txt").exists()
    assert (tmp_path / "site/map").exists() is not bool(papers)
