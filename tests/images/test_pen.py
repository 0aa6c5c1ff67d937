"""Letters by the pen: their height, their edges, and that the pen leaves no notches."""

from __future__ import annotations

import pytest

from daybook.images.pen import SHADES, STROKES, draw
from daybook.text.dates import MONTHS, WEEKDAYS


def test_every_letter_of_a_date_can_be_drawn() -> None:
    wanted = set("".join((*MONTHS, *WEEKDAYS, "PAPERS", "0123456789")).upper())
    assert wanted == set(STROKES)


@pytest.mark.parametrize("letter", sorted(STROKES))
@pytest.mark.parametrize("height", [26, 240])
def test_letters_fill_their_height(letter: str, height: int) -> None:
    rows = draw(letter, height)
    assert len(rows) == height + 1
    assert len({len(row) for row in rows}) == 1
    inked = [place for place, row in enumerate(rows) if max(row) > SHADES // 3]
    assert inked[0] <= height * 0.1
    assert inked[-1] >= height * 0.9
    assert all(0 <= shade <= SHADES for row in rows for shade in row)
    assert any(any(row[-4:]) for row in rows)  # no blank columns on its right
    assert not any(row[-1] == SHADES for row in rows)  # nor is it cut off


def test_a_stem_is_solid_and_straight() -> None:
    """Points of the path further apart would leave notches at its sides."""
    rows = draw("I", 240)[40:200]
    assert {row.count(SHADES) for row in rows} <= {rows[0].count(SHADES), rows[0].count(SHADES) + 1}
    edges = [row.strip(b"\0") for row in rows]
    assert all(edge[1:-1] == bytes((SHADES,)) * (len(edge) - 2) for edge in edges)


def test_the_pen_is_broad() -> None:
    """A stem is thicker than a bar, as with a pen held at an angle."""
    rows = draw("T", 240)
    stem = rows[120].count(SHADES)
    bar = sum(row[len(row) // 4] == SHADES for row in rows[:60])
    assert stem > 1.5 * bar > 0
