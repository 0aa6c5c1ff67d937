"""Topics over time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.insights.topics import Topic, Topics
from daybook.insights.topics.catalogue import related
from daybook.insights.topics.course import course
from daybook.insights.trends import Trends, find_trends, share, shares_of
from tests.made import paper

FIRST = date(2031, 1, 6)


def days(*offsets: int) -> list[date]:
    return [FIRST + timedelta(offset) for offset in offsets]


@pytest.mark.parametrize(
    ("offsets", "unit", "numbers", "half_life"),
    [
        ((0,), "day", [1], 0),
        ((2, 2, 4), "day", [0, 0, 2, 0, 1], 2),
        ((0, 21, 22), "week", [1, 0, 0, 2], 1),
        ((0, 100, 200), "month", [1, 0, 0, 1, 0, 0, 1], 100),
        ((0, 2000, 2400), "year", [1, 0, 0, 0, 0, 1, 0, 1][:7], 400),
    ],
)
def test_course(offsets: tuple[int, ...], unit: str, numbers: list[int], half_life: int) -> None:
    found = course(days(*offsets), FIRST)
    assert found
    assert found.unit == unit
    assert sum(number for _, number in found.numbers) == len(offsets)
    if unit != "year":
        assert [number for _, number in found.numbers] == numbers
    assert found.half_life == half_life


def test_rise_and_peak() -> None:
    found = course(days(0, 40, 41, 70, 71, 72, 73), FIRST)
    assert found
    assert (found.rise, found.peak) == (FIRST + timedelta(35), FIRST + timedelta(70))
    assert course([], FIRST) is None


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=30))
def test_half_of_the_papers_are_within_the_half_life(offsets: list[int]) -> None:
    found = course(days(*offsets), FIRST)
    assert found
    newest = max(offsets)
    within = [offset for offset in offsets if newest - offset <= found.half_life]
    assert 2 * len(within) >= len(offsets)
    assert sum(number for _, number in found.numbers) == len(offsets)
    assert [first for first, _ in found.numbers] == sorted({first for first, _ in found.numbers})


def trends_of(**offsets: tuple[int, ...]) -> Trends:
    """Return the trends of topics, each given by the days of its papers after the first."""
    papers = [
        paper(f"2031/{name}{number}", days=[day.isoformat()])
        for name, given in offsets.items()
        for number, day in enumerate(days(*given))
    ]
    topics = tuple(
        Topic(name, name, "", tuple(one.address for one in papers if one.address[5:].startswith(name)))
        for name in offsets
    )
    return find_trends(Topics(topics), papers)


def test_what_rises_and_what_fades() -> None:
    found = trends_of(
        up=(1, *range(70, 80), 90),
        down=(0, *range(1, 11), 90),
        even=(1, 2, 3, 70, 71, 72),
        slow=(1, 2, 3, 4, 70, 71, 72, 73, 74),  # no more than chance would give
    )
    assert [trend.slug for trend in found.rising] == ["up"]
    assert [trend.slug for trend in found.fading] == ["down"]
    assert [trend.slug for trend in found.topics] == ["up", "down", "even", "slow"]
    (up,) = found.rising
    assert (found.days, found.recent, found.before, up.recent, up.before) == (45, 20, 18, 11, 1)
    (down,) = found.fading
    assert (found.unit, down.numbers[0], down.peak, down.fall) == ("week", 7, 1, 9)


def test_no_papers_have_no_trends() -> None:
    assert trends_of() == Trends("day", (), (), 0, 0, 0, (), (), ())
    assert (share(1, 3), share(0, 0)) == (333, 0)


def test_a_period_of_few_papers_has_no_share() -> None:
    assert shares_of((5, 2, 5, 0), (90, 22, 23, 0)) == [55, None, 217, None]
    found = trends_of(owl=(0, 0, 3), elm=(0,) * 19)
    assert [(trend.slug, trend.peak) for trend in found.topics] == [("owl", 0), ("elm", 0)]


def test_related_topics_share_papers() -> None:
    papers = [(0, 1), (0, 1), (0, 1), (0, 2), (0, 2), (0, 3), (2,), (2,)]
    assert related(papers, [6, 3, 4, 1]) == [(1, 2), (0,), (0,), ()]


@pytest.mark.parametrize(("others", "per", "shares"), [(1990, 1000, [2, 3]), (10_100, 10_000, [3, 5])])
def test_shares_in_a_large_archive_are_of_more_papers(others: int, per: int, shares: list[int]) -> None:
    found = trends_of(elm=(0,) * (others // 2) + (1,) * (others // 2), owl=(0,) * 2 + (1,) * 3)
    owl = found.topics[-1]
    assert (owl.slug, found.per) == ("owl", per)
    assert shares_of(owl.numbers, found.totals, found.per) == shares
