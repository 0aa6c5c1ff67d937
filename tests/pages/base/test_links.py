"""Links in content, theme and output: none is followed, and nothing is written through one or over one."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.problems import DaybookError, InputError, UsageError
from tests.made import abstract_of, digest_text, files_of


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one paper; beside it a digest that lists it and another."""
    papers = [(f"Paper {number}", abstract_of(f"m{number}x")) for number in range(2)]
    (tmp_path / "a.txt").write_text(digest_text("Mar 18", papers[:1]), "utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(digest_text("Mar 19", papers), "utf-8")
    (tmp_path / "content").mkdir()
    import_digests(tmp_path / "content", [tmp_path / "a.txt"], GivenDates(2025))
    return tmp_path / "content"


@pytest.mark.hazard(40)
@pytest.mark.parametrize("name", ["papers", "papers/2025", "dates", "digests", "digests/2025"])
def test_nothing_is_written_through_a_linked_folder(content: Path, tmp_path: Path, name: str) -> None:
    """Its pages were not read: taken for missing, they would be written over."""
    elsewhere = tmp_path / "elsewhere"
    shutil.move(content / name, elsewhere)
    (content / name).symlink_to(elsewhere)
    before = files_of(elsewhere)
    with pytest.raises(UsageError, match="is a link, which is not followed"):
        import_digests(content, [tmp_path / "more"], GivenDates(2025))
    assert files_of(elsewhere) == before
    assert list(content.rglob(".daybook-*")) == []
    with suppress(DaybookError):  # a link among digests is an error of the result, where pages are whole
        build(Options(content, tmp_path / "site"))
    assert files_of(elsewhere) == before


def test_a_digest_does_not_take_the_name_of_what_cannot_be_read(content: Path, tmp_path: Path) -> None:
    kept = content / "digests/2025/a.txt"
    shutil.move(kept, tmp_path / "theirs")
    kept.symlink_to(tmp_path / "theirs")
    import_digests(content, [tmp_path / "more"], GivenDates(2025))
    assert kept.is_symlink()
    assert (content / "digests/2025/a-2.txt").read_bytes() == (tmp_path / "more/a.txt").read_bytes()


@pytest.mark.hazard(33)
def test_a_digest_does_not_take_a_name_that_differs_in_case(content: Path, tmp_path: Path) -> None:
    (content / "digests/2025/a.txt").rename(content / "digests/2025/A.txt")
    import_digests(content, [tmp_path / "more"], GivenDates(2025))
    assert {place.name for place in (content / "digests/2025").iterdir()} == {"A.txt", "a-2.txt"}


@pytest.mark.hazard(40)
@pytest.mark.parametrize("what", ["file", "folder"])
def test_links_in_a_theme_are_refused(content: Path, tmp_path: Path, what: str) -> None:
    (tmp_path / "own" / "static").mkdir(parents=True)
    target = tmp_path / "a.txt" if what == "file" else tmp_path / "more"
    (tmp_path / "own" / "static" / "x.css").symlink_to(target)
    (content / "digests" / "2025-03-21.txt").write_text(digest_text("Mar 21", [("New", "Words.")]), "utf-8")
    before = sorted(content.rglob("*"))
    with pytest.raises(UsageError, match="is a link"):
        build(Options(content, tmp_path / "site", theme_dir=tmp_path / "own"))
    assert not (tmp_path / "site").exists()
    assert sorted(content.rglob("*")) == before


def test_a_theme_that_cannot_be_used_stops_the_build_before_anything_is_written(
    content: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    (own / "static").mkdir(parents=True)
    (own / "templates").mkdir()
    (own / "static" / "Fig 1.png").write_bytes(b"x")
    (own / "templates" / "date.html").write_bytes(b"\xff")
    (content / "digests" / "2025-03-21.txt").write_text(digest_text("Mar 21", [("New", "Words.")]), "utf-8")
    before = sorted(content.rglob("*"))
    with pytest.raises(InputError) as caught:
        build(Options(content, tmp_path / "site", theme_dir=own))
    named = [(problem.path, problem.line) for problem in caught.value.problems]
    assert named == [
        ((own / "static/Fig 1.png").as_posix(), 0),
        ((own / "templates/date.html").as_posix(), 1),
    ]
    assert not (tmp_path / "site").exists()
    assert sorted(content.rglob("*")) == before


@pytest.mark.hazard(40)
def test_a_linked_output_is_refused(content: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    with pytest.raises(UsageError, match="is a link"):
        build(Options(content, tmp_path / "site"))
    assert list((tmp_path / "real").iterdir()) == []
