"""PNG pictures: every row of pixels comes back from a reader that knows only the specification."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.images.png import packed, png
from tests.images.pixels import picture

PALETTE = [bytes((place * 16, 0, 255 - place)) for place in range(16)]
RUNS = st.lists(
    st.tuples(st.integers(0, 15), st.one_of(st.integers(1, 12), st.sampled_from([516, 518, 520, 1032]))),
    min_size=1,
    max_size=5,
)


def pixels(runs: list[tuple[int, int]], width: int) -> bytes:
    return b"".join(bytes((value,)) * count for value, count in runs).ljust(width, b"\0")[:width]


@given(
    st.lists(st.tuples(RUNS, RUNS), min_size=1, max_size=6), st.sampled_from([2, 4, 6, 508, 514, 516, 1200])
)
def test_pixels_are_kept(
    halves: list[tuple[list[tuple[int, int]], list[tuple[int, int]]]], width: int
) -> None:
    rows = [(pixels(left, width), pixels(right, width)) for left, right in halves]
    found = picture(png(2 * width, [packed(left + right) for left, right in rows], PALETTE))
    assert found.rows == [left + right for left, right in rows]
    assert (found.width, found.height) == (2 * width, len(rows))
    assert found.palette == [tuple(colour) for colour in PALETTE]


@pytest.mark.parametrize(
    "count", [*range(1, 20), 258, 259, 260, 261, 262, 515, 516, 517, 518, 519, 775, 1000]
)
def test_runs_of_any_length(count: int) -> None:
    row = packed(bytes((9,)) * 2 * count)
    assert picture(png(2 * count, [row] * 3, PALETTE)).rows == [bytes((9,)) * 2 * count] * 3


def test_an_odd_number_of_pixels_is_refused() -> None:
    with pytest.raises(ValueError):
        packed(b"\0\1\2")
