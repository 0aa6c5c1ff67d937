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


def test_numbers_of_a_legend_stay_beside_the_rule(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(sample.site)}dates/")
        seen.page.evaluate(
            "document.querySelectorAll('.scale li').forEach((li) => (li.textContent = '112–199'))"
        )
        ends = seen.page.evaluate(
            "['.scale', '.scale li:last-child', '.scale li:nth-child(4)'].map((one) =>"
            " document.querySelector(one).getBoundingClientRect().right)"
        )
        assert max(ends) == ends[0]


def test_links_below_a_name_begin_where_it_does(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "narrow") as seen:
        seen.page.goto(serve(sample.site))
        seen.page.evaluate(
            "document.querySelectorAll('.up a').forEach((a) => (a.textContent = 'Week '.repeat(6)))"
        )
        links = seen.page.locator(".up a")
        starts = links.evaluate_all("links => links.map((a) => a.getBoundingClientRect().left)")
        assert len(starts) == 2
        assert starts[0] == starts[1]


@pytest.mark.parametrize("width", [390, 640, 1280])
def test_titles_of_a_month_are_whole(sample: Sample, serve: Serve, chromium: Browser, width: int) -> None:
    """At 640 px, as a desk has them that is zoomed to 200 %, most would not fit into a line."""
    with watched(chromium) as seen:
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.page.goto(f"{serve(sample.site)}months/2026-05/")
        titles = seen.page.locator(".day-line li a")
        titles.evaluate_all("links => links.forEach((a) => a.append(' and moss'.repeat(30)))")
        cut = "links => links.filter((a) => a.scrollWidth > a.clientWidth).length"
        assert titles.count() > 3
        assert titles.evaluate_all(cut) == 0
        assert sticks_out(seen.page) == []


def test_a_foot_with_links_stands_in_the_line_beside_it(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium, "desk") as seen:
        seen.page.goto(serve(sample.site))
        link = seen.page.locator(".foot li a").first
        seen.page.locator(".foot p").evaluate(
            "(one, link) => one.replaceChildren(link.cloneNode(true))", link.element_handle()
        )
        own, beside = (seen.page.locator(f".foot {one} a").first.bounding_box() for one in ("p", "li"))
        assert own is not None
        assert beside is not None
        assert abs(own["y"] - beside["y"]) < 3


def test_all_grows_with_a_very_wide_window(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(sample.site))
        widths = []
        for width in (1280, 1920, 2560):
            seen.page.set_viewport_size({"width": width, "height": 1000})
            widths.append(
                seen.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
            )
        assert [round(width, 2) for width in widths[:2]] == [16, 16]
        assert 18 < widths[2] < 20


def test_the_control_sees_a_broken_number(hostile: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(hostile.site))
        seen.page.evaluate(
            "document.querySelector('.tally span').style = 'width: 1px; overflow-wrap: anywhere'"
        )
        seen.page.evaluate("document.querySelector('.tally span').textContent = '123'")
        assert len(broken(seen.page)) == 1


def test_examples_in_the_dialog_have_one_frame(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "narrow") as seen:
        seen.page.goto(serve(sample.site))
        width = "element => getComputedStyle(element).borderTopWidth"
        assert seen.page.locator(".rail .recent li").first.evaluate(width) == "1px"  # the control
        seen.page.locator(".search-open").click()
        assert seen.page.locator("dialog .chips li").first.evaluate(width) == "0px"


def test_a_title_with_a_formula_begins_beside_its_number(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium, "narrow") as seen:
        seen.page.goto(serve(sample.site))
        gap = seen.page.locator(".entry:has(.entry-title math)").first.evaluate(
            "entry => { const range = document.createRange();"
            " const [rank, link] = entry.querySelectorAll('.rank, a');"
            " range.setStart(link.firstChild, 0); range.setEnd(link.firstChild, 1);"
            " return range.getBoundingClientRect().left - rank.getBoundingClientRect().right; }"
        )
        assert 4 < gap < 12
