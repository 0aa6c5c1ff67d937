"""The places of papers on the map: at first all at once, later beside the papers that are like them.

A paper that has a place keeps it. Integers alone, so that every machine draws the same map.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import isqrt
from statistics import median_low
from zlib import crc32

from msgspec import Struct

from daybook.content.map_places import Place
from daybook.insights.map.regions import WORLD, Circle, place_regions

_CELL = 4
"""Width of the cell that a paper has for itself."""
_LEAST, _MOST = 96, 1_024
"""Width of the square within which a new paper's address decides where it comes to lie."""
_PASSES = 4
_FINE = 16
"""Parts of a unit while papers move."""
_REACH = 10
"""Cells around a taken one that are looked through for a free one."""
_AROUND = sorted(
    (
        (across, down)
        for across in range(-_REACH, _REACH + 1)
        for down in range(-_REACH, _REACH + 1)
        if across * across + down * down <= _REACH * _REACH
    ),
    key=lambda cell: (cell[0] * cell[0] + cell[1] * cell[1], cell),
)


class Placing(Struct, frozen=True):
    """The topics and likeness of papers, by which they are placed; each has an index."""

    addresses: Sequence[str]
    topics: Sequence[Sequence[int]]
    """The topics of each paper."""
    regions: Sequence[int]
    """The topic in whose region each paper lies."""
    similar: Sequence[Sequence[int]]
    """The papers that each is like, the most alike first."""


