"""Drafts: what a person keeps out of the site stays out, and imports know it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Built, Options
from daybook.commands.check.check import check
from daybook.content.site_toml import load_settings
from daybook.problems import Severity
from tests.made import digest_text, many_papers

BASE = "https://reader.example/repo/"
PAPERS = many_papers(6)
PLACE = re.compile(rb"\?at=[-0-9,]+")
DRAFTS = {
    "a paper": "papers/2025/paper-0-on-matter-0.md",
    "a day": "dates/2025-03-18.md",
    "a page": "about.md",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a content folder of two days with a paper on both, whose site is built."""
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "content").mkdir()
    for day, papers in (("18", PAPERS[:4]), ("19", PAPERS[3:])):
        (folder / f"2025-03-{day}.txt").write_text(digest_text(f"Mar {day}", papers), "utf-8")
        import_digests(folder / "content", [folder / f"2025-03-{day}.txt"], GivenDates(2025))
    (folder / "content/about.md").write_text("---\ntitle: About\n---\nWords.\n", "utf-8")
    built(folder)
    return folder


def built(folder: Path) -> Built:
    return build(Options(folder / "content", folder / "site", base_url=BASE))


def pages(site: Path) -> dict[Path, bytes]:
    """Return the pages without places on the map, as a paper that comes back has another."""
    found = (place.relative_to(site) for place in site.rglob("*.html"))
    return {path: PLACE.sub(b"", (site / path).read_bytes()) for path in found if path.parts[0] != "map"}


def make_draft(page: Path) -> None:
    page.write_text(page.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")


@pytest.mark.parametrize("which", DRAFTS)
def test_a_published_page_that_becomes_a_draft_leaves_the_whole_site(
    made: Path, tmp_path: Path, which: str
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "all"))
    page = folder / "content" / DRAFTS[which]
    address = f"{DRAFTS[which].removesuffix('.md')}/"
    assert (folder / "site" / address).is_dir()
    make_draft(page)
    done = built(folder)
    assert [str(one).partition(": note: ")[2] for one in done.problems] == [
        "1 page of content is a draft; the site does without until you take `draft` out"
    ]
    assert not (folder / "site" / address / "index.html").exists()
    assert not (folder / "content/removed.txt").exists()
    for place in (folder / "site").rglob("*.*"):
        assert address.encode() not in place.read_bytes(), place
    checked = check(folder / "content", folder / "site", load_settings(folder / "content", BASE))
    assert [one for one in checked.problems if one.severity > Severity.NOTE] == []
    page.write_text(page.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    built(folder)
    assert pages(folder / "site") == pages(made / "site")


def test_a_draft_of_a_day_hides_the_papers_that_no_other_day_lists(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "all"))
    make_draft(folder / "content" / DRAFTS["a day"])
    done = built(folder)
    assert (done.papers, done.days) == (3, 1)
    both = (folder / "site/papers/2025/paper-3-on-matter-826/index.html").read_text("utf-8")
    assert "2025-03-19" in both
    assert "2025-03-18" not in both


def test_an_import_knows_a_draft_and_a_build_tells_of_no_day(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "all"))
    for which in ("a paper", "a day"):
        make_draft(folder / "content" / DRAFTS[which])
    (folder / "2025-03-20.txt").write_text(digest_text("Mar 20", PAPERS[:1]), "utf-8")
    done = import_digests(folder / "content", [folder / "2025-03-20.txt"], GivenDates(2025))
    assert (done.counts.papers, done.counts.repeats) == (0, 1)
    assert len(list((folder / "content/papers/2025").iterdir())) == 6
    text = (folder / "content" / DRAFTS["a paper"]).read_text("utf-8")
    assert "draft: true" in text
    assert "2025-03-20" in text
    (folder / "content/papers/2025/own.md").write_text("---\ntitle: It's ours\n---\nMoss.\n", "utf-8")
    told = [problem for problem in built(folder).problems if "no day" in problem.what]
    assert [(problem.path, problem.what, problem.remedy) for problem in told] == [
        (
            (folder / "content/papers/2025/own.md").as_posix(),
            "1 paper of content is on no day",
            "say `daybook add --title 'It'\"'\"'s ours' --day DATE`;"
            " or `daybook merge` or `remove`, if its digest names it otherwise now",
        )
    ]
    assert 'class="listed"' not in (folder / "site/papers/2025/own/index.html").read_text("utf-8")
    assert not (folder / "site/papers/2025/paper-0-on-matter-0/index.html").exists()
