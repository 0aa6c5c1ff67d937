"""Hostile digests, removed papers and exceptions leave a site that is whole."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.commands.check.check import check
from daybook.content.site_toml import load_settings
from daybook.problems import DaybookError, Severity
from tests.conftest import ROOT
from tests.made import digest_text, many_papers

GOOD = digest_text("Mar 18", many_papers(2))


@pytest.mark.hazard(
    82, "a mistake of the program's own", "it ends in a traceback and exit code 1, for a report"
)
def test_an_exception_leaves_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "about.md").write_text("# About\n", "utf-8")
    options = Options(content, tmp_path / "site")
    build(options)
    before = {place: place.read_bytes() for place in options.output_dir.rglob("*") if place.is_file()}
    (content / "about.md").write_text("# Other\n", "utf-8")

    def broken(*_given: object, **_words: object) -> None:
        raise AssertionError("invented")

    monkeypatch.setattr("daybook.pages.base.rendering.PageRenderer.__call__", broken)
    with pytest.raises(AssertionError, match="invented"):
        build(options)
    after = {place: place.read_bytes() for place in options.output_dir.rglob("*") if place.is_file()}
    assert after == before
    assert not (tmp_path / ".site.daybook" / "next").exists()


@pytest.mark.hazard(19)
def test_no_address_in_a_digest_fails_the_check(tmp_path: Path) -> None:
    """Otherwise a digest could stop every deployment."""
    base_url = "https://reader.example/repo/"
    own = [
        base_url + rest for rest in ("nowhere", "//[", "%2e%2e/%2e%2e", "#nowhere", "papers/2031/a/?q=%ff")
    ]
    odd = ["https://[", "http://]x", "https://[::1::2]/", "https://a.example:99999/", "https://[::1]/", *own]
    records = [
        {
            "title": f"Paper {number}",
            "code": url,
            "project": url,
            "abstract": f"See {url} and ({url}).",
            "url": url,
        }
        for number, url in enumerate(odd)
    ]
    (tmp_path / "2031-03-18.json").write_text(json.dumps(records), "utf-8")
    content = tmp_path / "content"
    assert import_digests(content, [tmp_path / "2031-03-18.json"]).counts.papers == len(odd)
    build(Options(content, tmp_path / "site", base_url=base_url))
    problems = check(content, tmp_path / "site", load_settings(content, base_url)).problems
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
    warned = [problem for problem in problems if problem.path.endswith("papers/feed.xml")]
    assert {problem.severity for problem in warned} == {Severity.WARNING}
    assert all("the page's template" in problem.remedy for problem in warned)


_FORBIDDEN = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "Function(",
    "srcdoc",
)


@pytest.mark.hazard(22)
def test_no_script_parses_text_as_markup() -> None:
    modules = sorted((ROOT / "theme").rglob("*.js"))
    assert len(modules) > 5
    found = [
        (place.name, word) for place in modules for word in _FORBIDDEN if word in place.read_text("utf-8")
    ]
    assert found == []


@pytest.mark.hazard(66, "an old digest edited or deleted")
@pytest.mark.hazard(86, "a site that suddenly has fewer papers")
def test_a_site_without_a_published_paper_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2025-03-18.txt").write_text(GOOD, "utf-8")
    content = tmp_path / "content"
    import_digests(content, [tmp_path / "2025-03-18.txt"])
    options = Options(content, tmp_path / "site")
    build(options)
    gone = next((content / "papers").rglob("*.md"))
    page = tmp_path / "site" / "papers" / gone.parent.name / gone.stem / "index.html"
    before = page.read_bytes()
    gone.unlink()
    for place in [*(content / "digests").rglob("*.txt"), *(content / "dates").glob("*.md")]:
        place.unlink()
    with pytest.raises(DaybookError) as caught:
        build(options)
    assert any(gone.stem in str(problem) for problem in caught.value.problems)
    assert page.read_bytes() == before
    build(replace(options, removals="allow"))
    assert not page.exists()  # nothing in content knows of it any more


def test_a_restored_paper_is_no_longer_listed_as_removed(tmp_path: Path) -> None:
    (tmp_path / "2025-03-18.txt").write_text(GOOD, "utf-8")
    content, site = tmp_path / "content", tmp_path / "site"
    import_digests(content, [tmp_path / "2025-03-18.txt"])
    one = next((content / "papers").rglob("*.md"))
    two, three = one.with_name("two.md"), one.with_name("three.md")
    for place in (two, three):
        place.write_text(f"---\ntitle: {place.stem}\n---\n", "utf-8")
    options = Options(content, site, base_url="https://reader.example/")
    build(options)
    year, text = one.parent.name, two.read_bytes()
    two.unlink()
    ledger = content / "removed.txt"
    ledger.write_text(f"{year}/two\n", "utf-8")
    build(options)
    page = site / "papers" / year / "two" / "index.html"
    assert "removed" in page.read_text("utf-8")
    two.write_bytes(text)
    built = build(options)
    assert "removed" not in page.read_text("utf-8")
    assert f"papers/{year}/two/" in (site / "sitemap.xml").read_text("utf-8")
    problems = (*built.problems, *check(content, site, load_settings(content, options.base_url)).problems)
    assert [problem for problem in problems if problem.severity > Severity.NOTE] == []
    three.unlink()
    build(replace(options, removals="allow"))
    assert ledger.read_text("utf-8") == f"{year}/two\n"  # no build writes it
    assert not (content / "removed.toml").exists()


def test_no_paper_counts_as_removed_while_a_digest_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "2025-03-18.txt").write_text(GOOD, "utf-8")
    content = tmp_path / "content"
    import_digests(content, [tmp_path / "2025-03-18.txt"])
    options = Options(content, tmp_path / "site", removals="allow")
    build(options)
    gone = next((content / "papers").rglob("*.md"))
    digest = next((content / "digests").rglob("*.txt"))
    gone.unlink()
    whole = digest.read_bytes()
    digest.write_bytes(b"\xff" * 100)
    with pytest.raises(DaybookError, match="no paper is taken for removed"):
        build(options)
    digest.write_bytes(whole)
    build(options)
    assert not gone.exists()
    page = tmp_path / "site" / "papers" / gone.parent.name / gone.stem / "index.html"
    assert "removed" in page.read_text("utf-8")
    assert not (content / "removed.txt").exists()


def test_file_names_that_are_not_utf8_are_reported(tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    (content / "digests").mkdir(parents=True)
    (content / "digests" / "2025-03-18.txt").write_text(GOOD, "utf-8")
    strange = [os.fsdecode(name) for name in (b"2025-03-19\xff.txt", b".hidden\xff", b"foreign\xff")]
    try:
        (content / "digests" / strange[0]).write_text(digest_text("Mar 19", many_papers(3)), "utf-8")
    except OSError:
        pytest.skip("no file can be named so here")
    (content / strange[1]).write_text("x", "utf-8")
    for _ in range(2):
        built = build(Options(content, site))
        assert (built.papers, [problem.what for problem in built.problems if problem.severity]) == (
            2,
            ["has a name that is not UTF-8"],
        )
        (site / strange[2]).write_text("x", "utf-8")
    (content / "digests" / strange[0]).unlink()
    for words in ("Words.\n", "Others.\n"):
        built = build(Options(content, site))
        assert not [problem for problem in built.problems if problem.severity]
        (content / "about.md").write_text(words, "utf-8")
    assert (site / strange[2]).exists()
