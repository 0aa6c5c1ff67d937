"""Calendars: weeks in rows, tints by the number of papers, names that hold what is seen."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from daybook.pages.parts.calendar import (
    STEPS,
    CalendarStyle,
    CalendarView,
    DayCount,
    calendar,
    tint_step,
    tints,
)
from daybook.text.words import ENGLISH


def march(counts: dict[int, int], busiest: int = 46) -> CalendarView:
    days = [DayCount(date(2025, 3, day), papers) for day, papers in counts.items()]
    return calendar(date(2025, 3, 1), days, CalendarStyle(ENGLISH, busiest, "../../"))


def test_a_month_as_weeks() -> None:
    view = march({18: 12, 21: 1, 31: 0})
    assert [row.number for row in view.weeks] == [9, 10, 11, 12, 13, 14]
    assert [row.href for row in view.weeks] == [
        *["", "", ""],
        "../../weeks/2025-W12/",
        "",
        "../../weeks/2025-W14/",
    ]
    cells = {cell.day: cell for row in view.weeks for cell in row.cells if cell.day}
    assert list(cells) == list(range(1, 32))
    assert cells[17].href == ""
    shown = {cell.day: (cell.href, cell.month, cell.count, cell.noun) for cell in cells.values() if cell.href}
    assert shown == {
        18: ("../../dates/2025-03-18/", "March 2025", "12", "papers"),
        21: ("../../dates/2025-03-21/", "March 2025", "1", "paper"),
        31: ("../../dates/2025-03-31/", "March 2025", "0", "papers"),
    }


def test_weeks_at_new_year() -> None:
    view = calendar(date(2024, 12, 1), [DayCount(date(2024, 12, 30), 3)], CalendarStyle(ENGLISH, 3, "../"))
    assert [row.number for row in view.weeks] == [48, 49, 50, 51, 52, 1]
    assert view.weeks[-1].href == "../weeks/2025-W01/"


@pytest.mark.parametrize(
    ("papers", "busiest", "step"),
    [
        *((0, 46, 0), (1, 46, 1), (2, 46, 2), (12, 46, 3), (29, 46, 4), (30, 46, 5), (46, 46, 5)),
        *((0, 0, 0), (1, 1, 5), (1, 370, 1), (15, 370, 2), (370, 370, 5)),
    ],
)
def test_tints(papers: int, busiest: int, step: int) -> None:
    assert tint_step(papers, busiest) == step


@pytest.mark.parametrize("busiest", [0, 1, 2, 3, 5, 24, 25, 26, 46, 370, 12_000])
def test_the_scale_says_the_tint_of_every_number(busiest: int) -> None:
    said = {
        papers: tint.step
        for tint in tints(busiest, ENGLISH)
        for first, _, last in [tint.papers.replace(",", "").partition("–")]
        for papers in range(int(first), int(last or first) + 1)
    }
    assert said == {papers: tint_step(papers, busiest) for papers in range(1, busiest + 1)}
    steps = [tint.step for tint in tints(busiest, ENGLISH)]
    assert all(one < other <= STEPS for one, other in pairwise(steps))
