"""The map: every paper at a place beside papers that it is like, in the region of one of its topics.

It is cut into squares, of which a browser gets those that it shows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import isqrt

from msgspec import Struct

from daybook.content.map_places import Place
from daybook.insights.map.places import Placing, first_places, new_places
from daybook.insights.similar import Similar
from daybook.insights.topics import NO_TOPIC, TopicName, Topics
from daybook.model import Archive, Paper

_MOST_REGIONS = 200
"""More names are not read on a map, and each adds 90 bytes to its page when packed."""


class PaperMap(Struct, frozen=True):
    """The map of an archive's papers, in their order."""

    topics: tuple[TopicName, ...]
    """Sorted by address."""
    places: tuple[Place, ...]
    """Whole numbers, right of and below the middle of the map; no two are the same."""
    regions: tuple[int, ...]
    """The topic in whose region each paper lies, by its index in ``topics``, or `NO_TOPIC`."""


def find_map(
    papers: Sequence[Paper],
    topics: Topics,
    similar: Sequence[Sequence[Similar]],
    kept: Mapping[str, Place],
) -> PaperMap:
    """Return the map of papers, which lie where they are ``kept`` by address, or else get a place.

    ``similar`` are for each paper those it is like, the most alike first.
    """
    largest = topics.topics[:_MOST_REGIONS]
    names = sorted((TopicName(topic.slug, topic.name) for topic in largest), key=lambda name: name.slug)
    number = {name.slug: index for index, name in enumerate(names)}
    about = [
        [number[name.slug] for name in topics.of_paper.get(paper.address, ()) if name.slug in number]
        for paper in papers
    ]
    like = [[other.index for other in others] for others in similar]
    given = Placing([paper.address for paper in papers], about, regions_of(about, like), like)
    return PaperMap(tuple(names), tuple(draw(given, kept)), tuple(given.regions))


def draw(given: Placing, kept: Mapping[str, Place]) -> list[Place]:
    """Return the place of each paper."""
    addresses = given.addresses
    known = {paper: kept[address] for paper, address in enumerate(addresses) if address in kept}
    if not known:
        return first_places(given)
    places = new_places(given, known) if len(known) < len(addresses) else known
    return [places[paper] for paper in range(len(addresses))]


def regions_of(topics: Sequence[Sequence[int]], similar: Sequence[Sequence[int]]) -> list[int]:
    """Return the topic in whose region each paper lies.

    It is the one of the paper's topics that most of the papers it is like have, measured by the square root
    of the topic's size: else the few largest topics would swallow all others. A paper without topics gets one
    of those papers'.
    """
    sizes = Counter(topic for own in topics for topic in own)
    weights = {topic: 1_000_000 // isqrt(size * 10_000) for topic, size in sizes.items()}
    return [
        own[0] if len(own) == 1 else _region(own, [topics[other] for other in others], weights)
        for own, others in zip(topics, similar, strict=True)
    ]


def _region(own: Sequence[int], around: Sequence[Sequence[int]], weights: Mapping[int, int]) -> int:
    votes = dict.fromkeys(own, 1)
    for others in around:
        for topic in others:
            if topic in votes:
                votes[topic] += 1
            elif not own:
                votes[topic] = 1
    return max(votes, key=lambda topic: (votes[topic] * weights[topic], -topic), default=NO_TOPIC)


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
