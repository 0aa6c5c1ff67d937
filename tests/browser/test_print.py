"""Pages on paper: few of them, and whole abstracts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.watch import watched
from tests.conftest import BASE_URL, Sample, Serve, made_once
from tests.made import digest_text

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SENTENCE = "Lanterns that are read in the order of the tide need fewer words than any before them. "
PAPERS = [(f"Reading lanterns {place}", SENTENCE * 14 + f"The last word is {place}.") for place in range(12)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "printed", _printed)


def _printed(folder: Path) -> Path:
    made = Sample(folder / "content", folder / "site")
    (made.content / "digests").mkdir(parents=True)
    (made.content / "digests/2025-03-18.txt").write_text(digest_text("Mar 18", PAPERS), "utf-8")
    build(Options(made.content, made.site, base_url=BASE_URL))
    return made.site


def sheets(page: Page) -> int:
    """Return the number of A4 pages that a page is printed on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_a_paper_of_one_paragraph_is_one_sheet(site: Path, serve: Serve, chromium: Browser) -> None:
    (place, *_) = sorted((site / "papers").glob("*/*/"))
    with watched(chromium) as seen:
        seen.page.goto(serve(site) + place.relative_to(site).as_posix() + "/")
        assert sheets(seen.page) == 1
        long = "document.querySelector('.abstract p').textContent = 'Words of it. '.repeat(900)"
        seen.page.evaluate(long)
        assert sheets(seen.page) > 1  # the control: sheets are counted
        assert "by title" in seen.page.locator(".margin").inner_text()
        seen.page.emulate_media(media="print")
        assert not seen.page.locator(".margin").inner_text().strip()  # nobody follows a search on paper


def test_papers_of_a_printed_day_follow_one_another_without_gaps(
    site: Path, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(site) + "dates/2025-03-18/")
        texts = "document.querySelectorAll('.entry-lead p')"
        seen.page.evaluate(f"for (const text of {texts}) text.textContent = 'Words of it. '.repeat(300)")
        whole = sheets(seen.page)
        rule = "@media print { li.entry { break-inside: avoid } }"
        seen.page.evaluate(
            "rule => { const [s] = document.styleSheets; s.insertRule(rule, s.cssRules.length); }", rule
        )
        assert sheets(seen.page) > whole


def test_a_printed_paper_says_how_many_authors_it_leaves_out(
    site: Path, serve: Serve, chromium: Browser
) -> None:
    (place, *_) = sorted((site / "papers").glob("*/*/"))
    with watched(chromium) as seen:
        seen.page.goto(serve(site) + place.relative_to(site).as_posix() + "/")
        seen.page.evaluate(
            "const others = document.createElement('details'); others.className = 'other-authors';"
            "others.append(document.createElement('summary'), 'Names');"
            "others.firstChild.textContent = '651 more authors'; document.querySelector('h1').after(others)"
        )
        seen.page.emulate_media(media="print")
        assert "651 more authors" in seen.page.locator("main").inner_text()


def test_a_printed_address_is_not_printed_again(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        place = "papers/2026/lamplight-o-n-log-n-attention-for-documents-that-are-read/"
        seen.page.goto(serve(sample.site) + place)
        seen.page.emulate_media(media="print")
        after = "all => all.map((one) => getComputedStyle(one, '::after').content)"
        assert set(seen.page.locator(".margin dd a").evaluate_all(after)) == {"none"}
        assert "none" not in seen.page.locator(".margin li a").evaluate_all(after)  # what says no address


def test_printed_relatives_of_a_topic_are_all_on_the_sheet(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium, "narrow") as seen:
        seen.page.goto(f"{serve(sample.site)}topics/attention/")
        related = seen.page.locator(".related ul")
        related.evaluate(
            "list => { for (let n = 0; n < 9; n++) list.append(list.firstElementChild.cloneNode(true)) }"
        )
        is_cut = "list => list.scrollWidth > list.clientWidth"
        assert related.evaluate(is_cut)  # the control: on a screen it scrolls
        seen.page.emulate_media(media="print")
        assert not related.evaluate(is_cut)


def test_what_is_small_on_a_screen_is_smaller_than_the_text_on_paper(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(sample.site)}topics/attention/")
        seen.page.emulate_media(media="print")
        title, detail = seen.page.evaluate(
            "['.lines a', '.lines small'].map((one) =>"
            " parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"
        )
        assert detail < title


def test_a_day_is_printed_with_whole_abstracts(site: Path, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(site)}dates/2025-03-18/")
        seen.page.emulate_media(media="print")
        shown = seen.page.locator("main").inner_text()
        assert [number for number in range(12) if f"The last word is {number}." not in shown] == []
        assert "Previous" not in shown
        assert not seen.page.locator("nav:visible").count()
        assert sheets(seen.page) <= 6  # two papers or more a sheet


ADDRESS = "getComputedStyle(document.querySelector('[rel=canonical]'), '::before').content"


@pytest.mark.parametrize("path", ["", "dates/", "search/"])
def test_no_control_is_printed(sample: Sample, serve: Serve, chromium: Browser, path: str) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(sample.site) + path)
        seen.page.locator("[data-search-open]").click()
        seen.page.emulate_media(media="print")
        assert not seen.page.locator("button:visible, input:visible, dialog:visible").count()
        assert seen.page.evaluate(ADDRESS) == f'"{BASE_URL}{path}"'
        assert seen.page.locator("[rel=canonical]").is_visible()
        assert not seen.page.locator(".foot, title").filter(visible=True).count()
