"""A paper's citation in Chromium: copied, downloaded, and data that the policy allows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.citations.bibtex import bibtex_entry
from daybook.citations.citation import citation_key, citation_of
from daybook.citations.csl_json import csl_json
from daybook.citations.ris import ris_record
from daybook.content.folder import load_content
from daybook.model import Paper
from tests.browser.watch import opened, watched
from tests.conftest import BASE_URL, Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def a_paper(sample: Sample) -> str:
    """Return the address of the sample's first paper that has authors."""
    papers = load_content(sample.content).archive().papers
    return next(paper.address for paper in papers if paper.facts.authors)


def files_of(paper: Paper) -> list[bytes]:
    """Return the files to download from a paper's page: BibTeX, RIS, CSL-JSON."""
    citation = citation_of(paper, f"{BASE_URL}papers/{paper.address}/")
    return [bibtex_entry(citation).encode(), ris_record(citation).encode(), csl_json([citation])]


@pytest.mark.parametrize(("source", "start"), [("#bibtex", "@misc{"), ("#citation", "")])
def test_citations_can_be_copied(
    sample: Sample, serve: Serve, chromium: Browser, source: str, start: str
) -> None:
    with watched(chromium, permissions=["clipboard-read", "clipboard-write"]) as seen:
        seen.page.goto(f"{serve(sample.site)}papers/{a_paper(sample)}/")
        seen.page.click(f"[data-copy='{source}']")
        seen.page.wait_for_selector(f"[data-copy='{source}']:text-is('Copied')")
        assert seen.page.get_by_role("status").filter(has_text="Copied").count() == 1  # to screen readers
        copied = seen.page.evaluate("navigator.clipboard.readText()")
        assert copied == seen.page.locator(source).inner_text().strip()
        assert copied.startswith(start)
        assert seen.errors == []


def test_copy_buttons_are_hidden_without_javascript(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, java_script_enabled=False) as seen:
        seen.page.goto(f"{serve(sample.site)}papers/{a_paper(sample)}/")
        assert seen.page.locator("[data-copy]").count() == 2
        assert seen.page.locator("[data-copy]:visible").count() == 0
        assert seen.page.locator("#bibtex").is_visible()
        links = [str(link.get_attribute("href")) for link in seen.page.locator(".downloads a").all()]
        assert links[0] == "#bibtex"
        day = (sample.site / links[1].lstrip("./")).with_suffix(".bib")
        assert seen.page.locator("#bibtex").inner_text().strip() in day.read_text("utf-8")
        assert seen.page.locator("#citation").is_visible()


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("text", ["invented", "hostile"])
def test_files_are_downloaded_to_the_byte(
    request: pytest.FixtureRequest, long: bool, serve: Serve, chromium: Browser, text: str, scripted: bool
) -> None:
    """Without scripts, links lead to the files of the day."""
    given: Sample = request.getfixturevalue("sample" if text == "invented" else "hostile")
    papers = load_content(given.content).archive().papers
    if text == "invented":
        papers = [next(paper for paper in papers if paper.facts.authors)]
    elif not long:
        papers = papers[::3]
    url = serve(given.site)
    with watched(chromium, java_script_enabled=scripted) as seen:
        for paper in papers:
            seen.page.goto(f"{url}papers/{paper.address}/", wait_until="load")
            links = seen.page.locator(".downloads a" if scripted else ".downloads a[download]")
            found = []
            for number, ending in zip(range(links.count()), ("bib", "ris", "json"), strict=scripted):
                with seen.page.expect_download() as downloading:
                    links.nth(number).click()
                assert downloading.value.suggested_filename == f"{citation_key(paper)}.{ending}"
                found.append(Path(downloading.value.path()).read_bytes())
            assert found == (files_of(paper) if scripted or not paper.appearances else [])
        assert [error for error in seen.errors if "404" not in error] == []  # a missing image of the notes


def test_the_policy_allows_the_data_of_the_head(sample: Sample, serve: Serve, chromium: Browser) -> None:
    address = a_paper(sample)
    with opened(chromium, f"{serve(sample.site)}papers/{address}/") as seen:
        assert seen.errors == []
        script = seen.page.locator("script[type='application/ld+json']")
        data = json.loads(str(script.text_content()))
        assert data["@type"] == "ScholarlyArticle"
        assert data["headline"] == seen.page.locator("h1").inner_text()


def test_a_script_in_the_page_would_be_reported(
    sample: Sample, serve: Serve, chromium: Browser, tmp_path: Path
) -> None:
    """The control of the test above."""
    broken = sample.copy(tmp_path)
    page = broken.site / "papers" / a_paper(sample) / "index.html"
    html = page.read_text("utf-8")
    page.write_text(html.replace('<script type="application/ld+json">', "<script>", 1), "utf-8")
    with opened(chromium, f"{serve(broken.site)}papers/{a_paper(sample)}/") as seen:
        assert any("Content Security Policy" in error for error in seen.errors)
