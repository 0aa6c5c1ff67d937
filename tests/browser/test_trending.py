"""What was hot in a week, what trends: found by a person, without scripts; and sizes to touch and to read."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.sites import one_of_each
from tests.browser.watch import watched
from tests.conftest import BASE_URL, Sample, Serve, made_once

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FIRST = date(2025, 2, 3)
HOT = date(2025, 3, 19)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of the working days of ten weeks, with four papers a day."""
    return made_once(tmp_path_factory, "weeks", _ten_weeks)


def _ten_weeks(folder: Path) -> Path:
    days = [day for day in (FIRST + timedelta(number) for number in range(68)) if day.weekday() < 5]
    rows = [
        {
            "title": f"Moss of {day.isoformat()}, Part {part}",
            "abstract": f"We look at moss {part} of {day.isoformat()} and find it green.",
            "date": day.isoformat(),
            "upvotes": 900 if (day, part) == (HOT, 3) else part,
        }
        for day in days
        for part in range(4)
    ]
    (folder / "saved.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    import_digests(folder / "content", [folder / "saved.jsonl"])
    build(Options(folder / "content", folder / "site", base_url=BASE_URL))
    return folder / "site"


def test_what_was_hot_in_a_week_takes_two_steps(site: Path, serve: Serve, chromium: Browser) -> None:
    url = serve(site)
    with watched(chromium, java_script_enabled=False) as seen:
        seen.page.goto(url)
        seen.page.get_by_role("navigation", name="Site").get_by_role("link", name="Weeks").click()
        seen.page.get_by_role("link", name="17–23 March").click()
        assert seen.page.url == f"{url}weeks/2025-W12/"
        first = seen.page.locator(".best .entry").first
        assert "Moss of 2025-03-19, Part 3" in first.inner_text()
        assert "900" in first.inner_text()


def test_what_trends_is_one_step_away_and_leads_to_its_week(
    site: Path, serve: Serve, chromium: Browser
) -> None:
    url = serve(site)
    with watched(chromium, java_script_enabled=False) as seen:
        page = seen.page
        page.goto(url)
        page.get_by_role("navigation", name="Site").get_by_role("link", name="Trending").click()
        assert page.url == f"{url}trending/"
        assert "7 days to 11 April 2025" in page.locator("main").inner_text()
        assert page.locator(".score").first.inner_text() == "Score 46"
        page.get_by_role("link", name="This month").click()
        assert page.locator(".views [aria-current]").inner_text() == "This month"
        assert "Moss of 2025-03-19, Part 3" in page.locator(".entry").first.inner_text()
        page.get_by_role("link", name="April 2025").click()
        assert page.url == f"{url}months/2025-04/"
        page.get_by_role("link", name="Trending this month").click()
        page.get_by_role("link", name="All time").click()
        assert page.url == f"{url}trending/all/"
        assert page.locator(".score").first.inner_text() == "Score 9,016"
        page.goto(f"{url}weeks/2025-W15/")
        page.get_by_role("link", name="Trending this week").click()
        assert page.url == f"{url}trending/"


SMALL = """() => {
  const small = [];
  for (const link of document.querySelectorAll("main :is(a, button, summary), footer a")) {
    if (link.closest(".skip, .prose, .entry-lead, [role=status]") || !link.checkVisibility()) continue;
    const {width, height} = link.getBoundingClientRect();
    if (width < 24 || height < 24) small.push(`${link.textContent.trim()}: ${width} × ${height}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const {data, parentElement} = texts.currentNode;
    if (!data.trim() || !parentElement.checkVisibility() || parentElement.closest("math, sup, sub")) continue;
    const size = parseFloat(getComputedStyle(parentElement).fontSize);
    if (size < 13) small.push(`${data}: ${size} px`);
  }
  return small;
}"""
"""Links of less than 24 × 24 pixels (WCAG 2.5.8), other than in running text, and text below 13 pixels."""

LISTS = ("home", "date", "month", "dates", "weeks", "week", "trending")


@pytest.mark.parametrize("size", ["narrow", "phone", "desk"])
def test_nothing_in_lists_is_too_small(sample: Sample, serve: Serve, chromium: Browser, size: str) -> None:
    url = serve(sample.site)
    with watched(chromium, size) as seen:
        for kind in LISTS:
            seen.page.goto(url + one_of_each(sample.site)[kind])
            assert seen.page.evaluate(SMALL) == [], kind
        seen.page.evaluate("document.querySelector('.score').style.fontSize = '11px'")
        seen.page.evaluate("document.querySelector('.up a').style.padding = 0")
        assert len(seen.page.evaluate(SMALL)) == 3  # the link, the score and its number
