"""Words break only where they must: numbers and short words beside a long one stay in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_pages import hostile_site, one_of_each
from tests.browser.watch import RESULTS, sticks_out, watched
from tests.conftest import Serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

_SHORT = ".count, .tally span, .turn span, .dateline > span:last-child, .rank, .weekday, button, caption span"
_BROKEN = """(selector) => [...document.querySelectorAll(selector)].filter((element) => {
  if (!element.getClientRects().length || element.textContent.length > 24) return false;
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top / 6))).size > 1;
}).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory.mktemp("hostile")).site


def broken(page: Page) -> list[str]:
    return list(page.evaluate(_BROKEN, _SHORT))


@pytest.mark.parametrize("size", ["narrow", "phone", "desk"])
def test_short_words_stay_whole(site: Path, serve: Serve, chromium: Browser, size: str) -> None:
    url = serve(site)
    with watched(chromium, size) as seen:
        for kind, path in one_of_each(site).items():
            seen.page.goto(url + path)
            assert broken(seen.page) == [], kind


@pytest.mark.parametrize("size", ["narrow", "desk"])
def test_counts_of_filters_stay_whole(site: Path, serve: Serve, chromium: Browser, size: str) -> None:
    url = serve(site)
    with watched(chromium, size) as seen:
        seen.page.goto(f"{url}search/?q=it+ends")
        seen.page.wait_for_selector(RESULTS)
        seen.page.locator("#filters details").evaluate("element => element.open = true")
        seen.page.wait_for_selector("#filters .count")
        label = seen.page.locator("#filters label > span:not(.count)").last
        label.evaluate("element => element.textContent = 'Multimodal'.repeat(9)")
        assert broken(seen.page) == []
        assert sticks_out(seen.page) == []


def test_the_control_sees_a_broken_number(site: Path, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(site))
        seen.page.evaluate(
            "document.querySelector('.tally span').style = 'width: 1px; overflow-wrap: anywhere'"
        )
        seen.page.evaluate("document.querySelector('.tally span').textContent = '123'")
        assert len(broken(seen.page)) == 1
