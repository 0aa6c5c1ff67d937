"""The best papers of a week or month: their rule, and that no page looks through all papers for it."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.model import Appearance, Archive, Paper
from daybook.pages.base.planning import Planning
from daybook.pages.parts.best import best_papers, best_view
from daybook.pages.parts.card import ListStyle
from daybook.text.words import ENGLISH

Places = list[tuple[int, int, int]]
"""Day of March, rank and up-votes."""


def listed(name: str, places: Places, digest: str = "x") -> Paper:
    items = (Appearance(date(2025, 3, day), rank, digest, votes) for day, rank, votes in places)
    return Paper(f"2025/{name}", name, "Words.", tuple(sorted(items)))


def best_of(papers: list[Paper], days: range = range(1, 32)) -> list[tuple[str, int, int]]:
    """Return name, day and votes of the best papers of days of March."""
    wanted = [date(2025, 3, day) for day in days]
    found = best_papers(Planning(Archive(tuple(papers), ())), wanted)
    return [(item.paper.title, item.day.day, item.votes) for item in found]


@pytest.mark.parametrize(
    ("papers", "order"),
    [
        pytest.param({"a": [(3, 1, 5)], "b": [(4, 9, 80)]}, [("b", 4, 80), ("a", 3, 5)], id="votes"),
        pytest.param({"a": [(3, 2, 0)], "b": [(4, 1, 0)]}, [("b", 4, 0), ("a", 3, 0)], id="no votes"),
        pytest.param({"a": [(3, 1, 0)], "b": [(4, 9, 1)]}, [("b", 4, 1), ("a", 3, 0)], id="some votes"),
        pytest.param(
            {"a": [(3, 1, 50), (4, 8, 70)], "b": [(4, 1, 60)]},
            [("a", 4, 70), ("b", 4, 60)],
            id="several days: the highest number, once",
        ),
        pytest.param(
            {"a": [(3, 9, 0), (5, 1, 0)], "b": [(4, 2, 0)]}, [("a", 5, 0), ("b", 4, 0)], id="best rank"
        ),
        pytest.param(
            {"a": [(3, 2, 7)], "b": [(3, 1, 7)]}, [("b", 3, 7), ("a", 3, 7)], id="equal votes: rank"
        ),
        pytest.param(
            {"a": [(6, 1, 7)], "b": [(3, 1, 7), (4, 5, 2)]},
            [("b", 3, 7), ("a", 6, 7)],
            id="equal rank: number of days",
        ),
        pytest.param({"a": [(3, 1, 7)], "b": [(4, 1, 7)]}, [("b", 4, 7), ("a", 3, 7)], id="newer day"),
        pytest.param({"b": [(3, 1, 7)], "a": [(3, 1, 7)]}, [("a", 3, 7), ("b", 3, 7)], id="address"),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_the_order(papers: dict[str, Places], order: list[tuple[str, int, int]]) -> None:
    assert best_of([listed(name, places) for name, places in papers.items()]) == order


def test_only_the_days_asked_for_count() -> None:
    papers = [listed("a", [(3, 1, 5), (20, 1, 900)]), listed("b", [(4, 1, 6)])]
    assert best_of(papers, range(3, 8)) == [("b", 4, 6), ("a", 3, 5)]


def test_two_digests_of_a_day_are_one_day() -> None:
    day = date(2025, 3, 3)
    both = Paper("2025/a", "a", "", (Appearance(day, 1, "x", 3), Appearance(day, 9, "y", 40)))
    assert best_of([both, listed("b", [(3, 2, 40)])]) == [("a", 3, 40), ("b", 3, 40)]


@pytest.mark.parametrize(
    ("votes", "heading", "words"),
    [
        ([9, 8], "All 2 papers, best first", "Most up-votes first;"),
        ([9, 0], "All 2 papers, best first", "Papers without up-votes come last."),
        ([9], "1 paper", "Most up-votes first;"),
        ([0, 0], "All 2 papers", "No up-votes are known"),
        ([5] * 25, "Best 20 of 25 papers", "with its highest number."),
        ([0] * 25, "First 20 of 25 papers", "No up-votes are known"),
    ],
)
def test_the_page_says_the_rule(votes: list[int], heading: str, words: str) -> None:
    papers = [listed(f"{number:03}", [(3, number, each)]) for number, each in enumerate(votes, 1)]
    found = best_papers(Planning(Archive(tuple(papers), ())), [date(2025, 3, day) for day in range(1, 32)])
    view = best_view(found, len(papers), "../../", ListStyle(ENGLISH))
    assert view.heading == heading
    assert words in view.rule
    assert [card.rank for card in view.cards] == list(range(1, len(found) + 1))
