"""Words break only where they must: numbers and short words beside a long one stay in one line.

`test_pages.py` looks at each kind of page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.watch import RESULTS, broken, sticks_out, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["narrow", "desk"])
def test_counts_of_filters_stay_whole(hostile: Sample, serve: Serve, chromium: Browser, size: str) -> None:
    url = serve(hostile.site)
    with watched(chromium, size) as seen:
        seen.page.goto(f"{url}search/?q=it+ends")
        seen.page.wait_for_selector(RESULTS)
        seen.page.locator("#filters details").first.evaluate("element => element.open = true")
        seen.page.wait_for_selector("#filters .count")
        label = seen.page.locator("#filters label > span:not(.count)").last
        label.evaluate("element => element.textContent = 'Multimodal'.repeat(9)")
        assert broken(seen.page) == []
        assert sticks_out(seen.page) == []


def test_the_control_sees_a_broken_number(hostile: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(hostile.site))
        seen.page.evaluate(
            "document.querySelector('.tally span').style = 'width: 1px; overflow-wrap: anywhere'"
        )
        seen.page.evaluate("document.querySelector('.tally span').textContent = '123'")
        assert len(broken(seen.page)) == 1