class Cells:
    """The cells of the map, which have one paper each."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self.taken = {(x // _CELL, y // _CELL) for x, y in places}

    def take(self, place: Place, address: str) -> Place:
        """Take the free cell nearest to a place, and return the place or one in that cell."""
        column, row = place[0] // _CELL, place[1] // _CELL
        if (column, row) not in self.taken:
            self.taken.add((column, row))
            return place
        across, down = _hash(address)
        while True:
            for right, below in _AROUND:
                cell = (column + right, row + below)
                if cell not in self.taken:
                    self.taken.add(cell)
                    return cell[0] * _CELL + across % _CELL, cell[1] * _CELL + down % _CELL
            column += (across % 3 - 1) * _REACH
            row += (down % 2 * 2 - 1) * _REACH


def _hash(address: str) -> Place:
    """Return two numbers from 0 to 65,535 that only an address decides."""
    number = crc32(address.encode())
    return number & 0xFFFF, number >> 16


def first_places(given: Placing) -> list[Place]:
    """Return a place for each paper of a map that has none yet."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for paper, region in enumerate(given.regions):
        members[region].append(paper)
    circles = _circles(given, members)
    starts = [
        _start(address, circles[region])
        for address, region in zip(given.addresses, given.regions, strict=True)
    ]
    points = starts
    for _ in range(_PASSES):
        points = _drawn_together(starts, points, given.similar)
        for region, papers in members.items():
            _spread(points, papers, circles[region])
    cells = Cells()
    return [
        cells.take((x // _FINE, y // _FINE), address)
        for (x, y), address in zip(points, given.addresses, strict=True)
    ]


def _circles(given: Placing, members: Mapping[int, Sequence[int]]) -> dict[int, Circle]:
    """Return the circle of each region."""
    named = sorted(members)
    number = {region: place for place, region in enumerate(named)}
    links: list[defaultdict[int, int]] = [defaultdict(int) for _ in named]
    of_papers = [number[region] for region in given.regions]
    for own, topics, papers in zip(of_papers, given.topics, given.similar, strict=True):
        others = [number[topic] for topic in topics if topic in number]
        for other in (*others, *(of_papers[paper] for paper in papers)):
            links[own][other] += 1
            links[other][own] += 1
    sizes = [len(members[region]) for region in named]
    return dict(zip(named, place_regions(sizes, links), strict=True))


def _start(address: str, circle: Circle) -> Place:
    """Return a point in a circle that only an address decides."""
    (across, down), (x, y), radius = _hash(address), circle.middle, circle.radius * _FINE
    return x * _FINE + (across - 32_768) * radius // 32_768, y * _FINE + (down - 32_768) * radius // 32_768


def _drawn_together(
    starts: Sequence[Place], points: Sequence[Place], similar: Sequence[Sequence[int]]
) -> list[Place]:
    """Return each paper between where it started and the papers that it is like.

    It is not drawn from where it is by now, as papers that are all alike would end in one point.
    """
    moved = []
    for (x, y), others in zip(starts, similar, strict=True):
        for other in others:
            right, below = points[other]
            x += right
            y += below
        number = len(others) + 1
        moved.append((x // number, y // number))
    return moved


def _spread(points: list[Place], papers: Sequence[int], circle: Circle) -> None:
    """Spread the papers of a region over its circle: each in its direction, as far out as its turn is."""
    total = len(papers)
    middle, radius = (circle.middle[0] * _FINE, circle.middle[1] * _FINE), circle.radius * _FINE
    x = (sum(points[paper][0] for paper in papers) // total * 3 + middle[0]) // 4
    y = (sum(points[paper][1] for paper in papers) // total * 3 + middle[1]) // 4
    offsets = [(points[paper][0] - x, points[paper][1] - y, paper) for paper in papers]
    far = sorted((right * right + below * below, paper, right, below) for right, below, paper in offsets)
    for turn, (square, paper, right, below) in enumerate(far):
        wanted = isqrt(radius * radius * (2 * turn + 1) // (2 * total))
        distance = isqrt(square) or 1
        points[paper] = (middle[0] + right * wanted // distance, middle[1] + below * wanted // distance)


def new_places(given: Placing, kept: Mapping[int, Place]) -> dict[int, Place]:
    """Return the places of all papers: those ``kept``, and for each other paper one in its region.

    Papers that are like papers with a place come first, then those like these, and so on.
    """
    places = dict(kept)
    cells = Cells(kept.values())
    circles = _grown_circles(given, kept)
    waiting = [paper for paper in range(len(given.addresses)) if paper not in kept]
    while waiting:
        beside = {paper: place for paper in waiting if (place := _beside(given, paper, places, circles))}
        beside = beside or {paper: _at_edge(given.addresses[paper]) for paper in waiting}
        for paper, place in beside.items():
            places[paper] = cells.take(place, given.addresses[paper])
        waiting = [paper for paper in waiting if paper not in places]
    return places


def _grown_circles(given: Placing, places: Mapping[int, Place]) -> dict[int, Circle]:
    """Return for each region the median place of its papers, and the radius for their number."""
    found: defaultdict[int, list[Place]] = defaultdict(list)
    for paper, place in places.items():
        found[given.regions[paper]].append(place)
    return {
        region: Circle(
            (median_low(x for x, _ in papers), median_low(y for _, y in papers)),
            isqrt(WORLD * WORLD * len(papers) // len(places)),
        )
        for region, papers in found.items()
    }


def _beside(
    given: Placing, paper: int, places: Mapping[int, Place], circles: Mapping[int, Circle]
) -> Place | None:
    """Return a place between the papers of its region that a paper is most like.

    A paper that is like none of its region lies in the region's circle, on the side of the paper that it is
    most like; a paper of a new region lies between the papers that it is most like. None if there are none.
    """
    region, address = given.regions[paper], given.addresses[paper]
    known = [other for other in given.similar[paper] if other in places]
    own = [other for other in known if given.regions[other] == region]
    if own or (known and region not in circles):
        return _between([places[other] for other in (own or known)[:2]], address)
    if region not in circles:
        return None
    x, y = circles[region].middle
    right, below = (places[known[0]][0] - x, places[known[0]][1] - y) if known else (0, 0)
    far = isqrt(right * right + below * below) or 1
    out = min(circles[region].radius, far)
    return _scattered((x + right * out // far, y + below * out // far), address, _LEAST)


def _between(places: Sequence[Place], address: str) -> Place:
    """Return a place near the first of one or two places, towards the second.

    The farther these are apart, the farther it may lie beside their line: so the map fills evenly.
    """
    (x, y), (across, down) = places[0], places[-1]
    right, below = across - x, down - y
    around = min(max(isqrt(right * right + below * below) * 2 // 3, _LEAST), _MOST)
    return _scattered((x + right // 3, y + below // 3), address, around)


def _scattered(place: Place, address: str, around: int) -> Place:
    across, down = _hash(address)
    return place[0] + (across - 32_768) * around // 65_536, place[1] + (down - 32_768) * around // 65_536


def _at_edge(address: str) -> Place:
    across, down = _hash(address)
    x, y = across - 32_768, down - 32_768
    far = isqrt(x * x + y * y) or 1
    return x * WORLD // far, y * WORLD // far
