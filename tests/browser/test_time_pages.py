"""Pages of days, weeks and months: accessible names, tints, the number of lines of the masthead."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import add_axe, violations
from tests.browser.watch import sticks_out, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TINTS = """() => Array.from({length: 6}, (_, step) => {
  const link = document.querySelector(".calendar td a");
  link.className = `tint-${step}`;
  const {backgroundColor, borderBottomWidth} = getComputedStyle(link);
  return [backgroundColor, parseFloat(borderBottomWidth)];
})"""
"""The ground and the line below a day of each step."""


def test_a_label_that_contradicts_what_is_seen_is_found(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    """A control of `test_axe`, which opens these pages."""
    with watched(chromium) as seen:
        add_axe(seen.page)
        seen.page.goto(serve(sample.site) + "dates/")
        seen.page.evaluate("document.querySelector('.calendar td a').ariaLabel = 'A day of many papers'")
        assert [found.split()[0] for found in violations(seen.page)] == ["label-content-name-mismatch"]


def test_names_of_days_hold_what_is_seen_in_its_order(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(sample.site) + "months/2026-05/")
        day = seen.page.get_by_role("link", name="6 May 2026, 11 papers", exact=True)
        assert day.inner_text().split() == ["6", "May", "2026,", "11", "papers"]
        assert day.bounding_box()["height"] >= 44  # type: ignore[index]
        assert seen.page.get_by_role("link", name="Week 19", exact=True).count() == 1


@pytest.mark.parametrize("path", ["dates/", "months/2026-05/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_number_of_papers_has_its_tint(
    sample: Sample, serve: Serve, chromium: Browser, path: str, scheme: str
) -> None:
    with watched(chromium, color_scheme=scheme) as seen:
        seen.page.goto(serve(sample.site) + path)
        assert len({ground for ground, _ in seen.page.evaluate(TINTS)}) == 6


@pytest.mark.parametrize("path", ["dates/", "months/2026-05/"])
@pytest.mark.parametrize("where", [{"forced_colors": "active"}, {"media": "print"}])
def test_where_grounds_are_lost_a_line_grows(
    sample: Sample, serve: Serve, chromium: Browser, path: str, where: dict[str, str]
) -> None:
    with watched(chromium) as seen:
        seen.page.emulate_media(**where)  # type: ignore[arg-type]
        seen.page.goto(serve(sample.site) + path)
        lines = [line for _, line in seen.page.evaluate(TINTS)]
        assert lines[0] == 0
        assert all(one < other for one, other in pairwise(lines))


MANY_PAGES = """() => document.querySelector(".masthead nav a").after(
  ...Array.from({length: 9}, () => Object.assign(document.createElement("a"), {href: "../", text: "A list"})),
)"""


def lines_of_masthead(page: Page) -> int:
    """Return the number of different heights at which links of the masthead stand."""
    tops = {link.bounding_box()["y"] // 20 for link in page.locator(".masthead a").all()}  # type: ignore[index]
    return len(tops)


@pytest.mark.parametrize("width", [320, 390])
def test_the_masthead_of_a_phone_has_two_lines(
    sample: Sample, serve: Serve, chromium: Browser, width: int
) -> None:
    with watched(chromium) as seen:
        seen.page.set_viewport_size({"width": width, "height": 800})
        seen.page.goto(serve(sample.site) + "weeks/")
        assert lines_of_masthead(seen.page) <= 2
        assert seen.page.locator(".masthead").bounding_box()["height"] < 110  # type: ignore[index]
        seen.page.evaluate(MANY_PAGES)
        assert lines_of_masthead(seen.page) <= 2
        assert sticks_out(seen.page) == []
        search = seen.page.locator(".search-open").bounding_box()
        assert search
        assert search["x"] + search["width"] <= width
