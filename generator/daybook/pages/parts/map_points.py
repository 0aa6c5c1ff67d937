"""The map as its page and its files need it: worked out once for both."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from daybook.insights.map import PaperMap
from daybook.model import Archive
from daybook.pages.parts.map_marks import Point
from daybook.pages.parts.map_tiles import Tile, tiles_of

MOST_YEARS = 12
"""Years to step through; older ones count to the oldest of them."""


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
