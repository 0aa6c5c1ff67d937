"""Similar papers on a paper's page: found in three steps, in two orders."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import add_axe, violations
from tests.browser.watch import sticks_out, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAPER = "papers/2026/sieve-and-settle-token-dropping-for-video-models-that-remember/"
"""A paper with similar ones of several days."""


def titles(page: Page) -> list[str]:
    return page.locator("#similar li a").all_inner_texts()


def days(page: Page) -> list[datetime]:
    """Return the days of the entries as they are shown."""
    texts = page.locator("#similar small").all_inner_texts()
    return [datetime.strptime(text.rpartition(" · ")[2], "%d %B %Y").astimezone() for text in texts]


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_papers_similar_to_one_of_the_newest_day_take_three_steps(
    sample: Sample, serve: Serve, chromium: Browser, size: str, scripted: bool
) -> None:
    with watched(chromium, size, java_script_enabled=scripted) as seen:
        page = seen.page
        page.goto(serve(sample.site))
        page.locator(".entry-title a").first.click()
        page.get_by_role("link", name="Similar", exact=True).click()
        assert page.get_by_role("heading", name="Similar papers").is_visible()
        name = titles(page)[0]
        page.locator("#similar li a").first.click()
        assert page.get_by_role("heading", level=1).inner_text() == name
        assert seen.errors == []


def test_the_newest_can_come_first(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        page = seen.page
        add_axe(page)
        page.goto(serve(sample.site) + PAPER)
        by_likeness, button = titles(page), page.get_by_role("button", name="Newest first")
        pressed = page.locator("[data-sort][aria-pressed=true]")
        assert days(page) != sorted(days(page), reverse=True)
        button.focus()
        page.keyboard.press("Enter")
        pressed.wait_for()  # until the module is there
        assert days(page) == sorted(days(page), reverse=True)
        assert sorted(titles(page)) == sorted(by_likeness)
        assert violations(page) == []
        page.keyboard.press("Enter")
        pressed.wait_for(state="detached")
        assert titles(page) == by_likeness
        assert button.get_attribute("aria-pressed") == "false"
        assert seen.errors == []


def test_without_javascript_the_order_is_by_likeness(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "narrow", java_script_enabled=False) as seen:
        seen.page.goto(serve(sample.site) + PAPER)
        assert len(titles(seen.page)) > 1
        assert seen.page.get_by_role("button", name="Newest first").count() == 0
        assert sticks_out(seen.page) == []
