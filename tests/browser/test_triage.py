"""A day's papers one at a time: keys, touch, storage, the way back, and citations of what was kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.axe import add_axe, violations
from tests.browser.test_visits import REFUSED
from tests.browser.watch import sticks_out, until, watched
from tests.conftest import BASE_URL, Sample, Serve
from tests.made import digest_text, many_papers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

DAY = "dates/2026-05-08/"
PAPERS = 8


def begin(page: Page, url: str) -> None:
    """Open a day and its papers one at a time."""
    page.goto(url)
    page.get_by_role("button", name="One by one").click()
    page.wait_for_selector("dialog.triage[open]")


def heading(page: Page) -> str:
    """Return the text of the focused heading."""
    return str(page.evaluate("document.activeElement.tagName === 'H2' && document.activeElement.textContent"))


def titles(page: Page) -> list[str]:
    """Return the titles of the day's list."""
    return [str(title) for title in page.locator("#titles .entry-title").all_text_contents()]


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def test_nothing_more_is_loaded_until_it_is_used(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        loaded: list[str] = []
        seen.page.on("request", lambda request: loaded.append(request.url))
        seen.page.goto(serve(sample.site) + DAY)
        seen.page.wait_for_load_state("networkidle")
        assert len(loaded) <= 4
        seen.page.get_by_role("button", name="One by one").click()
        seen.page.wait_for_selector("dialog.triage[open]")
        assert any("triage" in url for url in loaded)


def test_keys_skip_keep_and_go_back(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        page = seen.page
        begin(page, serve(sample.site) + DAY)
        names = titles(page)
        assert heading(page) == names[0]
        press(page, "j")
        assert heading(page) == names[1]
        press(page, "s")
        assert heading(page) == names[2]
        assert page.locator(".triage [role=status]").inner_text() == f"Kept. Paper 3 of {PAPERS}"
        press(page, "k")
        assert heading(page) == names[1]
        assert page.get_by_role("button", name="Kept", exact=True).get_attribute("aria-pressed") == "true"
        press(page, "ArrowRight s " + "ArrowRight " * (PAPERS - 3))
        assert heading(page) == "Kept"
        assert page.locator(".triage-body li").all_text_contents() == names[1:3]
        press(page, "ArrowLeft ArrowLeft")
        press(page, "Escape")
        until(page, lambda: page.locator("dialog[open]").count(), lambda count: not count)
        assert page.evaluate("document.activeElement.textContent") == "One by one"
        assert page.url.endswith(DAY)
        page.reload()
        page.get_by_role("button", name="One by one").click()
        until(page, lambda: heading(page), lambda text: text == "Kept")  # all were decided
        page.get_by_role("button", name="Start again").click()
        assert heading(page) == names[0]
        assert seen.errors == []


def test_keys_count_that_are_pressed_while_it_loads(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        held: list[Route] = []
        page = seen.page
        page.context.route("**/triage/triage.js*", lambda route: held.append(route))
        page.goto(serve(sample.site) + DAY)
        names = titles(page)
        page.get_by_role("button", name="One by one").click()
        until(page, lambda: held, bool)
        press(page, "j s")
        held[0].continue_()
        page.wait_for_selector("dialog.triage[open]")
        assert until(page, lambda: heading(page), lambda text: text == names[2]) == names[2]
        assert page.locator(".triage header").get_by_role("button", name="1 kept").is_visible()
        press(page, "Escape")
        until(page, lambda: page.locator("dialog[open]").count(), lambda count: not count)
        page.get_by_role("button", name="One by one").click()
        assert (
            until(page, lambda: heading(page), lambda text: text != "False") == names[2]
        )  # no key is answered twice
        assert seen.errors == []


def test_the_way_back_from_a_paper_leads_to_it(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        page = seen.page
        begin(page, serve(sample.site) + DAY)
        press(page, "j j j k")
        shown = heading(page)
        press(page, "o")
        page.wait_for_url("**/papers/**")
        assert page.locator("h1").text_content() == shown
        page.go_back()
        page.wait_for_selector("dialog.triage[open]")
        assert (
            until(page, lambda: page.locator(".triage h2").text_content(), lambda text: text == shown)
            == shown
        )
        page.go_back()  # as the button Close does
        until(page, lambda: page.locator("dialog[open]").count(), lambda count: not count)
        assert page.locator("dialog[open]").count() == 0
        assert page.url.endswith(DAY)
        page.go_forward()
        page.wait_for_selector("dialog.triage[open]")
        assert page.locator(".triage h2").text_content() == shown
        assert seen.errors == []


def test_single_keys_can_be_switched_off(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        page = seen.page
        page.goto(serve(sample.site) + DAY)
        press(page, "j s")
        assert page.locator("dialog[open]").count() == 0  # keys mean nothing outside
        begin(page, serve(sample.site) + DAY)
        first = page.locator(".triage h2").text_content()
        page.get_by_role("checkbox").uncheck()
        press(page, "j s ArrowRight")
        assert page.locator(".triage h2").text_content() == first
        page.reload()
        page.wait_for_selector("dialog.triage[open]")
        press(page, "j s")
        assert page.locator(".triage h2").text_content() == first
        page.get_by_role("button", name="Skip").click()
        assert page.locator(".triage h2").text_content() != first


@pytest.mark.parametrize("size", ["narrow", "phone"])
def test_it_works_by_touch(sample: Sample, serve: Serve, chromium: Browser, size: str) -> None:
    with watched(chromium, size, has_touch=True, is_mobile=True) as seen:
        page = seen.page
        page.goto(serve(sample.site) + DAY)
        page.get_by_role("button", name="One by one").tap()
        page.wait_for_selector("dialog.triage[open]")
        for button in page.locator(".triage button:visible").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 44
            assert box["width"] >= 44
        assert page.locator(".triage label:visible").count() == 0  # no keys, no words about them
        keep = page.get_by_role("button", name="Keep")
        background = "button => getComputedStyle(button).backgroundColor"
        before = keep.evaluate(background)
        keep.tap()
        assert keep.evaluate(background) == before  # no finger stays there, as a pointer does
        page.get_by_role("button", name="Skip").tap()
        assert page.locator(".triage h2").text_content() == titles(page)[2]
        page.get_by_role("button", name="1 kept").tap()
        assert page.locator(".triage h2").text_content() == "Kept"
        assert sticks_out(page) == []
        assert seen.errors == []


def test_what_was_kept_can_be_cited(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, permissions=["clipboard-read", "clipboard-write"]) as seen:
        page = seen.page
        begin(page, serve(sample.site) + DAY)
        press(page, "s j s " + "j " * (PAPERS - 3))
        day = (sample.site / DAY / "2026-05-08.bib").read_text("utf-8").split("\n@")
        page.get_by_role("button", name="Copy BibTeX").click()
        page.get_by_role("button", name="Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == f"{day[0]}\n@{day[2]}"
        with page.expect_download() as downloading:
            page.get_by_role("button", name="BibTeX", exact=True).click()
        assert downloading.value.suggested_filename == "kept-2026-05-08.bib"
        assert Path(downloading.value.path()).read_text("utf-8") == f"{day[0]}\n@{day[2]}"
        assert seen.errors == []


def test_a_day_of_several_pages_goes_on_with_the_next(
    serve: Serve, chromium: Browser, tmp_path: Path
) -> None:
    made = Sample(tmp_path / "content", tmp_path / "site")
    (made.content / "digests").mkdir(parents=True)
    (made.content / "digests/2025-03-18.txt").write_text(digest_text("Mar 18", many_papers(150)), "utf-8")
    build(Options(made.content, made.site, base_url=BASE_URL))
    day = (made.site / "dates/2025-03-18/2025-03-18.bib").read_text("utf-8").split("\n@")
    with watched(chromium, permissions=["clipboard-read", "clipboard-write"]) as seen:
        page = seen.page
        begin(page, f"{serve(made.site)}dates/2025-03-18/")
        first = len(titles(page))
        assert first < 150
        press(page, "j " * first)
        assert heading(page) == "Nothing kept on this page"
        page.get_by_role("link", name="Go on with the next page").click()
        page.wait_for_url("**/dates/2025-03-18/2/#triage")
        page.wait_for_selector("dialog.triage[open]")
        press(page, "j s")
        page.get_by_role("button", name="1 kept").click()
        page.get_by_role("button", name="Copy BibTeX").click()
        page.get_by_role("button", name="Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == f"@{day[first + 1]}"
        page.get_by_role("button", name="Close").click()  # nothing was pushed: the page stays
        until(page, lambda: page.locator("dialog[open]").count(), lambda count: not count)
        assert page.url.endswith("/dates/2025-03-18/2/")
        assert seen.errors == []


def test_without_storage_decisions_last_as_long_as_the_page(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        seen.page.add_init_script(REFUSED)
        begin(seen.page, serve(sample.site) + DAY)
        press(seen.page, "s s")
        assert seen.page.locator(".triage header button").first.inner_text() == "2 kept"
        assert seen.errors == []


@pytest.mark.parametrize(("size", "scheme"), [("narrow", "dark"), ("desk", "light")])
def test_no_rule_is_broken(sample: Sample, serve: Serve, chromium: Browser, size: str, scheme: str) -> None:
    with watched(chromium, size, color_scheme=scheme) as seen:
        add_axe(seen.page)
        begin(seen.page, serve(sample.site) + DAY)
        press(seen.page, "s k")
        assert violations(seen.page) == []
        press(seen.page, "j " * PAPERS)
        assert violations(seen.page) == []
        assert sticks_out(seen.page) == []


@pytest.mark.parametrize("size", ["narrow", "desk"])
def test_hostile_text_fits_and_runs_nothing(
    hostile: Sample, serve: Serve, chromium: Browser, size: str
) -> None:
    with watched(chromium, size) as seen:
        page = seen.page
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        begin(page, f"{serve(hostile.site)}dates/2025-03-18/")
        wide = "document.querySelector('.triage-body').scrollWidth > innerWidth"
        for place, title in enumerate(names := titles(page)):
            assert heading(page) == title
            assert sticks_out(page) == []
            assert not page.evaluate(wide), title
            assert page.get_by_role("button", name="Close").is_visible()
            press(page, "s" if place % 2 else "j")
        assert page.locator(".triage-body li").all_text_contents() == names[1::2]
        assert sticks_out(page) == []
        assert not page.evaluate(wide)
        assert seen.errors == []


def test_a_button_that_needs_scripts_or_paper_is_hidden(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium, java_script_enabled=False) as seen:
        seen.page.goto(serve(sample.site) + DAY)
        assert seen.page.locator("[data-triage]").count() == 1
        assert seen.page.locator("[data-triage]:visible").count() == 0
    with watched(chromium, forced_colors="active", reduced_motion="reduce") as seen:
        begin(seen.page, serve(sample.site) + DAY)
        press(seen.page, "s k")
        pressed = "getComputedStyle(document.querySelector('[aria-pressed=true]')).borderTopWidth"
        assert seen.page.evaluate(pressed) == "3px"
        seen.page.emulate_media(media="print")
        assert seen.page.locator(":is(.triage, [data-triage]):visible").count() == 0
