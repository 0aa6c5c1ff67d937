"""Pages of readers who enlarge the window or its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.watch import SIZES, broken, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LARGE = "document.documentElement.style.fontSize = '200%'"


@pytest.mark.parametrize(
    ("path", "button"), [("", "[data-search-open]"), ("dates/2026-05-05/", "[data-triage]")]
)
def test_a_dialog_in_a_low_window_scrolls_as_a_whole(
    sample: Sample, serve: Serve, chromium: Browser, path: str, button: str
) -> None:
    """As on a screen of 1280 × 1024 pixels at 400 %."""
    with watched(chromium) as seen:
        page = seen.page
        page.set_viewport_size({"width": 320, "height": 256})
        page.goto(serve(sample.site) + path)
        page.locator(button).click()
        page.wait_for_selector("dialog[open]")
        if not path:
            page.keyboard.type("learning")
            page.wait_for_selector("dialog .result")
        first, last = (page.locator(f"dialog[open] > :{which}-child") for which in ("first", "last"))
        below = last.bounding_box()
        assert below
        assert below["y"] >= 256
        last.scroll_into_view_if_needed()
        above = first.bounding_box()
        assert above
        assert above["y"] + above["height"] <= 0


def test_buttons_keep_whole_words_in_large_letters(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "phone") as seen:
        page = seen.page
        page.goto(serve(sample.site) + "dates/2026-05-05/")
        page.evaluate(LARGE)
        page.locator("[data-triage]").click()
        page.wait_for_selector("dialog[open]")
        assert [word for word in broken(page) if word.startswith("<button")] == []
        boxes = [button.bounding_box() for button in page.locator("dialog button:visible").all()]
        assert len(boxes) == 6
        assert all(box and box["x"] + box["width"] <= SIZES["phone"][0] for box in boxes)


def test_titles_keep_half_of_a_card_in_large_letters(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(sample.site)}trending/")
        seen.page.evaluate(LARGE)
        card = seen.page.locator(".entry").first
        title, whole = card.locator(".entry-title").bounding_box(), card.bounding_box()
        assert title
        assert whole
        assert title["width"] >= whole["width"] / 2
