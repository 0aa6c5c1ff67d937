"""What readers come for, walked in at most three steps from the home page.

A step is a click, words typed into the search box, or a page opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.watch import RESULTS, until, watched
from tests.conftest import BASE_URL, Sample, Serve
from tests.made import digest_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

MONTHS = ("Nov 12", "Dec 3", "Jan 14", "Feb 11", "Mar 18", "Apr 8")
WAYS = ("Folding", "Sorting", "Pruning", "Reading", "Sharing", "Mending")


class Walk:
    """A walk of a reader, who has the home page open; it counts the steps."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.steps = 0
        page.goto(url)

    def click(self, what: Locator) -> None:
        """Click: a step."""
        self.steps += 1
        what.click()

    def search(self, words: str) -> None:
        """Press the slash, type and press Enter: a step."""
        self.steps += 1
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of six months with twelve papers a day, two of them on key-value caches."""
    made = Sample((folder := tmp_path_factory.mktemp("jobs")) / "content", folder / "site")
    for place, day in enumerate(MONTHS):
        digests = made.content / "digests" / ("2024" if place < 2 else "2025")
        digests.mkdir(parents=True, exist_ok=True)
        papers = [
            (
                f"{WAYS[place]} KV-Cache Entries, Part {part}"
                if part < 3
                else f"Moss {place} and Tide {part}",
                f"We study matter{place}x{part}, for {' '.join(f'w{n}y{part}' for n in range(30))}.",
            )
            for part in range(1, 13)
        ]
        (digests / f"{day.lower().replace(' ', '-')}.txt").write_text(digest_text(day, papers), "utf-8")
    build(Options(made.content, made.site, base_url=BASE_URL))
    return made.site


@pytest.fixture
def walk(site: Path, serve: Serve, chromium: Browser) -> Iterator[Walk]:
    with watched(chromium) as seen:
        yield Walk(seen.page, serve(site))
        assert seen.errors == []


def test_the_paper_on_the_cache_seen_in_march(walk: Walk) -> None:
    walk.search("kv cache")
    walk.page.wait_for_selector(RESULTS)
    walk.click(walk.page.locator("#filters label", has_text="March 2025"))
    found = walk.page.locator(RESULTS)
    count = until(walk.page, found.count, lambda number: number == 2)
    assert count == 2
    walk.click(found.last)
    walk.page.wait_for_url("**/papers/**")
    assert "Sharing KV-Cache Entries" in walk.page.locator("h1").inner_text()
    assert walk.page.locator("time").first.get_attribute("datetime") == "2025-03-18"
    assert walk.steps <= 3


def test_five_papers_cited_in_latex(walk: Walk) -> None:
    """The file of a day has an entry for each; LaTeX prints those whose keys a text names."""
    walk.click(walk.page.locator(".hero a"))
    walk.page.wait_for_url("**/dates/**")
    with walk.page.expect_download() as downloading:
        walk.click(walk.page.get_by_role("link", name="BibTeX", exact=True))
    entries = Path(downloading.value.path()).read_text("utf-8").split("\n@")
    assert len(entries) == 12
    assert len({entry.partition(",")[0] for entry in entries}) == 12
    assert walk.steps <= 3
