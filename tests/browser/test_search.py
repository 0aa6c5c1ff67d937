"""Search in Chromium, on the sample and on the real digests."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.watch import sticks_out, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def results(page: Page) -> list[tuple[str, str]]:
    """Return title and address of each result, once there is one."""
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


def test_a_missing_index_is_reported(sample: Sample, serve: Serve, chromium: Browser, tmp_path: Path) -> None:
    site = Path(shutil.copytree(sample.site, tmp_path / "site"))
    (site / "search/index.json").unlink()
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(site)}search/?q=survey")
        seen.page.wait_for_selector("#status >> text=could not be loaded")
        assert seen.page.locator("#results a").count() == 0
