"""The search dialog in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.watch import RESULTS, opened, until, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DIALOG = "#search-dialog"


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_the_dialog_and_escape_restores_the_focus(
    sample: Sample, serve: Serve, chromium: Browser, key: str
) -> None:
    with opened(chromium, serve(sample.site)) as seen:
        page = seen.page
        page.focus("[data-search-open]")
        page.keyboard.press(key)
        page.wait_for_selector(f"{DIALOG}[open]")
        assert page.evaluate("document.activeElement.type") == "search"
        page.keyboard.type("learning/")
        assert page.locator(f"{DIALOG} input").input_value() == "learning/"
        page.keyboard.press("Backspace")
        page.wait_for_selector(f"{DIALOG} .result a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        page.wait_for_selector(f"{DIALOG}:not([open])", state="attached")
        assert page.evaluate("document.activeElement.matches('[data-search-open]')")
        assert seen.errors == []


def test_the_dialog_works_on_every_depth_and_leads_to_all_results(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    url = serve(sample.site)
    paper = next((sample.site / "papers").glob("*/*/index.html")).parent.relative_to(sample.site).as_posix()
    for place in (f"{paper}/", "dates/", "nothing/here/"):
        with watched(chromium) as seen:
            page = seen.page
            page.goto(url + place)
            page.click("[data-search-open]")
            page.wait_for_selector(f"{DIALOG}[open]")
            page.keyboard.type("learning")
            page.wait_for_selector(f"{DIALOG} .result a")
            page.keyboard.press("Control+Enter")
            page.wait_for_url("**/repo/search/?q=learning")
            page.wait_for_selector(RESULTS)
            page.locator(RESULTS).first.click()
            page.wait_for_selector("body.paper")


@pytest.mark.parametrize("is_shown", [True, False])
def test_enter_opens_the_first_result(
    sample: Sample, serve: Serve, chromium: Browser, is_shown: bool
) -> None:
    with opened(chromium, serve(sample.site)) as seen:
        page = seen.page
        page.keyboard.press("/")
        page.keyboard.type("learning")
        if is_shown:
            page.wait_for_selector(f"{DIALOG} .result a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/papers/*/*/")


def test_other_signs_and_languages_mean_the_same_in_the_dialog(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    """The months are those that this browser names."""
    alike = (
        ("learning", ("ｌｅａｒｎｉｎｇ", "learn\u200bing", "\u202elearning")),
        ("title:learning", ("Title:learning", "ti:learning")),
        ("28 April 2026", ("28 de abril de 2026", "28 апреля 2026")),
    )
    with opened(chromium, serve(sample.site)) as seen:
        page = seen.page
        page.keyboard.press("/")
        for query, others in alike:
            wanted = answer_to(page, query)
            assert wanted[1], query
            for other in others:
                assert answer_to(page, other) == wanted, other
        assert seen.errors == []


def answer_to(page: Page, query: str) -> tuple[str, list[str]]:
    """Return the status and the titles that the dialog shows for a query, once it shows them twice alike."""
    field = page.locator(f"{DIALOG} input")
    field.fill("")
    until(page, lambda: page.locator(f"{DIALOG} .result").count(), lambda count: not count)
    field.press_sequentially(query, delay=5)
    page.wait_for_selector(f"{DIALOG} .result a")
    seen: list[tuple[str, list[str]]] = []

    def look() -> list[tuple[str, list[str]]]:
        page.wait_for_timeout(250)
        titles = page.locator(f"{DIALOG} .result a").all_inner_texts()
        seen.append((page.locator(f"{DIALOG} [role=status]").inner_text(), titles))
        return seen[-2:]

    return until(page, look, lambda last: len(last) == 2 and last[0] == last[1])[-1]


def test_enter_without_results_leads_to_the_search_page(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, serve(sample.site)) as seen:
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("qqxzvw kkjjhh")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/search/?q=qqxzvw+kkjjhh")


def test_the_dialog_has_a_button_that_closes_it(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, serve(sample.site), size="phone") as seen:
        page = seen.page
        page.click("[data-search-open]")
        page.wait_for_selector(f"{DIALOG}[open]")  # its module is loaded on demand
        page.keyboard.type("learning")
        page.wait_for_selector(f"{DIALOG} .result a")
        page.locator(DIALOG).evaluate("dialog => dialog.scrollTo(0, dialog.scrollHeight)")
        page.click(f"{DIALOG} [data-search=close]")
        page.wait_for_selector(f"{DIALOG}:not([open])", state="attached")
        assert page.evaluate("document.activeElement.matches('[data-search-open]')")


def test_letters_typed_while_the_modules_load_are_searched(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        page = seen.page
        page.route("**/search/ui/dialog.js*", lambda route: (page.wait_for_timeout(300), route.continue_()))
        page.goto(serve(sample.site))
        page.keyboard.press("/")
        page.keyboard.type("puddles")
        assert page.locator("dialog input").input_value() == "puddles"
        page.wait_for_selector("dialog .result")
        assert "Puddles" in page.locator("dialog .result").first.inner_text()
