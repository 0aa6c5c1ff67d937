"""An archive is the same in any checkout: line ends, case and accents of names, merged branches."""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, ImportResult, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.problems import Severity
from tests.made import digest_text, files_of, many_papers

NOTES = "\nA note of *mine*\nin two lines.\n\n- one\n- two\n"


def import_text(content: Path, name: str, day: str, papers: Iterable[tuple[str, str]]) -> ImportResult:
    saved = content.parent / "saved" / name
    saved.parent.mkdir(exist_ok=True)
    saved.write_text(digest_text(day, papers), "utf-8")
    return import_digests(content, [saved], GivenDates(2025))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a content folder with two days, notes, and every file that people write."""
    content = tmp_path_factory.mktemp("checkouts") / "content"
    content.mkdir()
    papers = many_papers(6)
    import_text(content, "2025-03-18.txt", "Mar 18", papers[:4])
    import_text(content, "2025-03-19.txt", "Mar 19", papers[3:])
    (content / "site.toml").write_text('title = "Moss"\ndescription = """Many\nlines"""\n', "utf-8")
    (content / "topics.toml").write_text('hide = [\n  "matter",\n]\n', "utf-8")
    (content / "about.md").write_text(f"---\ntitle: About\n---\n{NOTES}", "utf-8")
    for page in (*content.glob("papers/2025/*.md"), *content.glob("dates/*.md")):
        page.write_text(page.read_text("utf-8") + NOTES, "utf-8")
    build(Options(content, content.parent / "site"))
    return content


def copied(content: Path, to: Path) -> Path:
    return Path(shutil.copytree(content, to / "content"))


def with_crlf(content: Path, wanted: Callable[[str], bool] = lambda _: True) -> None:
    for place in content.rglob("*.*"):
        if place.is_file() and wanted(place.relative_to(content).as_posix()):
            place.write_bytes(place.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def assert_nothing_changes(content: Path, made: Path) -> None:
    """Assert that a build imports nothing, warns of nothing, writes no content, and gives the same site."""
    before = files_of(content)
    built = build(Options(content, content.parent / "site"))
    assert (built.counts.records, [one for one in built.problems if one.severity > Severity.NOTE]) == (0, [])
    assert files_of(content) == before
    assert files_of(content.parent / "site") == files_of(made.parent / "site")


@pytest.mark.hazard(48)
@pytest.mark.parametrize("part", ["", "digests/", "papers/", "dates/", "map.txt", "site.toml", "about.md"])
def test_windows_line_ends_change_nothing(made: Path, tmp_path: Path, part: str) -> None:
    content = copied(made, tmp_path)
    with_crlf(content, lambda path: path.startswith(part))
    assert_nothing_changes(content, made)


@pytest.mark.parametrize("back", [False, True], ids=["one way", "back"])
def test_a_digest_imported_by_an_earlier_version_is_known(made: Path, tmp_path: Path, back: bool) -> None:
    """Its hash was that of the bytes of a checkout with CR LF; ``back`` is a checkout with LF."""
    content = copied(made, tmp_path)
    for place in content.glob("digests/*/*"):
        crlf = place.read_bytes().replace(b"\n", b"\r\n")
        former, now = (hashlib.sha256(data).hexdigest() for data in (crlf, place.read_bytes()))
        for day in content.glob("dates/*.md"):
            day.write_text(day.read_text("utf-8").replace(now, former), "utf-8")
        if not back:
            place.write_bytes(crlf)
    assert_nothing_changes(content, made)


def test_a_given_copy_with_other_line_ends_is_known(made: Path, tmp_path: Path) -> None:
    content = copied(made, tmp_path)
    copy = tmp_path / "copy.txt"
    copy.write_bytes((made / "digests/2025/2025-03-18.txt").read_bytes().replace(b"\n", b"\r\n"))
    assert import_digests(content, [copy], GivenDates(2025)).known == 1
    assert files_of(content) == files_of(made)


@pytest.mark.hazard(34)
@pytest.mark.parametrize("change", [str.upper, lambda name: name], ids=["case", "none"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_of_digests_are_compared_as_any_system_does(
    tmp_path: Path, change: Callable[[str], str], form: str
) -> None:
    content = tmp_path / "content"
    (content / "digests").mkdir(parents=True)
    name = unicodedata.normalize("NFC", "2025-03-18 Übersicht.txt")
    (content / "digests" / name).write_text(digest_text("Mar 18", many_papers(2)), "utf-8")
    assert import_digests(content).digests == 1
    before = files_of(content / "dates")
    other = unicodedata.normalize(form, change(name.removesuffix(".txt")) + ".txt")
    (content / "digests" / name).rename(content / "digests" / other)
    again = import_digests(content, clean=True)
    assert (again.digests, again.problems, again.written) == (0, (), {})
    assert files_of(content / "dates") == before


def test_the_name_of_a_digest_is_written_in_one_form(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "digests").mkdir(parents=True)
    name = unicodedata.normalize("NFD", "2025-03-18 Übersicht.txt")
    (content / "digests" / name).write_text(digest_text("Mar 18", many_papers(1)), "utf-8")
    import_digests(content)
    written = (content / "dates/2025-03-18.md").read_text("utf-8")
    assert unicodedata.normalize("NFC", name) in written
    assert name not in written


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_two_branches_that_import_one_day_are_healed_by_a_build(
    made: Path, tmp_path: Path, side: str, ends: str
) -> None:
    """Either side of each conflict, of the day and of a paper on both branches, and the files of both."""
    papers = many_papers(12)
    branches = {}
    for branch, chosen in (("ours", papers[5:9]), ("theirs", papers[8:12])):
        branches[branch] = copied(made, tmp_path / branch)
        import_text(branches[branch], f"2025-03-20-{branch}.txt", "Mar 20", chosen)
    other = branches["theirs" if side == "ours" else "ours"]
    merged = Path(shutil.copytree(other, tmp_path / "merged" / "content"))
    shutil.copytree(branches[side], merged, dirs_exist_ok=True)
    if ends == "\r\n":
        with_crlf(merged)
    built = build(Options(merged, tmp_path / "merged" / "site"))
    assert [one for one in built.problems if one.severity > Severity.NOTE] == []
    assert (built.papers, built.days) == (12, 3)
    day = (merged / "dates/2025-03-20.md").read_text("utf-8")
    assert all(f"2025-03-20-{branch}.txt" in day for branch in branches)
    assert len(re.findall("<li>", day)) == 7
    shared = next(
        place for place in merged.glob("papers/2025/*.md") if papers[8][0] in place.read_text("utf-8")
    )
    assert all(f"2025-03-20-{branch}.txt" in shared.read_text("utf-8") for branch in branches)
    again = files_of(merged)
    assert build(Options(merged, tmp_path / "merged" / "site")).counts.records == 0
    assert files_of(merged) == again
