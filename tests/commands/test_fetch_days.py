"""The days to fetch: those that a person gives, or missing ones, in bounded number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.commands.fetch.days import LOOK_BACK, MAX_NAMED, MAX_NEW, Range, parse_range, plan_new_days
from daybook.problems import UsageError

TODAY = date(2029, 3, 20)


def days(*numbers: int) -> list[date]:
    """Days of March 2029."""
    return [date(2029, 3, number) for number in numbers]


@pytest.mark.parametrize(
    ("named", "since", "first", "last"),
    [
        ("2029-03-18", None, "2029-03-18", "2029-03-18"),
        ("2029-03-18..2029-03-20", None, "2029-03-18", "2029-03-20"),
        (None, "2029-02-27", "2029-02-27", "2029-03-20"),
        (None, "2029-03-20", "2029-03-20", "2029-03-20"),
        ("2028-03-20..2029-03-20", None, "2028-03-20", "2029-03-20"),
    ],
)
def test_named_days(named: str | None, since: str | None, first: str, last: str) -> None:
    found = parse_range(named, since, TODAY)
    assert found
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.days()[0] == found.first
    assert found.days()[-1] == found.last


@pytest.mark.parametrize(
    ("named", "since", "words"),
    [
        ("yesterday", None, "yesterday is no day"),
        ("2029-02-30", None, "2029-02-30 is no day"),
        ("20290318", None, "is no day"),
        ("0001-01-01", None, "is no day"),
        ("2029-03-18..", None, "nothing is no day"),
        ("2029-03-18...2029-03-19", None, "is no day"),
        ("2029-03-18..2029-03-19..2029-03-20", None, "is no day"),
        ("2029-03-21", None, "is still to come"),
        (None, "2029-03-21", "2029-03-21 is still to come"),
        ("2029-03-18..2029-03-17", None, "from a later to an earlier"),
        ("2029-03-18", "2029-03-17", "together"),
        ("2028-03-19..2029-03-20", None, "367 days"),
        ("\x1b[31m2029", None, r"\\u001b"),
    ],
)
def test_invalid_ranges(named: str | None, since: str | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        parse_range(named, since, TODAY)


def test_no_range() -> None:
    assert parse_range(None, None, TODAY) is None


@pytest.mark.parametrize(
    ("saved", "asked"),
    [
        (days(20), days(20)),
        (days(18), days(18, 19, 20)),
        (days(1, 2, 18), days(11, 12, 13, 14, 15, 16, 17, 18, 19, 20)),
        (days(11, 12, 13, 16, 17, 18, 19), days(14, 15, 19, 20)),
        (days(16, 19), days(17, 18, 19, 20)),
        (days(25), days(20)),
    ],
)
def test_new_and_missing_days_are_planned(saved: list[date], asked: list[date]) -> None:
    plan = plan_new_days(saved, TODAY)
    assert list(plan.days) == asked
    assert plan.problems == ()
    assert not plan.until_found


def test_an_empty_archive_gets_the_newest_day() -> None:
    plan = plan_new_days([], TODAY)
    assert plan.until_found
    assert list(plan.days) == days(20, 19, 18, 17, 16, 15, 14)


def test_a_long_gap_is_reported() -> None:
    plan = plan_new_days([date(2028, 12, 24)], TODAY)
    assert len(plan.days) == MAX_NEW
    assert plan.days[-1] == TODAY
    (problem,) = plan.problems
    assert "`daybook fetch 2028-12-24..2029-02-17` gets the others" in problem.remedy
    assert plan.days[0] == date(2029, 2, 18)


@pytest.mark.parametrize("days", [1, 365, 366, 367, 733, 874])
def test_hints_can_be_typed(days: int) -> None:
    """A range that is too long is cut into commands, each of which is accepted, and leaves out no day."""
    whole = Range(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days - 1))
    typed = whole.command().split(" && ")
    assert len(typed) == -(-days // MAX_NAMED)
    found = []
    for command in typed:
        program, verb, named = command.split()
        assert (program, verb) == ("daybook", "fetch")
        part = parse_range(named, None, TODAY)
        assert part
        found += part.days()
    assert found == whole.days()


@given(st.sets(st.integers(0, 900)), st.integers(0, 900))
def test_planned_days_are_bounded_and_complete(offsets: set[int], today: int) -> None:
    start = date(2026, 1, 1)
    saved = {start + timedelta(offset) for offset in offsets}
    now = start + timedelta(today)
    plan = plan_new_days(saved, now)
    asked = set(plan.days)
    assert 1 <= len(plan.days) <= MAX_NEW + LOOK_BACK <= MAX_NAMED
    assert len(asked) == len(plan.days)
    assert all(day <= now for day in asked)
    assert now in asked
    if saved and not plan.problems:
        newest = min(max(saved), now)
        recent = {newest - timedelta(back) for back in range(LOOK_BACK + 1)}
        recent |= {newest + timedelta(ahead) for ahead in range((now - newest).days + 1)}
        assert asked - recent == set()
        assert {day for day in recent - asked if day >= min(saved)} <= saved
