"""The papers of the map, and the squares that they are cut into, of which a browser gets those it shows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from daybook.insights.map import PaperMap
from daybook.model import Archive

MOST_YEARS = 12
"""Years to step through; older ones count to the oldest of them."""
MOST_PAPERS = 4_500
"""Of a tile: 200 kB of titles when packed."""
_SIDE = 8_192
_SMALLEST = 8


class Point(Struct, frozen=True, array_like=True):
    """A paper on the map."""

    x: int
    y: int
    region: int
    year: int
    """Index of its year among those of the map."""


class Tile(Struct, frozen=True):
    """A square of the map and the papers in it, by their indices."""

    name: str
    """Empty for the whole map; then the quarters that lead to the square, such as ``-03``."""
    x: int
    y: int
    side: int
    papers: Sequence[int]


def tiles_of(points: Sequence[Point]) -> Iterator[Tile]:
    """Yield squares that together have all papers, each cut in four while it has too many."""
    yield from _cut(points, Tile("", -_SIDE // 2, -_SIDE // 2, _SIDE, range(len(points))))


def _cut(points: Sequence[Point], tile: Tile) -> Iterator[Tile]:
    if len(tile.papers) <= MOST_PAPERS or tile.side <= _SMALLEST:
        yield tile
        return
    half = tile.side // 2
    quarters: defaultdict[int, list[int]] = defaultdict(list)
    for paper in tile.papers:
        point = points[paper]
        quarters[(point.x >= tile.x + half) + 2 * (point.y >= tile.y + half)].append(paper)
    for quarter, papers in sorted(quarters.items()):
        name = f"{tile.name or '-'}{quarter}"
        corner = tile.x + quarter % 2 * half, tile.y + quarter // 2 * half
        yield from _cut(points, Tile(name, *corner, half, papers))


class MappedPapers(Struct, frozen=True):
    """The papers of the map, in the archive's order."""

    points: Sequence[Point]
    years: Sequence[int]
    """Those to step through, from the oldest."""
    tiles: Sequence[Tile]


def map_of(archive: Archive, drawn: PaperMap | None) -> MappedPapers | None:
    """Return the papers of the map; None if the site does without one."""
    if drawn is None:
        return None
    of_papers = [int(paper.address[:4]) for paper in archive.papers]
    years = sorted(set(of_papers))[-MOST_YEARS:]
    number = {year: index for index, year in enumerate(years)}
    points = [
        Point(*place, region, number.get(year, 0))
        for place, region, year in zip(drawn.places, drawn.regions, of_papers, strict=True)
    ]
    return MappedPapers(points, years, tuple(tiles_of(points)))
