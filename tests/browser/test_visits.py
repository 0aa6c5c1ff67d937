"""What is new since the last visit: marked on the home page and in the list of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import add_axe, violations
from tests.browser.watch import Watched, sticks_out, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

AGO = """() => {
  const [key] = Object.keys(localStorage);
  const seen = JSON.parse(localStorage[key]);
  const days = Object.keys(seen.days).sort();
  delete seen.days[days.at(-1)];
  seen.days[days.at(-2)] -= 2;
  seen.at -= 1e8;
  localStorage[key] = JSON.stringify(seen);
}"""
"""The last look was a day ago; since then the newest day came, and the one before it grew by two papers."""
SHIFT = """() => new Promise((resolve) => {
  const sum = (list) => list.getEntries().reduce((total, entry) => total + entry.value, 0);
  new PerformanceObserver((list) => resolve(sum(list))).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(0), 300);
})"""
REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); },
})"""


def visit_again(seen: Watched, url: str) -> None:
    """Open the home page, and again a day later."""
    seen.page.goto(url)
    seen.page.evaluate(AGO)
    seen.page.reload()


@pytest.mark.parametrize("size", ["narrow", "phone", "desk"])
def test_new_days_are_marked(sample: Sample, serve: Serve, chromium: Browser, size: str) -> None:
    with watched(chromium, size) as seen:
        url = serve(sample.site)
        seen.page.goto(url)
        assert seen.page.locator(".since, .new").count() == 0
        visit_again(seen, url)
        line = seen.page.locator(".since")
        assert line.inner_text().startswith("New since ")
        assert line.inner_text().endswith("papers on 2 days")
        assert seen.page.locator("#said").inner_text() == line.inner_text()  # to screen readers
        assert seen.page.locator(".hero-count").inner_text().endswith("papers · new")
        assert seen.page.locator(".recent a").first.text_content() == "6 May 2026, 2 new"
        assert seen.page.locator(".recent .new").count() == 1
        assert seen.page.evaluate(SHIFT) == 0
        assert sticks_out(seen.page) == []
        box, below = line.bounding_box(), seen.page.locator(".hero h1, .tagline").first.bounding_box()
        assert box
        assert below
        assert box["y"] + box["height"] <= below["y"]
        seen.page.goto(f"{url}dates/")  # the same visit
        assert line.count() == 1
        assert seen.page.locator(".calendar .new").count() == 2
        assert seen.page.evaluate(SHIFT) == 0
        assert sticks_out(seen.page) == []
        assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_is_broken_by_marks(sample: Sample, serve: Serve, chromium: Browser, scheme: str) -> None:
    with watched(chromium, color_scheme=scheme) as seen:
        add_axe(seen.page)
        url = serve(sample.site)
        visit_again(seen, url)
        assert violations(seen.page) == []
        seen.page.goto(f"{url}dates/")
        seen.page.locator(".new").first.wait_for(state="attached")
        assert violations(seen.page) == []


def test_without_storage_pages_work(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.add_init_script(REFUSED)
        seen.page.goto(serve(sample.site))
        assert seen.page.locator(".since, .new").count() == 0
        seen.page.keyboard.press("/")
        seen.page.wait_for_selector("dialog[open]")
        assert seen.errors == []


def test_damaged_storage_is_replaced(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(sample.site))
        for value in ("3", "null", '{"at": "x"}', '{"at": 1, "days": null}'):
            seen.page.evaluate("(value) => localStorage.setItem(Object.keys(localStorage)[0], value)", value)
            seen.page.reload()
            assert seen.page.evaluate("JSON.parse(Object.values(localStorage)[0]).before") is None
        assert seen.errors == []


def test_marks_are_seen_in_forced_colours_and_not_printed(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium, forced_colors="active") as seen:
        visit_again(seen, serve(sample.site))
        style = "getComputedStyle(document.querySelector('.recent .new')).borderTopStyle"
        assert seen.page.evaluate(style) == "solid"
        seen.page.emulate_media(media="print")
        assert seen.page.locator(":is(.since, .new, .hero-count b):visible").count() == 0
