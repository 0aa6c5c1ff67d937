"""What readers come for, walked in at most three steps from the home page.

A step is a click, words typed into the search box, or a page opened.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.watch import RESULTS, until, watched
from tests.conftest import BASE_URL, Serve, made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

DAYS = ("2024-11-12", "2024-12-03", "2025-01-14", "2025-02-11", "2025-03-18", "2025-04-08")
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
        """Press the slash, type and open all results: a step."""
        self.steps += 1
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Control+Enter")


def record(place: int, part: int) -> dict[str, object]:
    """Return a paper of a day; two of each day are on key-value caches, and one is of Vesna Lindqvist."""
    is_on_caches = part < 3
    return {
        "title": f"{WAYS[place]} Entries of a KV Cache, Part {part}"
        if is_on_caches
        else f"Moss {place}, Tide {part}",
        "abstract": f"We study matter{place}x{part}, for {' '.join(f'w{n}y{part}' for n in range(30))}.",
        "keywords": ["KV cache"] if is_on_caches else [],
        "authors": ["Vesna Lindqvist" if part == 3 else f"Given{part} Family{place}x{part}", "Ottoline Reed"],
        "date": DAYS[place],
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of six months with twelve papers a day."""
    return made_once(tmp_path_factory, "jobs", _six_months)


