"""Days in words, whatever the machine's locale."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.text import dates


def test_a_day_in_words() -> None:
    day = date(2025, 3, 18)
    assert dates.long_date(day) == "Tuesday 18 March 2025"
    assert dates.short_date(date(2025, 3, 1)) == "1 March 2025"
    assert dates.month_name(date(2024, 12, 31)) == "December 2024"
    assert [dates.weekday(date(2025, 3, day)) for day in (17, 23)] == ["Monday", "Sunday"]


@pytest.mark.hazard(64)
def test_years_of_few_digits_are_not_padded_by_a_platform() -> None:
    assert dates.short_date(date(33, 4, 3)) == "3 April 33"
