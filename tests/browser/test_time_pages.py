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


EIGHT = """() => {
  const links = [...document.querySelectorAll(".masthead nav a")];
  const isNew = (name) => links.every((link) => link.text !== name);
  const [days, names] = [links[0], ["Topics", "People", "Trending", "Map"].filter(isNew)];
  days.after(...names.map((text) => Object.assign(document.createElement("a"), {href: "../", text})));
}"""
"""Puts four more sections into the navigation, at most eight entries with Search."""

MANY_PAGES = """() => document.querySelector(".masthead nav a").after(
  ...Array.from({length: 9}, () => Object.assign(document.createElement("a"), {href: "../", text: "A list"})),
)"""


def lines_of_masthead(page: Page) -> int:
    """Return the number of different heights at which links of the masthead stand."""
    tops = {link.bounding_box()["y"] // 20 for link in page.locator(".masthead a").all()}  # type: ignore[index]
    return len(tops)


@pytest.mark.parametrize(("width", "lines"), [(320, 3), (390, 2), (1280, 1)])
def test_each_entry_of_the_masthead_is_a_tap_away(
    sample: Sample, serve: Serve, chromium: Browser, width: int, lines: int
) -> None:
    with watched(chromium) as seen:
        seen.page.set_viewport_size({"width": width, "height": 800})
        seen.page.goto(serve(sample.site) + "weeks/")
        if seen.page.get_by_role("link", name="Map", exact=True).count() == 0:
            seen.page.evaluate(EIGHT)
        assert lines_of_masthead(seen.page) == lines
        assert seen.page.locator(".masthead").bounding_box()["height"] < 130  # type: ignore[index]
        seen.page.evaluate(MANY_PAGES)
        assert sticks_out(seen.page) == []
        boxes = [link.bounding_box() for link in seen.page.locator(".masthead a").all()]
        for place, box in enumerate(boxes):
            assert box
            assert box["x"] + box["width"] <= width
            assert box["height"] >= 24
            for other in boxes[:place]:  # none is on another
                assert other
                assert abs(box["y"] - other["y"]) > 12 or box["x"] >= other["x"] + other["width"]


def test_a_day_leads_to_its_month_and_a_week_to_all_weeks(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium, java_script_enabled=False) as seen:
        seen.page.goto(serve(sample.site) + "dates/2026-05-06/")
        trail = seen.page.get_by_role("navigation", name="Breadcrumb")
        assert trail.inner_text().split("\n") == ["Days", "May 2026", "Wednesday 6"]
        assert trail.locator("[aria-current=page]").inner_text() == "Wednesday 6"
        trail.get_by_role("link", name="May 2026").click()
        assert seen.page.locator("h1").inner_text() == "May 2026"
        seen.page.goto(serve(sample.site) + "weeks/2026-W19/")
        trail.get_by_role("link", name="Weeks").click()
        assert seen.page.locator("h1").inner_text() == "All weeks"
        assert trail.count() == 0