def _six_months(folder: Path) -> Path:
    rows = [record(place, part) for place in range(len(DAYS)) for part in range(1, 13)]
    (folder / "saved.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    import_digests(folder / "content", [folder / "saved.jsonl"])
    build(Options(folder / "content", folder / "site", base_url=BASE_URL))
    return folder / "site"


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
    assert "Sharing Entries of a KV Cache" in walk.page.locator("h1").inner_text()
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


def test_everything_by_one_author(walk: Walk) -> None:
    walk.click(walk.page.get_by_role("navigation", name="Site").get_by_role("link", name="People"))
    walk.click(walk.page.locator("main").get_by_role("link", name="Vesna Lindqvist").first)
    walk.page.wait_for_url("**/people/*/")
    papers = walk.page.locator(".lines a")
    assert [papers.nth(place).inner_text() for place in range(papers.count())] == [
        f"Moss {place}, Tide 3" for place in reversed(range(len(DAYS)))
    ]
    assert walk.steps <= 3


def test_everything_by_an_author_of_one_paper(walk: Walk) -> None:
    walk.click(walk.page.get_by_role("link", name="Mending Entries of a KV Cache, Part 1").first)
    walk.click(walk.page.get_by_role("link", name="Given1 Family5x1"))
    walk.page.wait_for_selector(RESULTS)
    assert walk.page.locator(RESULTS).all_text_contents() == ["Mending Entries of a KV Cache, Part 1"]
    assert walk.steps <= 3


def test_the_papers_of_a_keyword(walk: Walk) -> None:
    walk.click(walk.page.get_by_role("link", name="Mending Entries of a KV Cache, Part 1").first)
    walk.click(walk.page.locator(".margin dd a", has_text="KV cache"))
    walk.page.wait_for_selector(RESULTS)
    assert all("KV Cache" in title for title in walk.page.locator(RESULTS).all_text_contents())
    assert walk.page.locator("#q").input_value() == "KV cache"
    assert walk.steps <= 3


def test_a_topic_followed_in_a_feed_reader(walk: Walk) -> None:
    walk.click(walk.page.get_by_role("navigation", name="Site").get_by_role("link", name="Topics"))
    walk.click(walk.page.locator("main").get_by_role("link", name="KV cache", exact=True).first)
    walk.page.wait_for_url("**/topics/*/")
    address = walk.page.get_by_role("link", name="Feed", exact=True).get_attribute("href")
    feed = feedparser.parse(walk.page.request.get(f"{walk.page.url}{address}").body())
    assert "KV cache" in feed.feed.title
    assert {entry.title for entry in feed.entries} == {
        f"{way} Entries of a KV Cache, Part {part}" for way in WAYS for part in (1, 2)
    }
    assert walk.steps <= 3


def test_five_papers_of_several_days_cited_in_latex(site: Path, serve: Serve, chromium: Browser) -> None:
    """They are kept as they are found, by their pages or one by one, and cited at once."""
    with watched(chromium, permissions=["clipboard-read", "clipboard-write"]) as seen:
        page, url = seen.page, serve(site)
        for way in WAYS[:4]:
            page.goto(f"{url}search/?q={way}+KV-Cache+Entries")
            page.locator(RESULTS).first.click()
            page.get_by_role("button", name="Keep", exact=True).click()
            page.get_by_role("button", name="Keep", exact=True, pressed=True).wait_for()
        page.goto(f"{url}dates/{DAYS[4]}/#triage")
        page.get_by_role("button", name="Keep", exact=True).click()
        until(
            page, lambda: page.evaluate("Object.values(localStorage).join()"), lambda kept: "Sharing" in kept
        )
        page.goto(url)
        page.get_by_role("link", name="Kept papers").click()
        kept = page.locator("dialog[open] .lines a")
        titles = until(page, kept.all_text_contents, lambda titles: len(titles) == 5)
        assert [title.partition(" ")[0] for title in titles] == ["Sharing", *WAYS[3::-1]]
        page.get_by_role("button", name="Copy BibTeX").click()
        until(page, page.locator("dialog[open] [role=status]").inner_text, lambda said: said == "Copied.")
        entries = page.evaluate("navigator.clipboard.readText()").split("\n@")
        assert len({entry.partition(",")[0] for entry in entries}) == 5
        page.get_by_role("button", name="Remove Reading").click()
        assert until(page, kept.count, lambda number: number == 4) == 4
        assert seen.errors == []


def test_the_list_offers_no_citations_where_pages_have_none(
    site: Path, serve: Serve, chromium: Browser
) -> None:
    stored = json.dumps([{"address": "2025/gone/", "title": "Gone"}])
    for is_uncited, offered in ((False, 1), (True, 0)):
        with watched(chromium) as seen:
            seen.page.goto(serve(site))
            seen.page.evaluate("stored => localStorage.setItem('daybook-kept /repo/', stored)", stored)
            seen.page.evaluate(
                "is => document.documentElement.toggleAttribute('data-uncited', is)", is_uncited
            )
            seen.page.get_by_role("link", name="Kept papers").click()
            seen.page.locator("dialog[open] .lines a").wait_for()
            assert seen.page.get_by_role("button", name="Copy BibTeX").count() == offered


def test_a_papers_page_shows_whether_it_is_kept(site: Path, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        page, url = seen.page, serve(site)
        page.goto(f"{url}search/?q=Folding+KV-Cache+Entries")
        page.locator(RESULTS).first.click()
        keep = page.get_by_role("button", name="Keep", exact=True)
        assert keep.get_attribute("aria-pressed") is None
        said = page.locator("#said")
        way = page.locator(".actions").get_by_role("link", name="Kept papers")
        for pressed, words in (("true", "Kept."), ("false", "No longer kept."), ("true", "Kept.")):
            keep.click()
            assert until(page, said.text_content, lambda text, words=words: text == words) == words
            assert keep.get_attribute("aria-pressed") == pressed
            assert way.count() == int(pressed == "true")
        page.reload()
        page.get_by_role("button", name="Keep", exact=True, pressed=True).wait_for()
        way.click()
        page.get_by_role("button", name="Remove Folding").click()
        page.get_by_role("heading", name="Nothing kept").wait_for()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Keep", exact=True, pressed=False).wait_for()
        assert way.count() == 0
        assert seen.errors == []


def test_a_full_list_says_so_before_it_drops_a_paper(site: Path, serve: Serve, chromium: Browser) -> None:
    others = [{"address": f"2025/{number}/", "title": "Moss"} for number in range(199)]
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(site)}search/?q={WAYS[0]}+KV-Cache+Entries")
        seen.page.locator(RESULTS).first.click()
        keep = seen.page.get_by_role("button", name="Keep", exact=True)
        keep.wait_for()
        full = seen.page.locator("dialog[open] [role=status]", has_text="The list is full")
        for stored, is_full in ((others[:198], False), (others, True)):
            seen.page.evaluate(
                "stored => localStorage.setItem('daybook-kept /repo/', stored)", json.dumps(stored)
            )
            seen.page.reload()
            keep.click()
            if is_full:
                full.wait_for()
            seen.page.locator("[data-kept][aria-pressed=true]").wait_for()
            assert seen.page.locator("dialog[open]").count() == int(is_full)


def test_a_kept_paper_without_a_page_is_counted(site: Path, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, permissions=["clipboard-read", "clipboard-write"]) as seen:
        seen.page.goto(serve(site))
        stored = json.dumps([{"address": "2025/gone/", "title": "Gone <b>"}])
        seen.page.evaluate("stored => localStorage.setItem('daybook-kept /repo/', stored)", stored)
        seen.page.get_by_role("link", name="Kept papers").click()
        assert seen.page.locator("dialog[open] .lines a").inner_text() == "Gone <b>"
        seen.page.get_by_role("button", name="Copy BibTeX").click()
        status = seen.page.locator("dialog[open] [role=status]")
        said = until(seen.page, status.inner_text, lambda text: text.startswith("0 of 1"))
        assert said == "0 of 1 have a citation."
