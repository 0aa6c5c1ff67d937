"""Everything by one author, walked in at most three steps: for who has a page and for who has none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.test_jobs import Walk
from tests.browser.watch import RESULTS, until, watched
from tests.conftest import BASE_URL, Sample, Serve, made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CROWD = [f"Member {letter}" for letter in "ABCDEFGHIJKL"]
SIGNED = (
    ("On Tides", ["Ilse Tarn", "Bo Weir"]),
    ("On Moss", ["I. Tarn"]),
    ("On Knots", ["Wei Li", "Łucja Weir"]),
    ("On Sleep", ["Bo Li", "Wei Tarn"]),
    ("On Salt", [*CROWD, "Ad Lund", "Eb Lund", "Ilse Tarn", "Lucja Weir", 'Zoe "Z" Vey']),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of five papers, one of them by seventeen people."""
    return made_once(tmp_path_factory, "people", _signed)


def _signed(folder: Path) -> Path:
    made = Sample(folder / "content", folder / "site")
    lines = [
        {"title": title, "abstract": f"{title}, we say.", "authors": names, "date": f"2031-03-{day:02}"}
        for day, (title, names) in enumerate(SIGNED, 3)
    ]
    (made.content / "digests").mkdir(parents=True)
    (made.content / "digests" / "saved.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    build(Options(made.content, made.site, base_url=BASE_URL))
    return made.site


@pytest.fixture
def walk(site: Path, serve: Serve, chromium: Browser) -> Iterator[Walk]:
    with watched(chromium) as seen:
        yield Walk(seen.page, serve(site))
        assert seen.errors == []
        assert len(seen.hosts) == 1


def test_everything_by_somebody_with_a_page_from_the_list(walk: Walk) -> None:
    walk.click(walk.page.locator(".masthead").get_by_role("link", name="People", exact=True))
    walk.page.wait_for_url("**/people/")
    walk.click(walk.page.locator(".tally a", has_text="Ilse Tarn"))
    walk.page.wait_for_url("**/people/ilse-tarn/")
    assert walk.page.locator(".lines a").all_inner_texts() == ["On Salt", "On Moss", "On Tides"]
    assert walk.steps <= 3


def test_everything_by_somebody_with_a_page_from_a_paper(walk: Walk) -> None:
    walk.search("moss")
    walk.click(walk.page.locator(RESULTS).first)
    walk.page.wait_for_url("**/papers/**")
    walk.click(walk.page.locator(".authors a", has_text="I. Tarn"))
    walk.page.wait_for_url("**/people/ilse-tarn/")
    assert walk.page.locator(".lines a").count() == 3
    assert walk.steps <= 3


def test_everything_by_somebody_without_a_page(walk: Walk) -> None:
    walk.search("knots")
    walk.click(walk.page.locator(RESULTS).first)
    walk.page.wait_for_url("**/papers/**")
    walk.click(walk.page.locator(".authors a", has_text="Łucja Weir"))
    walk.page.wait_for_url("**/search/**")
    found = walk.page.locator(RESULTS)
    assert until(walk.page, found.all_inner_texts, bool) == ["On Salt", "On Knots"]
    assert walk.page.locator("#q").input_value() == 'author:"Łucja Weir"'
    said = walk.page.locator(".result-day").first.inner_text()
    assert said.endswith("and 14 more, among them Łucja Weir")
    assert walk.steps <= 3


def test_no_paper_has_both_words_of_a_name_apart(walk: Walk) -> None:
    walk.search('author:"Wei Li"')
    walk.page.wait_for_url("**/search/**")
    found = walk.page.locator(RESULTS)
    assert until(walk.page, found.all_inner_texts, bool) == ["On Knots"]


def test_a_folded_name_leads_to_the_search_once_it_is_unfolded(walk: Walk) -> None:
    walk.search("salt")
    walk.click(walk.page.locator(RESULTS).first)
    walk.page.wait_for_url("**/papers/**")
    others = walk.page.locator(".other-authors")
    assert others.locator("li a").count() == 1, "who has a page"
    others.locator("summary").click()
    assert until(walk.page, others.locator("li a").count, lambda number: number == 5) == 5
    others.get_by_role("link", name='Zoe "Z" Vey').click()
    walk.page.wait_for_url("**/search/**")
    assert until(walk.page, walk.page.locator(RESULTS).all_inner_texts, bool) == ["On Salt"]


def test_a_page_leads_to_those_without_one(walk: Walk) -> None:
    walk.page.goto(walk.page.url + "people/ilse-tarn/")
    partners = walk.page.locator(".tally a").all_inner_texts()
    assert partners[:1] == ["Bo Weir"]
    walk.page.locator(".tally a", has_text="Bo Weir").click()
    walk.page.wait_for_url("**/search/**")
    assert until(walk.page, walk.page.locator(RESULTS).all_inner_texts, bool) == ["On Tides"]
