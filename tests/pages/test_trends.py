"""The page of trends says what its bars leave out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from daybook.insights.trends import Trends
from daybook.pages.trends import TrendsPage, TrendsView
from tests.pages.test_feed import FRAME

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCE = "Where few papers are listed, less than a quarter of the most, no share is given."


@pytest.mark.parametrize(("totals", "is_said"), [((40, 9), True), ((40, 10), False), ((), False)])
def test_periods_without_a_share_are_explained(totals: Sequence[int], is_said: bool) -> None:
    months = tuple(date(2025, 3 + place, 1) for place in range(len(totals)))
    found = Trends("month", months, tuple(totals), 90, 30, 30, (), (), ())
    view = TrendsPage(found, "2025-04-30").call(FRAME).context["view"]
    assert isinstance(view, TrendsView)
    assert (SENTENCE in view.rule) == is_said
