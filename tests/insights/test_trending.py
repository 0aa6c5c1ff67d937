"""Trending papers: their scores, and that neither a clock nor the order of papers has a say."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.content.decisions import Decisions
from daybook.insights import find_insights
from daybook.insights.trending import MOST, SPANS, Trend, Trending, find_trending, gains
from daybook.model import Appearance, Archive, Paper, Votes
from daybook.settings import Settings

NEWEST = date(2025, 3, 31)
Course = tuple[tuple[int, int], ...]
"""Days of March and numbers of up-votes."""


def place(day: int, rank: int, votes: int = 0, course: Course = (), digest: str = "x") -> Appearance:
    """Return a place on a day of March."""
    history = tuple(Votes(date(2025, 3, when), number) for when, number in course)
    return Appearance(date(2025, 3, day), rank, digest, votes, history)


def listed(name: str, *places: Appearance) -> Paper:
    return Paper(f"2025/{name}", name, "Words.", tuple(sorted(places)))


LAST = listed("last", place(31, 99))
"""Makes 31 March the newest day; has 10 points."""


def found(*papers: Paper) -> dict[int, list[Trend]]:
    """Return the trends of each span without those of `LAST`."""
    spans = find_trending(Archive((LAST, *papers), ())).spans
    return {span.days: [trend for trend in span.trends if trend.address != LAST.address] for span in spans}


def scores(*places: Appearance) -> list[int]:
    """Return the scores of a paper in the last 7 days, in 30 and in all; 0 if it is in no list."""
    trends = found(listed("a", *places))
    return [sum(trend.score for trend in trends[days]) for days in SPANS]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([place(31, 1)], [19, 19, 19], id="first place of the newest day"),
        pytest.param([place(31, 9)], [11, 11, 11], id="ninth place"),
        pytest.param([place(31, 10)], [10, 10, 10], id="tenth place"),
        pytest.param([place(31, 4000)], [10, 10, 10], id="a late place"),
        pytest.param([place(31, 1, 5)], [69, 69, 69], id="up-votes"),
        pytest.param([place(30, 1, 5)], [69 * 6 // 7, 69 * 29 // 30, 69], id="a day ago"),
        pytest.param([place(25, 1, 5)], [69 // 7, 69 * 24 // 30, 69], id="the first day of the seven"),
        pytest.param([place(24, 1, 5)], [0, 69 * 23 // 30, 69], id="the day before"),
        pytest.param([place(2, 1, 5)], [0, 69 // 30, 69], id="the first day of the thirty"),
        pytest.param([place(1, 1, 5)], [0, 0, 69], id="too old for both"),
        pytest.param(
            [place(31, 2, 5), place(31, 3, 9, digest="y")],
            [125, 125, 125],
            id="two digests: the higher number",
        ),
        pytest.param(
            [place(30, 10, 5), place(31, 10, 9)],
            [(60 * 6 + 50 * 7) // 7, (60 * 29 + 50 * 30) // 30, 110],
            id="two days: the second adds its growth",
        ),
        pytest.param(
            [place(29, 10, 30, ((29, 10), (31, 30)))],
            [(110 * 5 + 200 * 7) // 7, (110 * 28 + 200 * 30) // 30, 310],
            id="a course: each up-vote on its day",
        ),
        pytest.param([place(1, 10, 30, ((1, 10), (31, 30)))], [200, 200, 310], id="an old paper that rises"),
        pytest.param([place(1, 10, 30, ((31, 30),))], [0, 0, 310], id="an old day, fetched late"),
        pytest.param([place(31, 10, 8, ((31, 9), (31, 8)))], [100, 100, 100], id="up-votes withdrawn"),
        pytest.param(
            [place(31, 10, 9, ((31, 2),))], [100, 100, 100], id="a number without a day counts with the last"
        ),
    ],
)
def test_the_score(places: list[Appearance], expected: list[int]) -> None:
    assert scores(*places) == expected


def test_votes_found_after_the_newest_day_count_in_full() -> None:
    course = (Votes(NEWEST, 1), Votes(NEWEST + timedelta(2), 6))
    assert scores(Appearance(NEWEST, 10, "x", 6, course)) == [70, 70, 70]


@pytest.mark.parametrize(
    ("papers", "order"),
    [
        pytest.param({"a": [place(31, 9)], "b": [place(31, 1)]}, "ba", id="score"),
        pytest.param(
            {"a": [place(31, 10), place(31, 10, digest="y")], "b": [place(31, 10, 1)]}, "ba", id="votes"
        ),
        pytest.param({"a": [place(31, 12)], "b": [place(31, 11)]}, "ba", id="rank"),
        pytest.param({"b": [place(31, 11)], "a": [place(31, 11)]}, "ab", id="address"),
    ],
)
def test_the_order(papers: dict[str, list[Appearance]], order: str) -> None:
    trends = found(*(listed(name, *places) for name, places in papers.items()))
    for days in SPANS:
        assert "".join(trend.address[5:] for trend in trends[days]) == order


def test_newer_papers_come_first_among_equals() -> None:
    trends = found(listed("a", place(1, 20)), listed("b", place(2, 20)))
    assert [trend.address for trend in trends[0]] == ["2025/b", "2025/a"]


def test_the_numbers_behind_a_score() -> None:
    paper = listed("a", place(10, 1, 50), place(28, 3, 40, ((28, 40),)), place(31, 7, 60))
    week, month, whole = (found(paper)[days][0] for days in SPANS)
    day, best = NEWEST, NEWEST
    assert week == Trend("2025/a", week.score, 10, 2, day, best)
    assert month == Trend("2025/a", month.score, 60, 3, day, best)
    assert whole == Trend("2025/a", 600 + 19 + 17 + 13, 60, 3, day, best)


def test_a_list_has_thirty_papers_and_knows_of_the_others() -> None:
    given = Archive(tuple(listed(f"{number:03}", place(31, number)) for number in range(1, 80)), ())
    for span in find_trending(given).spans:
        assert span.papers == 79
        assert [trend.address for trend in span.trends] == [f"2025/{rank:03}" for rank in range(1, MOST + 1)]


def test_nothing_listed_nothing_trends() -> None:
    for papers in ((), (Paper("2025/a", "A", "Words."),)):
        assert find_trending(Archive(papers, ())) == Trending(None, ())


def test_it_can_be_left_out() -> None:
    given = Archive((LAST,), ())
    assert find_insights(given, Decisions(), Settings()).trending == find_trending(given)
    assert find_insights(given, Decisions(), Settings(leave_out=("trending",))).trending is None


places_of_a_paper = st.lists(
    st.builds(
        place,
        st.integers(1, 31),
        st.integers(1, 15),
        st.integers(0, 9),
        st.lists(st.tuples(st.integers(1, 31), st.integers(1, 9)), max_size=3).map(
            lambda course: tuple(sorted(course))
        ),
        st.sampled_from("xy"),
    ),
    max_size=3,
)
archives = st.lists(places_of_a_paper, max_size=12).map(
    lambda given: [listed(f"{number:02}", *places) for number, places in enumerate(given)]
)


@given(archives, st.integers(0, 9))
def test_the_order_of_papers_does_not_matter(papers: list[Paper], seed: int) -> None:
    shuffled = Random(seed).sample(papers, len(papers))
    assert find_trending(Archive(tuple(papers), ())) == find_trending(Archive(tuple(shuffled), ()))


@given(archives, st.integers(-400, 400))
def test_only_days_between_dates_count(papers: list[Paper], days: int) -> None:
    """The same archive some days later has the same scores: nothing is read from a clock."""

    def later(item: Appearance) -> Appearance:
        history = tuple(Votes(votes.day + timedelta(days), votes.count) for votes in item.history)
        return Appearance(item.day + timedelta(days), item.rank, item.digest, item.upvotes, history)

    moved = [Paper(each.address, each.title, "", tuple(map(later, each.appearances))) for each in papers]
    for one, other in zip(
        *(find_trending(Archive(tuple(each), ())).spans for each in (papers, moved)), strict=True
    ):
        assert [(t.address, t.score) for t in one.trends] == [(t.address, t.score) for t in other.trends]


@given(archives)
def test_gains_add_up_to_the_most_up_votes(papers: list[Paper]) -> None:
    for paper in papers:
        numbers = [item.upvotes for item in paper.appearances]
        numbers += [votes.count for item in paper.appearances for votes in item.history]
        assert sum(gain for _, gain in gains(paper)) == max(numbers, default=0)
        assert all(gain > 0 for _, gain in gains(paper))


@given(archives)
def test_points_fade(papers: list[Paper]) -> None:
    """A paper has no fewer points in a longer span, and the most in all time."""
    found = [
        {trend.address: trend.score for trend in span.trends}
        for span in find_trending(Archive(tuple(papers), ())).spans
    ]
    for shorter, longer in pairwise(found):
        assert all(score <= longer[address] for address, score in shorter.items())
