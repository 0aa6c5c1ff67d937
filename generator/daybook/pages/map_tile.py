"""A file with the titles and addresses of the papers in a square of the map, for its script."""

from collections.abc import Iterator
from itertools import starmap
from typing import Self

from msgspec import Struct, json

from daybook.insights.map.tiles import Point
from daybook.model import Paper
from daybook.pages.base.frame import Frame
from daybook.pages.base.kind import Page
from daybook.pages.base.planning import Planning
from daybook.text import addresses, slugs
from daybook.text.formatted import plain


class MappedPaper(Struct, frozen=True, array_like=True):
    """A paper as the map's script shows it."""

    x: int
    y: int
    region: int
    address: str
    title: str


class MapTilePage(Page, frozen=True, array_like=True):
    """The papers of a square, in columns: each packs better beside its like."""

    kind = "map-tile"
    template = ""
    shows = "`/map/papers.json`: titles and addresses of the map's papers, or of those in a square of it"

    name: str
    papers: tuple[MappedPaper, ...]

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        found = planning.mapped
        if found is None:
            return
        papers = planning.archive.papers
        for tile in found.tiles:
            listed = [_mapped(found.points[index], papers[index]) for index in tile.papers]
            yield cls(tile.name, tuple(sorted(listed, key=lambda paper: (paper.x, paper.y))))

    @property
    def address(self) -> str:
        return addresses.map_tile(self.name)

    def call(self, frame: Frame) -> bytes:  # noqa: ARG002 - the same on every site
        titles = [plain(paper.title).replace("\n\n", " ") for paper in self.papers]
        given = zip((paper.address[5:] for paper in self.papers), titles, strict=True)
        return json.encode(
            {
                "x": [paper.x for paper in self.papers],
                "y": [paper.y for paper in self.papers],
                "region": [paper.region for paper in self.papers],
                "year": [int(paper.address[:4]) for paper in self.papers],
                "slug": list(starmap(slugs.short_slug, given)),
                "title": titles,
            }
        )


def _mapped(point: Point, paper: Paper) -> MappedPaper:
    return MappedPaper(point.x, point.y, point.region, paper.address, paper.title)
