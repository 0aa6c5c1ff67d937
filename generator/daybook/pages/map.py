"""The map of all papers, in regions by topic."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Self

from msgspec import Struct

from daybook.insights.map import Point
from daybook.insights.topics import NO_TOPIC
from daybook.pages.base import Frame, Page, Planning, TemplateCall
from daybook.pages.parts.count_phrases import PAPERS
from daybook.pages.parts.map_drawing import (
    COLOURS,
    Box,
    Label,
    MarkPath,
    Marks,
    box_of,
    colours_of,
    marks_of,
    middles_of,
    place_labels,
)
from daybook.text import addresses
from daybook.text.words import Words, phrase, phrases

FEW = 600
"""Papers that are shown as larger dots."""
_LINES = 62
"""Lines of names that are as high as the map is wide."""
NO_REGION, ONE_REGION = phrase("Other subjects"), phrase("All papers")
"""Names of the region of papers without a topic, beside others and alone."""


_IN_REGIONS = phrases("{papers} in {n} region", "{papers} in {n} regions")


class RegionView(Struct, frozen=True):
    """A region of the map: the papers of a topic."""

    number: int
    """By which the files of papers name it."""
    name: str
    href: str
    """To the topic's page; empty if it has none."""
    count: str
    colour: int
    """From 0 to 9; 10 for papers without a topic."""
    label: Label
    marks: tuple[MarkPath, ...]


class MapYearView(Struct, frozen=True):
    number: int
    """From 0."""
    label: str
    count: str


class MapView(Struct, frozen=True):
    count: str
    """Such as "4,024 papers in 148 regions"."""
    box: Box
    """What the map shows at first."""
    font_size: int
    """Of names, in units of the map as it is at first."""
    regions: tuple[RegionView, ...]
    """From the largest; empty if the archive is."""
    years: tuple[MapYearView, ...]
    """From the oldest; empty if there is one."""
    marks: str
    """How the papers are drawn: ``few`` dots, ``many``, or ``cells`` of several papers."""
    tiles: tuple[tuple[str, int, int, int], ...]
    """Addresses of the files of papers, and the squares that these cover: corner and side."""


class MapPage(Page, frozen=True, array_like=True):
    kind = "map"
    address = addresses.MAP
    shows = "`/map/`: papers placed by likeness, in regions by topic"
    view = MapView

    points: tuple[Point, ...]
    names: tuple[tuple[int, str, str], ...]
    """Number, name and address of the regions, from the largest."""
    years: tuple[int, ...]
    tiles: tuple[tuple[str, int, int, int], ...]
    last_change: str

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        found = planning.mapped
        if found is None:
            return
        tiles = tuple(
            (addresses.map_tile(tile.name), tile.x, tile.y, tile.side) for tile in found.tiles if tile.papers
        )
        names = _names(planning, found.points)
        yield cls(tuple(found.points), names, tuple(found.years), tiles, planning.newest)

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        papers = words.count(len(self.points), *PAPERS)
        extent = words.count(len(self.names), *_IN_REGIONS, papers=papers)
        marks, box = marks_of(self.points), box_of(self.points)
        dots = "few" if len(self.points) < FEW else "many"
        view = MapView(
            count=extent,
            box=box,
            font_size=box.width // _LINES,
            regions=tuple(self._regions(root, marks, words)),
            years=self._years(words),
            marks="cells" if any(path.width for paths in marks.values() for path in paths) else dots,
            tiles=tuple((root + path, x, y, side) for path, x, y, side in self.tiles),
        )
        description = words("A map of {papers}: papers that are alike lie side by side.", papers=extent)
        return self.html(frame, words("Map"), description, view)

    def _regions(self, root: str, marks: Marks, words: Words) -> Iterator[RegionView]:
        names = {number: words(name) if number == NO_TOPIC else name for number, name, _ in self.names}
        found = middles_of(self.points)
        middles = {number: found[number] for number, *_ in self.names}
        labels = place_labels(names, middles, box_of(self.points))
        colours = colours_of(middles)
        sizes = Counter(point.region for point in self.points)
        for number, _, address in self.names:
            yield RegionView(
                number=number,
                name=names[number],
                href=root + address if address else "",
                count=words.count(sizes[number], *PAPERS),
                colour=colours[number] if number != NO_TOPIC else COLOURS,
                label=labels[number],
                marks=tuple(marks.get(number, ())),
            )

    def _years(self, words: Words) -> tuple[MapYearView, ...]:
        if len(self.years) < 2:
            return ()
        papers = Counter(point.year for point in self.points)
        named = enumerate(self.years)
        return tuple(MapYearView(number, str(year), words.number(papers[number])) for number, year in named)


def _names(planning: Planning, points: Sequence[Point]) -> tuple[tuple[int, str, str], ...]:
    """Return number, name and address of the regions, from the largest; that without a topic is last.

    Without pages of topics there are no addresses.
    """
    drawn, has_pages = planning.insights.map, planning.insights.topics is not None
    topics = [
        (topic.name, addresses.topic(topic.slug) if has_pages else "")
        for topic in (drawn.topics if drawn else ())
    ]
    sizes = Counter(point.region for point in points)
    no_topic = (NO_REGION if len(sizes) > 1 else ONE_REGION, "")
    named = [(number, *(topics[number] if number != NO_TOPIC else no_topic)) for number in sizes]
    return tuple(sorted(named, key=lambda region: (region[0] == NO_TOPIC, -sizes[region[0]], region[1])))
