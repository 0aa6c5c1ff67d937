"""Search in Chromium, on the real digests where they are and on the sample."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from tests.browser.watch import sticks_out, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def results(page: Page) -> list[tuple[str, str]]:
    """Title and address of each result, once there are any."""
    page.wait_for_selector("#results a[href]")
    found = page.locator("#results a[href]").evaluate_all("links => links.map(a => [a.innerText, a.href])")
    return [(title, href) for title, href in found]


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_paper_is_found_first_by_its_name(real: Sample, serve: Serve, chromium: Browser, size: str) -> None:
    url = serve(real.site)
    with watched(chromium, size) as seen:
        seen.page.goto(f"{url}search/")
        seen.page.locator("input[type=search]").first.press_sequentially("MaTVLM", delay=10)
        title, href = results(seen.page)[0]
        assert "MaTVLM" in title
        assert sticks_out(seen.page) == []
        assert seen.page.locator("#results mark").count() > 0
        seen.page.goto(href)
        assert "MaTVLM" in seen.page.locator("h1").inner_text()
        assert seen.errors == []
        assert seen.hosts == {urlsplit(url).netloc}


def test_surveys_are_found(real: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(real.site)}search/?q=survey")
        titles = [title for title, _ in results(seen.page)]
        assert sum("survey" in title.lower() for title in titles[:5]) >= 3
        assert seen.page.locator("input[type=search]").first.input_value() == "survey"
        assert seen.errors == []


@pytest.mark.hazard(24, 25)
@pytest.mark.parametrize(
    "query",
    [
        "<img src=x onerror=alert(1)>",
        "'\"><script>alert(1)</script>",
        "a~99999",
        "x" * 200 + "~4",
        "title:",
        "foo:bar",
        "a^",
        "+ - * ~ ^ :",
        "*",
        "__proto__ constructor toString",
        "\u0000\ud83d",
        "w " * 5000,
        "%",
    ],
    ids=lambda query: ascii(query[:20]),
)
def test_no_query_harms_the_page(sample: Sample, serve: Serve, chromium: Browser, query: str) -> None:
    url = serve(sample.site)
    with watched(chromium) as seen:
        seen.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        seen.page.goto(f"{url}search/?q={quote(query.encode('utf-8', 'surrogatepass'))[:6000]}")
        seen.page.wait_for_load_state("networkidle")  # the page fills the field from the address first
        seen.page.locator("input[type=search]").first.fill("survey")
        assert results(seen.page)
        assert seen.errors == []
        assert seen.page.locator("main img").count() == 0


def test_what_is_missing_of_the_index_is_said(
    sample: Sample, serve: Serve, chromium: Browser, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(sample.site, tmp_path / "site"))
    (site / "search/index.json").unlink()
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(site)}search/?q=survey")
        seen.page.wait_for_selector("#status >> text=could not be loaded")
        assert seen.page.locator("#results a").count() == 0
