"""A file with the titles and addresses of the papers in a square of the map, for its script."""

from collections.abc import Iterator
from typing import Self

from msgspec import json

from daybook.insights.map import Point
from daybook.pages.base import Frame, Page, Planning
from daybook.text import addresses, slugs
from daybook.text.formatted import plain


class MapTilePage(Page, frozen=True, array_like=True):
    """The papers of a square, in columns: each packs better beside its like."""

    kind = "map-tile"
    template = ""
    shows = "`/map/papers.json`: titles and addresses of the map's papers, or of those in a square of it"

    address: str
    points: tuple[Point, ...]
    """Of the papers; the two below are theirs."""
    paths: tuple[str, ...]
    """Such as ``2025/some-paper``."""
    titles: tuple[str, ...]

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        found = planning.mapped
        if found is None:
            return
        points, papers = found.points, planning.archive.papers
        for tile in found.tiles:
            placed = sorted(tile.papers, key=lambda index: (points[index].x, points[index].y))
            paths = tuple([papers[index].address for index in placed])
            titles = tuple([papers[index].title for index in placed])
            places = tuple([points[index] for index in placed])
            yield cls(addresses.map_tile(tile.name), places, paths, titles)

    def call(self, frame: Frame) -> bytes:  # noqa: ARG002 - the same on every site
        titles = [plain(title).replace("\n\n", " ") for title in self.titles]
        own = zip(self.paths, titles, strict=True)
        return json.encode(
            {
                "x": [point.x for point in self.points],
                "y": [point.y for point in self.points],
                "region": [point.region for point in self.points],
                "year": [int(path[:4]) for path in self.paths],
                "slug": [slugs.short_slug(path[5:], title) for path, title in own],
                "title": titles,
            }
        )
