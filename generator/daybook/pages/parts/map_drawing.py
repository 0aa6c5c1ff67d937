"""What the map draws: the marks of papers, and of its regions the names and colours.

Marks are points, or cells with the number of their papers where there are too many points.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import isqrt
from statistics import median_low

from msgspec import Struct
from msgspec.structs import replace

from daybook.insights.map import Point

COLOURS = 10
LEVELS = 6
"""Level 0 is a map as wide as a phone; on each further one it is twice as wide."""
_PHONE = 340
_LETTER, _LINE = 7, 28
"""Width of a letter and of a line with the space below it, in pixels."""
_APART = 5
"""Letters: twice the space between two names; wide fonts and the narrowest phone use most of it."""
_NARROW = 250
"""Pixels of the map on the narrowest phone, on which names do not stick out either."""
_DESK = 900
"""Pixels of the map on a screen of 1280."""
_EDGE = 100
"""The part of the map's width that stays free at each side."""
_PARTS = 256
"""Parts of a unit of the map in which a pixel is measured."""


class Label(Struct, frozen=True):
    """The name of a region on the map."""

    x: int
    y: int
    level: int
    """From which on it is shown."""
    anchor: str = ""
    """What of it is at ``x``: its ``start`` or ``end``; empty for its middle."""


class Box(Struct, frozen=True):
    """The part of the plane that a map shows."""

    x: int
    y: int
    width: int
    height: int


def box_of(points: Sequence[Point]) -> Box:
    """Return the rectangle around all papers, with a margin; it is wider than high, as windows are."""
    points = points or [Point(0, 0, 0, 0)]
    left, right = min(point.x for point in points), max(point.x for point in points)
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    width, height = max(right - left, 256) * 17 // 16, max(bottom - top, 256) * 17 // 16
    width = max(width, height * 6 // 5)
    return Box((left + right - width) // 2, (top + bottom - height) // 2, width, height)


def middles_of(points: Iterable[Point]) -> dict[int, tuple[int, int]]:
    """Return the median place of each region's papers."""
    found: defaultdict[int, list[Point]] = defaultdict(list)
    for point in points:
        found[point.region].append(point)
    return {
        region: (median_low(point.x for point in own), median_low(point.y for point in own))
        for region, own in found.items()
    }


def place_labels(
    names: Mapping[int, str], middles: Mapping[int, tuple[int, int]], box: Box
) -> dict[int, Label]:
    """Return the labels of regions, given from the most important; on no level does one cover another.

    A label does not appear on a level if it would take the place of a more important one on the next.
    """
    waiting = {region: _at(name, middles[region], box) for region, name in names.items()}
    labels: dict[int, Label] = {}
    for level in range(LEVELS):
        unit = box.width * _PARTS // (_PHONE << level)
        passed: list[int] = []
        for region, label in list(waiting.items()):
            name = names[region]
            is_free = not any(_cover(name, label, names[other], labels[other], unit) for other in labels)
            keeps = any(_cover(name, label, names[other], waiting[other], unit // 2) for other in passed)
            if level == LEVELS - 1 or (is_free and not keeps):
                labels[region] = replace(label, level=level)
                del waiting[region]
            else:
                passed.append(region)
    return labels


def _at(name: str, middle: tuple[int, int], box: Box) -> Label:
    """Return a label that stays on the map at any width: near an edge, it starts or ends at a fixed point."""
    x, y = middle
    narrow, wide = (len(name) * _LETTER * box.width // pixels for pixels in (_NARROW, _DESK))
    left, right = box.x + box.width // _EDGE, box.x + box.width - box.width // _EDGE
    if 2 * x - narrow < 2 * left:
        return Label(max(left, min(x - wide // 2, right - narrow)), y, 0, "start")
    if 2 * x + narrow > 2 * right:
        return Label(min(right, max(x + wide // 2, left + narrow)), y, 0, "end")
    return Label(x, y, 0)


def _cover(name: str, label: Label, other: str, there: Label, unit: int) -> bool:
    if abs(label.y - there.y) * _PARTS >= _LINE * unit:  # as most are: of 720 labels, all pairs are asked for
        return False
    apart = abs(_middle(name, label, unit) - _middle(other, there, unit))
    return apart * 2 * _PARTS < (len(name) + len(other) + _APART) * _LETTER * unit


def _middle(name: str, label: Label, unit: int) -> int:
    half = len(name) * _LETTER * unit // (2 * _PARTS)
    return label.x + {"start": half, "": 0, "end": -half}[label.anchor]


def colours_of(middles: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """Return the number of each region's colour: of all, the one whose nearest region is farthest."""
    used: list[list[tuple[int, int]]] = [[] for _ in range(COLOURS)]
    colours: dict[int, int] = {}
    for region, (x, y) in middles.items():
        far = [
            min(((x - right) ** 2 + (y - below) ** 2 for right, below in places), default=1 << 60)
            for places in used
        ]
        colours[region] = max(range(COLOURS), key=lambda colour: (far[colour], -colour))
        used[colours[region]].append((x, y))
    return colours


MOST_MARKS = 5_000
"""On the page, of which they take 4 bytes each when packed: no page takes over 30 kB."""
_FIRST_CELL = 16
_SIZES = 4


class MarkPath(Struct, frozen=True):
    """Marks of a region that look alike, as the data of an SVG path: lines of no length with round ends."""

    year: int
    data: str
    width: int
    """Of a dot, in units of the map; 0 for points, whose size does not depend on the map's."""


Marks = dict[int, list[MarkPath]]
"""By region."""


def marks_of(points: Sequence[Point]) -> Marks:
    """Return the marks of all regions: points if there are not too many, else cells."""
    if len(points) <= MOST_MARKS:
        return _paths((point, 0) for point in points)
    cell = _FIRST_CELL
    while len({(point.x // cell, point.y // cell, point.year) for point in points}) > MOST_MARKS:
        cell += cell // 4
    return _paths(_cells(points, cell))


def _cells(points: Iterable[Point], cell: int) -> Iterable[tuple[Point, int]]:
    """Yield a mark in the middle of each cell that has papers of a year, and its width."""
    found: defaultdict[tuple[int, int, int], Counter[int]] = defaultdict(Counter)
    for point in points:
        found[point.x // cell, point.y // cell, point.year][point.region] += 1
    most = max(regions.total() for regions in found.values())
    for (column, row, year), regions in found.items():
        region = min(regions, key=lambda one: (-regions[one], one))
        size = isqrt(regions.total() * _SIZES * _SIZES * 4 // most)
        width = cell * (2 + min(max(size, 1), 2 * _SIZES)) // (2 + 2 * _SIZES)
        yield Point(column * cell + cell // 2, row * cell + cell // 2, region, year), width


def _paths(marks: Iterable[tuple[Point, int]]) -> Marks:
    alike: defaultdict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
    for point, width in marks:
        alike[point.region, point.year, width].append((point.x, point.y))
    paths: Marks = defaultdict(list)
    for (region, year, width), places in sorted(alike.items()):
        paths[region].append(MarkPath(year, path_data(places), width))
    return paths


def path_data(places: Iterable[tuple[int, int]]) -> str:
    """Return a path that has a dot at each place."""
    parts, x, y = [], 0, 0
    for across, down in sorted(places):
        gap = "" if down < y else " "
        parts.append(f"m{across - x}{gap}{down - y}h0")
        x, y = across, down
    return "M" + "".join(parts)[1:]
