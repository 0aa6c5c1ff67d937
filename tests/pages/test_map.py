"""The map's page and its files: marks, labels, and addresses that a title gives."""

from __future__ import annotations

import json
import re
from itertools import combinations
from random import Random

import pytest

from daybook.insights.map import Point
from daybook.pages.map_tile import MapTilePage
from daybook.pages.parts.map_drawing import (
    COLOURS,
    LEVELS,
    MOST_MARKS,
    Box,
    Label,
    box_of,
    colours_of,
    marks_of,
    path_data,
    place_labels,
)
from tests.made import HOSTILE


def points(number: int) -> list[Point]:
    chance = Random(3)
    return [
        Point(round(chance.gauss(0, 700)), round(chance.gauss(0, 500)), index % 5, index % 3)
        for index in range(number)
    ]


def dots(data: str) -> list[tuple[int, int]]:
    """Return where a path has dots."""
    found, x, y = [], 0, 0
    for right, below in re.findall(r"[Mm](-?\d+)\s?(-?\d+)h0", data):
        x, y = x + int(right), y + int(below)
        found.append((x, y))
    return found


def test_a_path_has_a_dot_at_each_place() -> None:
    places = [(point.x, point.y) for point in points(200)]
    assert dots(path_data(places)) == sorted(places)
    assert path_data([(3, -4), (3, 5)]) == "M3-4h0m0 9h0"


def test_each_paper_is_a_point() -> None:
    given = points(500)
    found = [
        (*dot, region, path.year)
        for region, paths in marks_of(given).items()
        for path in paths
        for dot in dots(path.data)
    ]
    assert sorted(found) == sorted((point.x, point.y, point.region, point.year) for point in given)


def test_too_many_papers_are_shown_as_cells_whose_width_grows_with_their_papers() -> None:
    given = [*points(MOST_MARKS), *(Point(0, number % 3, 0, 0) for number in range(3_000))]
    marks = marks_of(given)
    paths = [path for found in marks.values() for path in found]
    assert sum(path.data.count("h0") for path in paths) <= MOST_MARKS
    assert len(given) > MOST_MARKS
    widths = {path.width for path in paths}
    assert 0 not in widths
    (largest,) = [path for path in paths if path.width == max(widths)]
    assert largest.data.count("h0") == 1


def side(label: Label, width: float) -> tuple[float, float]:
    """Return where a label begins and ends on a map on which it is so wide."""
    start = label.x - {"start": 0, "": width / 2, "end": width}[label.anchor]
    return start, start + width


def test_labels_of_a_level_do_not_cover_one_another() -> None:
    names = {number: f"Topic number {number}" for number in range(60)}
    middles = {number: (number % 8 * 200, number // 8 * 90) for number in names}
    box = Box(-100, -100, 1700, 900)
    labels = place_labels(names, middles, box)
    assert labels.keys() == names.keys()
    assert labels[0].level == 0
    for level in range(LEVELS - 1):
        unit = box.width / (340 << level)
        shown = [number for number in names if labels[number].level <= level]
        for one, other in combinations(shown, 2):
            sides = [side(labels[number], len(names[number]) * 7 * unit) for number in (one, other)]
            (left, one_end), (right, _) = sorted(sides)
            assert right >= one_end or abs(labels[one].y - labels[other].y) > 20 * unit, (left, level)


def test_no_label_keeps_the_place_of_a_more_important_one() -> None:
    """The third has room on a phone, where the second has none; on a wide map it would cover the second."""
    names = {0: "Kelp models", 1: "Kelp forests", 2: "Kelp flies"}
    box = Box(0, 0, 3400, 3000)
    labels = place_labels(names, {0: (1700, 1000), 1: (1700, 1200), 2: (1700, 1300)}, box)
    assert [labels[number].level for number in names] == [0, 1, 2]
    alone = place_labels({0: names[0], 2: names[2]}, {0: (1700, 1000), 2: (1700, 1300)}, box)
    assert [label.level for label in alone.values()] == [0, 0]


@pytest.mark.parametrize("x", [10, 120, 500, 880, 990])
def test_labels_stay_within_the_map_and_at_their_region(x: int) -> None:
    box, name = Box(0, 0, 1000, 1000), "A long name of a topic"
    (label,) = place_labels({0: name}, {0: (x, 500)}, box).values()
    for pixels in (250, 340, 900):
        start, end = side(label, len(name) * 7 * 1000 / pixels)
        assert -1 <= start <= end <= 1001
    assert start <= x <= end


def test_regions_beside_each_other_differ_in_colour() -> None:
    middles = {number: (number * 10, 0) for number in range(40)}
    colours = colours_of(middles)
    assert set(colours.values()) == set(range(COLOURS))
    assert all(colours[number] != colours[number + 1] for number in range(39))


def test_the_box_has_all_papers() -> None:
    box = box_of(points(300))
    assert all(box.x < point.x < box.x + box.width for point in points(300))
    assert all(box.y < point.y < box.y + box.height for point in points(300))
    assert box_of([]).width > 0


def test_a_file_has_a_column_for_each_thing() -> None:
    placed = tuple(Point(number, -number, 4, 0) for number in range(len(HOSTILE)))
    paths = tuple(f"2024/p{number}" for number in range(len(HOSTILE)))
    columns = json.loads(MapTilePage("", placed, paths, HOSTILE).call(None))  # type: ignore[arg-type]
    assert {len(column) for column in columns.values()} == {len(HOSTILE)}
    assert columns["year"][0] == 2024
