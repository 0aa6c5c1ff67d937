"""Identifiers and names as queries, and addresses that name a paper, in Chromium."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.watch import RESULTS, opened
from tests.conftest import BASE_URL, Serve, made_once

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

NAMES = [
    "Ilse Tarn",
    "Bo Weir",
    "Cy Vey",
    "Di Lund",
    "Ed Mill",
    "Fay Lock",
    "Gus Reed",
    "Hal Sand",
    "Ivo Moss",
]
RECORDS = [
    {
        "title": "Lamps on Quays",
        "authors": NAMES,
        "arxiv": "2401.00010",
        "code": "https://github.com/tarn/quays",
    },
    {"title": "Ivo and Moss", "authors": ["Ilse Tarn"], "doi": "10.1000/quay.7"},
    {"title": "Ropes", "authors": ["Ivo Tarn", "Bo Moss"], "link": "https://openreview.net/forum?id=aB3"},
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    return serve(made_once(tmp_path_factory, "addresses", _addressed))


def _addressed(folder: Path) -> Path:
    rows = [{**record, "abstract": "We study moss.", "date": "2025-03-18"} for record in RECORDS]
    (folder / "saved.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    import_digests(folder / "content", [folder / "saved.jsonl"])
    build(Options(folder / "content", folder / "site", base_url=BASE_URL))
    return folder / "site"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("arXiv:2401.00010v2", ["Lamps on Quays"]),
        ("https://doi.org/10.1000/QUAY.7", ["Ivo and Moss"]),
        ("tarn/quays", ["Lamps on Quays"]),
        ("openreview.net/pdf?id=aB3", ["Ropes"]),
    ],
)
def test_an_identifier_finds_its_paper_alone(
    url: str, chromium: Browser, query: str, titles: list[str]
) -> None:
    with opened(chromium, f"{url}search/") as seen:
        seen.page.locator("#q").fill(query)
        seen.page.wait_for_selector(RESULTS)
        assert seen.page.locator(RESULTS).all_inner_texts() == titles
        assert seen.errors == []


def test_an_unknown_identifier_leads_elsewhere(url: str, chromium: Browser) -> None:
    with opened(chromium, f"{url}search/?q=2401.99999") as seen:
        link = seen.page.locator("#status a")
        assert link.get_attribute("href") == "https://arxiv.org/abs/2401.99999"
        assert "No paper here" in seen.page.locator("#status").inner_text()


def test_a_whole_name_finds_the_persons_papers_first(url: str, chromium: Browser) -> None:
    with opened(chromium, f"{url}search/?q=ivo+moss") as seen:
        found = seen.page.locator(".result")
        assert found.first.locator("h2").inner_text() == "Lamps on Quays"
        assert found.first.locator(".result-day mark").inner_text() == "Ivo Moss"
        assert "Ivo and Moss" in found.nth(1).inner_text()


def test_a_month_alone_lists_its_papers(url: str, chromium: Browser) -> None:
    with opened(chromium, f"{url}search/?q=march+2025") as seen:
        seen.page.wait_for_selector(RESULTS)
        assert seen.page.locator("#status").inner_text() == "3 papers of March 2025."
        assert seen.errors == []


@pytest.mark.parametrize(
    ("query", "offer"),
    [
        ("2025-03-18", "Day 18 March 2025 3 papers"),
        ("2025-W12", "Week 12, 2025 3 papers"),
        ("march 2025", "Month March 2025 3 papers"),
    ],
)
def test_pages_of_days_are_offered_by_the_names_that_they_have(
    url: str, chromium: Browser, query: str, offer: str
) -> None:
    with opened(chromium, f"{url}search/?q={query}") as seen:
        seen.page.wait_for_selector("#offers a")
        assert seen.page.locator("#offers li").inner_text().split() == offer.split()


def test_days_without_papers_are_named(url: str, chromium: Browser) -> None:
    with opened(chromium, f"{url}search/?q=before:2020") as seen:
        seen.page.wait_for_selector("#status >> text=0 papers")
        assert seen.page.locator("#status").inner_text() == "0 papers of the days up to 31 December 2019."


def test_filters_alone_list_papers(url: str, chromium: Browser) -> None:
    with opened(chromium, f"{url}search/?year=2025") as seen:
        seen.page.wait_for_selector(RESULTS)
        assert seen.page.locator("#status").inner_text() == "3 papers."
        assert seen.page.locator("#filters input[value='2025']").is_checked()


@pytest.mark.parametrize(
    "path", ["arxiv/2401.00010/", "abs/2401.00010v3", "papers/2401.00010", "github/tarn/quays"]
)
def test_an_address_that_names_a_paper_leads_to_it(url: str, chromium: Browser, path: str) -> None:
    with opened(chromium, url + path) as seen:
        seen.page.wait_for_url("**/papers/2025/lamps-on-quays/")
        assert "Lamps on Quays" in seen.page.locator("h1").inner_text()


def test_an_address_of_an_unknown_paper_says_where_it_is(url: str, chromium: Browser) -> None:
    with opened(chromium, f"{url}arxiv/2401.99999/") as seen:
        line = seen.page.get_by_role("status").filter(has_text="No paper here")
        assert line.locator("a").get_attribute("href") == "https://arxiv.org/abs/2401.99999"
