"""The marks of the map: points, or cells with the number of their papers where there are too many points."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import isqrt

from msgspec import Struct

from daybook.insights.map.tiles import Point

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
