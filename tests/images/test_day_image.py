"""The picture of a day: its size, its bars, and that it depends on numbers alone."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from daybook.images.day_image import BARS, HEIGHT, WIDTH, day_image
from daybook.theme.colours import Colours
from tests.images.pixels import Picture, picture

COLOURS = Colours(paper="#ffffff", ink="#000000", red="#ff0000", rule="#00ff00", line="#0000ff")
RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
DAY = date(2025, 3, 18)


def drawn(day: date, papers: int, votes: list[int]) -> Picture:
    return picture(day_image(day, papers, votes, COLOURS))


def bars(found: Picture) -> list[int]:
    """Return the lengths of the bars, from the top."""
    lengths = [row[WIDTH // 2 :].count(found.palette.index(RED)) for row in found.rows]
    return [length for above, length in zip([0, *lengths], lengths, strict=False) if length and not above]


def test_size_and_colours() -> None:
    found = drawn(DAY, 12, [3, 2, 1])
    assert (found.width, found.height) == (WIDTH, HEIGHT)
    assert pytest.approx(1200 / 630, rel=0.001) == WIDTH / HEIGHT
    assert {RED, GREEN, BLUE, (0, 0, 0), (255, 255, 255)} <= set(found.palette)
    assert found.colours(0, 120, WIDTH // 2, 360) & {(0, 0, 0), RED} == {(0, 0, 0)}  # the numeral
    assert found.colours(0, 50, WIDTH // 2, 80) & {(0, 0, 0), RED} == {RED}  # the weekday


def test_a_bar_is_as_long_as_its_votes() -> None:
    most, second, third = bars(drawn(DAY, 3, [100, 50, 25]))
    assert (second / most, third / most) == (pytest.approx(0.5, abs=0.01), pytest.approx(0.25, abs=0.01))
    assert len(bars(drawn(DAY, 40, [9] * 40))) == BARS
    assert bars(drawn(DAY, 2, [0, 0])) == []
    assert bars(drawn(DAY, 0, [])) == []
    assert len(bars(drawn(DAY, 2, [10_000, 1]))) == 2


def test_pictures_differ_by_day_votes_count_and_colours() -> None:
    made = {
        day_image(DAY, 12, [3], COLOURS),
        day_image(DAY + timedelta(1), 12, [3], COLOURS),
        day_image(DAY, 13, [3], COLOURS),
        day_image(DAY, 12, [3, 1], COLOURS),
        day_image(DAY, 12, [3], Colours()),
    }
    assert len(made) == 5


def test_every_day_and_number_has_a_small_picture() -> None:
    days = [date(2024, 12, 28) + timedelta(7 * place + place // 4) for place in range(0, 54, 3)]
    for place, day in enumerate(days):
        data = day_image(day, 10**place % 10**9, list(range(20, 0, -1)), Colours())
        assert len(data) < 15_000
        picture(data)


def test_bytes_are_the_same_everywhere() -> None:
    """They depend on no font, and of zlib only on its runs, so one hash holds on all systems."""
    data = day_image(DAY, 12, [30, 20, 10], Colours())
    assert (
        hashlib.sha256(data).hexdigest() == "8d2cd1b16b29faf5638f441b5e31523f3e7dd4426540d27146f4650c7dfe0f2b"
    )
