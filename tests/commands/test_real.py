"""A site of five real digests, compared with their text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import html5lib
import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.commands.check.check import check
from daybook.content.folder import load_content
from daybook.content.site_toml import load_settings
from daybook.problems import Severity
from daybook.text.formatted import block_html, inline_html
from tests.conftest import BASE_URL, Sample

XHTML = "{http://www.w3.org/1999/xhtml}"


def records(digests: Path) -> list[tuple[str, str, str]]:
    """Return day, title and abstract of every entry, read without the generator."""
    found = []
    for place in sorted(digests.iterdir()):
        parts = [part.strip() for part in place.read_text("utf-8").split("\n\n") if part.strip()]
        start = next(index for index, part in enumerate(parts) if re.fullmatch(r"Mar \d\d", part))
        rest = parts[start + 1 :]
        assert len(rest) % 2 == 0
        found += [
            (parts[start], " ".join(title.split()), " ".join(text.split()))
            for title, text in zip(rest[::2], rest[1::2], strict=True)
        ]
    return found


def text_of(page: Path, name: str, kind: str) -> list[str]:
    """Return the text of each element with a class, or of every element if ``name`` is empty."""
    tree = html5lib.parse(page.read_text("utf-8"))
    return [
        " ".join("".join(element.itertext()).split())
        for element in tree.iter(f"{XHTML}{kind}")
        if not name or name in element.get("class", "").split()
    ]


def words(html: str) -> str:
    """Return the text that a browser shows of HTML."""
    return " ".join("".join(html5lib.parseFragment(html).itertext()).split())


def test_every_entry_is_counted(real: Sample, real_digests: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    counts = import_digests(content, [real_digests], GivenDates(2025)).counts
    assert (counts.records, counts.papers, counts.repeats, counts.rejected) == (346, 266, 80, 0)
    assert len(list((real.site / "papers").glob("*/*/index.html"))) == 266
    assert sorted(place.name for place in (real.site / "dates").iterdir() if place.is_dir()) == [
        "2025-03-11",
        "2025-03-12",
        "2025-03-18",
        "2025-03-20",
    ]


def test_digests_are_saved_unchanged(real: Sample, real_digests: Path) -> None:
    kept = sorted(place.read_bytes() for place in (real.content / "digests").rglob("*.txt"))
    assert kept == sorted(place.read_bytes() for place in real_digests.iterdir())


@pytest.mark.slow
def test_pages_show_titles_and_abstracts_of_the_digests(real: Sample, real_digests: Path) -> None:
    shown = {}
    for page in (real.site / "papers").glob("*/*/index.html"):
        (title,) = text_of(page, "", "h1")
        (abstract,) = text_of(page, "abstract", "section")
        shown[title] = abstract.removeprefix("Abstract ")
    by_letters = {"".join(title.lower().split()): (title, text) for title, text in shown.items()}
    for _, title, abstract in records(real_digests):
        assert by_letters["".join(words(inline_html(title)).lower().split())][1] == words(
            block_html(abstract)
        )
    assert set(shown) <= {words(inline_html(title)) for _, title, _ in records(real_digests)}
    assert any("<4.3% on MMLU) compared to >" in text for text in shown.values())
    assert any(" entropy collapse" in text for text in shown.values())


def test_paper_of_four_digests_lists_all_four(real: Sample, real_digests: Path) -> None:
    titles = [" ".join(title.lower().split()) for _, title, _ in records(real_digests)]
    most = [page for page in load_content(real.content).papers.values() if len(page.paper.appearances) == 4]
    assert most
    for page in most:
        assert titles.count(" ".join(page.paper.title.lower().split())) == 4
        site_page = real.site / "papers" / page.paper.address / "index.html"
        (listed,) = text_of(site_page, "listed", "ol")
        for item in page.paper.appearances:
            assert f"No. {item.rank} of" in listed
            assert f"{item.day.day} March 2025" in listed


def test_two_digests_of_one_day_are_one_page(real: Sample) -> None:
    *_, source = text_of(real.site / "dates/2025-03-18/index.html", "source", "p")
    assert source.count(".txt") == 2


def test_check_finds_no_problem(real: Sample) -> None:
    found = check(real.content, real.site, load_settings(real.content, BASE_URL)).problems
    assert [str(problem) for problem in found if problem.severity > Severity.NOTE] == []


def test_edits_survive_imports_and_builds(real: Sample, real_digests: Path, tmp_path: Path) -> None:
    own = real.copy(tmp_path)
    page = next(place for place in sorted((own.content / "papers").rglob("*.md")) if "survey" in place.name)
    text = page.read_text("utf-8")
    title = re.search(r"<h1>(.*?)</h1>", text)[1]  # type: ignore[index]
    edited = text.replace(
        "---\n", "---\ntags: [mine]\nlinks:\n  Talk: https://talk.example/\n# a comment\n", 1
    )
    edited = (
        edited.replace(f"<h1>{title}</h1>", "<h1>A Corrected Title</h1>") + "\nSome *note* of more words.\n"
    )
    page.write_text(edited, "utf-8")
    day = own.content / "dates/2025-03-18.md"
    day.write_text(day.read_text("utf-8") + "\nOf the day.\n", "utf-8")
    for _ in range(2):
        again = import_digests(own.content, [real_digests], GivenDates(2025))
        assert (again.counts.records, again.known, again.problems) == (0, 5, ())
        build(Options(own.content, own.site, base_url=BASE_URL))
    after = page.read_text("utf-8")
    assert "tags: [mine]\nlinks:\n  Talk: https://talk.example/\n# a comment\n" in after
    assert after.endswith("\nSome *note* of more words.\n")
    shown = (
        own.site / "papers" / page.relative_to(own.content / "papers").with_suffix("") / "index.html"
    ).read_text("utf-8")
    for part in (">A Corrected Title</h1>", "https://talk.example/", "mine", "<em>note</em>"):
        assert part in shown
    assert "Of the day." in (own.site / "dates/2025-03-18/index.html").read_text("utf-8")
    assert len(list((own.site / "papers").glob("*/*/index.html"))) == 266


def test_second_import_changes_no_file(real: Sample, real_digests: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(real.content, tmp_path / "content"))
    before = {
        place: (place.read_bytes(), place.stat().st_mtime_ns)
        for place in content.rglob("*")
        if place.is_file()
    }
    assert not import_digests(content, [real_digests], GivenDates(2025)).written
    assert not import_digests(content).written
    after = {
        place: (place.read_bytes(), place.stat().st_mtime_ns)
        for place in content.rglob("*")
        if place.is_file()
    }
    assert after == before


def test_digests_imported_one_by_one_give_the_same_papers(
    real: Sample, real_digests: Path, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for place in sorted(real_digests.iterdir(), reverse=True):
        import_digests(content, [place], GivenDates(2025))
    one_by_one, together = load_content(content), load_content(real.content)
    assert one_by_one.papers.keys() == together.papers.keys()
    for address, page in together.papers.items():
        assert one_by_one.papers[address].paper.appearances == page.paper.appearances
        assert one_by_one.papers[address].paper.abstract == page.paper.abstract
