"""A day of many papers: its pages by keyboard and without scripts, its titles, its print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.axe import add_axe, violations
from tests.browser.watch import sticks_out, watched
from tests.conftest import Serve, made_once
from tests.made import digest_text, many_papers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
DAY = "dates/2025-03-11/"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a day of 130 papers."""
    return made_once(tmp_path_factory, "crowded", _crowded)


def _crowded(folder: Path) -> Path:
    (folder / "content").mkdir()
    (folder / "day.txt").write_text(digest_text("Mar 11", many_papers(130)), "utf-8")
    import_digests(folder / "content", [folder / "day.txt"], GivenDates(2025))
    build(Options(folder / "content", folder / "site"))
    return folder / "site"


def test_the_pages_of_a_day_are_walked_by_keyboard(crowded: Path, serve: Serve, chromium: Browser) -> None:
    url = serve(crowded)
    with watched(chromium) as seen:
        page = seen.page
        page.goto(url + DAY)
        ranks: list[str] = []
        for number in ("2/", "3/", ""):
            ranks += page.locator(".rank").all_inner_texts()
            following = page.get_by_role("navigation", name="Pages").get_by_role("link", name="Next")
            if number:
                page.locator(".entry").last.get_by_role("link").first.focus()
                while not following.evaluate("link => link === document.activeElement"):
                    page.keyboard.press("Tab")
                page.keyboard.press("Enter")
                page.wait_for_url(url + DAY + number)
        assert following.count() == 0
        assert ranks == [str(rank) for rank in range(1, 131)]
        assert page.locator(".pager [aria-current=page]").inner_text().split()[-1] == "3"
        assert seen.errors == []


def test_pages_and_titles_work_without_scripts(crowded: Path, serve: Serve, chromium: Browser) -> None:
    url = serve(crowded)
    with watched(chromium, "phone", java_script_enabled=False) as seen:
        seen.page.goto(url + DAY)
        seen.page.get_by_role("link", name="Page 2", exact=True).click()
        seen.page.wait_for_url(f"{url}{DAY}2/")
        seen.page.get_by_role("link", name="Titles only").click()
        seen.page.wait_for_url(f"{url}{DAY}titles/")
        assert seen.page.locator(".titles li").count() == 130
        seen.page.get_by_role("link", name="Full list").click()
        seen.page.wait_for_url(url + DAY)
        seen.page.locator(".entry-lead summary").first.click()
        assert seen.page.locator(".entry-lead[open] p").first.is_visible()


@pytest.mark.parametrize(("size", "scheme"), [("narrow", "dark"), ("desk", "light")])
def test_no_rule_is_broken_and_nothing_sticks_out(
    crowded: Path, serve: Serve, chromium: Browser, size: str, scheme: str
) -> None:
    url = serve(crowded)
    with watched(chromium, size, color_scheme=scheme) as seen:
        add_axe(seen.page)
        for path in (f"{DAY}2/", f"{DAY}titles/"):
            seen.page.goto(url + path)
            assert violations(seen.page) == [], path
            assert sticks_out(seen.page) == [], path


def test_print_has_no_ways_between_pages(crowded: Path, serve: Serve, chromium: Browser) -> None:
    url = serve(crowded)
    with watched(chromium) as seen:
        seen.page.goto(url + DAY)
        assert seen.page.locator(".pager").is_visible()
        seen.page.emulate_media(media="print")
        assert not seen.page.locator(".pager").is_visible()
        assert seen.page.locator(".entry-lead > p").first.is_visible()
