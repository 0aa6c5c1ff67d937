"""How many papers a window shows whole before a reader scrolls, on days of texts as long as real ones."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.watch import watched
from tests.conftest import Serve, made_once

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DAYS = [date(2025, 3, 3) + timedelta(weeks=number) for number in range(12)]
TITLES = (46, 57, 64, 70, 75, 81, 85, 92, 100)
"""Characters of titles: deciles of 4,024 papers of a daily list, as are the authors and the sentences."""
AUTHORS = (3, 4, 5, 6, 7, 8, 9, 10, 14)
SENTENCES = (119, 135, 149, 161, 175, 189, 204, 227, 262)
"""Characters of the sentence in which authors say what they did."""
WORDS = (
    "lantern",
    "moss",
    "a",
    "harbour",
    "of",
    "tide",
    "drifting",
    "granite",
    "for",
    "slow",
    "willow",
    "and",
    "evening",
    "the",
    "copper",
    "bridge",
    "under",
    "gathering",
)

_WHOLE = """() => [...document.querySelectorAll(".ledger > .entry")]
  .filter((card) => card.getBoundingClientRect().bottom <= innerHeight).length"""


def text(chance: random.Random, length: int) -> str:
    """Return words of about so many characters together."""
    words = [chance.choice(WORDS)]
    while sum(map(len, words)) + len(words) < length - 3:
        words.append(chance.choice(WORDS))
    return " ".join(words)


def record(chance: random.Random, day: date, place: int) -> dict[str, object]:
    """Return a paper with an address at arXiv, up-votes and two keywords; every third has a project."""
    number = f"2503.{DAYS.index(day):02}{place:03}"
    names = [text(chance, 14).title() for _ in range(chance.choice(AUTHORS))]
    sentence = f"We study {text(chance, chance.choice(SENTENCES) - 10)}."
    return {
        "title": text(chance, chance.choice(TITLES)).title(),
        "abstract": f"{text(chance, 120).capitalize()}. {sentence} {text(chance, 700).capitalize()}.",
        "authors": names,
        "date": day.isoformat(),
        "upvotes": 60 - 4 * place,
        "keywords": [text(chance, 18), text(chance, 14)],
        "url": f"https://arxiv.org/abs/{number}",
        **({} if place % 3 else {"project_page": f"https://{number}.example.org/"}),
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of twelve days."""
    return made_once(tmp_path_factory, "whole_cards", _twelve_days)


def _twelve_days(folder: Path) -> Path:
    chance = random.Random(5)
    rows = [record(chance, day, place) for day in DAYS for place in range(1, 13)]
    (folder / "saved.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    import_digests(folder / "content", [folder / "saved.jsonl"])
    build(Options(folder / "content", folder / "site"))
    return folder / "site"


@pytest.mark.parametrize(
    ("width", "height", "always", "mostly"), [(390, 844, 2, 2), (320, 640, 0, 1), (1280, 900, 4, 5)]
)
def test_a_window_shows_whole_papers(
    site: Path, serve: Serve, chromium: Browser, width: int, height: int, always: int, mostly: int
) -> None:
    """On more than half of the days it shows at least as many as ``mostly`` says."""
    url = serve(site)
    with watched(chromium) as seen:
        seen.page.set_viewport_size({"width": width, "height": height})
        whole = []
        for day in DAYS:
            seen.page.goto(f"{url}dates/{day.isoformat()}/")
            assert (
                seen.page.locator(".entry").first.locator(".votes, .entry-links, .entry-topics").count() == 3
            )
            whole.append(seen.page.evaluate(_WHOLE))
        assert min(whole) >= always, whole
        assert sorted(whole)[len(whole) // 2] >= mostly, whole


def test_no_lead_is_cut(site: Path, serve: Serve, chromium: Browser) -> None:
    url = serve(site)
    with watched(chromium, "phone") as seen:
        for day in DAYS:
            seen.page.goto(f"{url}dates/{day.isoformat()}/")
            leads = seen.page.locator(".lead")
            assert all(lead.endswith(".") for lead in leads.all_inner_texts())
            hides = "all => all.filter((one) => getComputedStyle(one).overflowY !== 'visible').length"
            assert seen.page.locator(".entry-lead, .entry-lead summary").evaluate_all(hides) == 0


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_the_word_that_unfolds_an_abstract_covers_nothing(
    site: Path, serve: Serve, chromium: Browser, width: int
) -> None:
    """It stands in the first line of what is beside or below a paper, folded and unfolded."""
    url = serve(site)
    with watched(chromium) as seen:
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.page.goto(f"{url}dates/{DAYS[0].isoformat()}/")
        assert seen.page.evaluate(_COVERED) == []
        for opened in (1, 0):
            seen.page.locator(".unfold").first.click()
            assert seen.page.locator(".entry-lead[open]").count() == opened
            assert seen.page.evaluate(_COVERED) == []


_COVERED = """() => [...document.querySelectorAll(".entry")].flatMap((entry) => {
  const box = (part) => part.getBoundingClientRect();
  const word = [...entry.querySelectorAll(".unfold")].map(box).find((it) => it.width);
  const beside = ".entry-title a, .entry-authors, .lead, .entry-margin a, .votes, .entry-topics > *";
  const isCovered = (it) =>
    it.width && it.left < word.right && it.right > word.left &&
    it.top < word.bottom - 3 && it.bottom > word.top + 3;
  const parts = [...entry.querySelectorAll(beside)];
  const covered = parts.filter((part) => [...part.getClientRects()].some(isCovered));
  const fromLine = word.top - box(entry.querySelector(".entry-margin")).top;
  const found = covered.map((part) => part.textContent);
  return fromLine < -3 || fromLine > 6 ? [...found, "not in the first line"] : found;
})"""
