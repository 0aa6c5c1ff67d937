"""Dates in words and parsed."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.text import dates
from daybook.text.words import ENGLISH


def test_dates_in_words() -> None:
    day = date(2025, 3, 18)
    assert ENGLISH.long_date(day) == "Tuesday 18 March 2025"
    assert ENGLISH.short_date(date(2025, 3, 1)) == "1 March 2025"
    assert [ENGLISH.weekday(date(2025, 3, day)) for day in (17, 23)] == ["Monday", "Sunday"]


@pytest.mark.parametrize(
    ("day", "week", "days"),
    [
        ("2025-03-18", "2025-W12", "17–23 March 2025"),
        ("2025-03-23", "2025-W12", "17–23 March 2025"),
        ("2025-07-04", "2025-W27", "30 June\u00a0– 6 July 2025"),
        ("2024-12-30", "2025-W01", "30 December 2024\u00a0– 5 January 2025"),
        ("2027-01-03", "2026-W53", "28 December 2026\u00a0– 3 January 2027"),
        ("0001-01-01", "0001-W01", "1–7 January 1"),
        ("9999-12-31", "9999-W52", "27–31 December 9999"),
    ],
)
def test_weeks(day: str, week: str, days: str) -> None:
    monday = dates.monday_of(date.fromisoformat(day))
    assert dates.iso_week(date.fromisoformat(day)) == dates.iso_week(monday) == week
    assert ENGLISH.week_days(monday) == days
    assert ENGLISH.week_name(monday) == f"Week {int(week[6:])}, {int(week[:4])}"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2025-03-17", "2025-03-17", "17 March 2025"),
        ("2025-03-07", "2025-03-10", "7–10 March 2025"),
        ("2025-03-07", "2025-04-02", "7 March\u00a0– 2 April 2025"),
        ("2024-03-07", "2025-03-10", "7 March 2024\u00a0– 10 March 2025"),
    ],
)
def test_days_from_one_to_another(first: str, last: str, shown: str) -> None:
    assert ENGLISH.days(date.fromisoformat(first), date.fromisoformat(last)) == shown


def test_days_of_a_week_without_their_year() -> None:
    mondays = (date(2025, 3, 17), date(2025, 6, 30), date(2024, 12, 30))
    shown = [ENGLISH.week_days(monday, with_year=False) for monday in mondays]
    assert shown == ["17–23 March", "30 June\u00a0– 6 July", "30 December\u00a0– 5 January"]


@pytest.mark.hazard(64)
def test_short_years_are_not_padded() -> None:
    assert ENGLISH.short_date(date(33, 4, 3)) == "3 April 33"


@pytest.mark.parametrize(
    ("name", "number"), [("Mar", 3), ("march", 3), ("Sept", 9), ("dec", 12), ("", 0), ("m", 0), ("3", 0)]
)
def test_month_number(name: str, number: int) -> None:
    assert dates.month_number(name) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 18 Mar 2025 01:38:00 +0000", date(2025, 3, 18)),
        ("18 Mar 2025 23:59:59 -1200 (far away)", date(2025, 3, 18)),
        ("Tue, 31 Feb 2025 00:00:00 GMT", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_mail_day(text: str, day: date | None) -> None:
    assert dates.mail_day(text) == day
