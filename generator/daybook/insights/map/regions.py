"""The regions of the map: a circle a topic, related topics side by side.

Integers alone, so that every machine draws the same map.
"""

from collections.abc import Mapping, Sequence
from math import isqrt
from operator import mul

from msgspec import Struct

from daybook.content.map_places import Place

WORLD = 2_048
"""Radius of the map when it is drawn first; later papers stay within it or near it."""


class Circle(Struct, frozen=True):
    middle: Place
    radius: int


_MOST_LINKS = 24
"""Of a region, the strongest ones."""
_RELATIVES = 6
"""Topics that pull a topic."""
_ROUNDS = 60
_LOOK_ROUND = 6
"""Rounds after which each circle looks again which others are near it."""
_FINE = 64
"""Parts of a unit, so that slow movements are not rounded off."""
_ITERATIONS = 60


def place_regions(sizes: Sequence[int], links: Sequence[Mapping[int, int]]) -> list[Circle]:
    """Return the circle of each region.

    ``sizes`` are their numbers of papers; ``links`` say for each region how many links lead to others.
    """
    whole = sum(sizes) or 1
    radii = [isqrt(WORLD * WORLD * _FINE * _FINE * size * 2 // (whole * 3)) for size in sizes]
    weights = [_pulls(region, sizes, links[region]) for region in range(len(sizes))]
    pulls = [pulling[:_RELATIVES] for pulling in weights]
    weights = _both_ways(weights)
    edge = WORLD * _FINE
    places = [[x * edge // whole, y * edge // whole] for x, y in _along_links(sizes, weights)]
    for number in range(_ROUNDS):
        if number % _LOOK_ROUND == 0:
            near = _near(places, radii)
        if number < _ROUNDS * 2 // 3:
            _pull(places, radii, pulls)
        _push(places, radii, near)
    middle = [sum(place[axis] * size for place, size in zip(places, sizes, strict=True)) for axis in (0, 1)]
    return [
        Circle(((x - middle[0] // whole) // _FINE, (y - middle[1] // whole) // _FINE), radius // _FINE)
        for (x, y), radius in zip(places, radii, strict=True)
    ]


_Pulls = list[tuple[int, int]]
"""Regions and their weights."""
_Points = list[list[int]]
_Near = tuple[int, int, int, int]


def _pulls(region: int, sizes: Sequence[int], links: Mapping[int, int]) -> _Pulls:
    """Return the regions that a region has most links to, for the number that chance would give."""
    weights = [
        (1 + links[other] * 256 // (isqrt(sizes[region] * sizes[other]) + 4), other)
        for other in links
        if other != region and sizes[other]
    ]
    weights.sort(key=lambda pull: (-pull[0], pull[1]))
    return [(other, weight) for weight, other in weights[:_MOST_LINKS]]


def _both_ways(weights: Sequence[_Pulls]) -> list[_Pulls]:
    """Return the links of each region, with the links to it that only the other region has."""
    found: list[dict[int, int]] = [dict(pulls) for pulls in weights]
    for region, pulls in enumerate(weights):
        for other, weight in pulls:
            found[other][region] = weight
    return [sorted(pulls.items()) for pulls in found]


def _along_links(sizes: Sequence[int], weights: Sequence[_Pulls]) -> list[Place]:
    """Return where each region stands from left to right and from top to bottom, so that links are short.

    The two axes are the slowest vectors of a random walk along the links (Belkin and Niyogi, 2003), found by
    iteration. Each region counts by its turn along them, since the vectors themselves leave most in a heap.
    """
    first = _slowest(weights, _start(len(weights), 7_919), None)
    second = _slowest(weights, _start(len(weights), 104_729), first)
    return list(zip(_turns(first, sizes), _turns(second, sizes), strict=True))


def _start(count: int, prime: int) -> list[int]:
    return [((number + 1) * prime % 1_009 - 504) << 10 for number in range(count)]


def _slowest(weights: Sequence[_Pulls], vector: list[int], before: Sequence[int] | None) -> list[int]:
    """Return the slowest vector of the walk beside the constant one and the one ``before``."""
    degrees = [sum(weight for _, weight in pulls) + 1 for pulls in weights]
    whole = sum(degrees) or 1
    links = [tuple(zip(*pulls, strict=True)) or ((), ()) for pulls in weights]
    for _ in range(_ITERATIONS):
        pulled = [sum(map(mul, map(vector.__getitem__, others), strengths)) for others, strengths in links]
        vector = [
            (own + (pull + own) // degree) // 2
            for own, pull, degree in zip(vector, pulled, degrees, strict=True)
        ]
        mean = sum(map(mul, vector, degrees)) // whole
        vector = [own - mean for own in vector]
        if before is not None:
            square = sum(map(mul, map(mul, before, before), degrees)) or 1
            share = sum(map(mul, map(mul, before, vector), degrees))
            vector = [own - value * share // square for own, value in zip(vector, before, strict=True)]
        largest = max(map(abs, vector), default=0) or 1
        vector = [(own << 20) // largest for own in vector]
    return vector


def _turns(vector: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """Return the number of papers of the regions before each region along an axis, from the middle."""
    turns = [0] * len(vector)
    passed = -sum(sizes)
    for region in sorted(range(len(vector)), key=lambda index: (vector[index], index)):
        turns[region] = passed + sizes[region]
        passed += 2 * sizes[region]
    return turns


def _near(places: _Points, radii: Sequence[int]) -> list[_Near]:
    """Return the pairs of circles that touch, or may soon, with the sum of their radii and its square."""
    room = max(radii, default=0) // 2
    order = sorted(range(len(places)), key=lambda region: places[region][0] - radii[region])
    pairs = []
    for place, one in enumerate(order):
        x, y = places[one]
        for other in order[place + 1 :]:
            reach = radii[one] + radii[other]
            if places[other][0] - radii[other] > x + radii[one] + room:
                break
            if abs(places[other][1] - y) < reach + room:
                pairs.append((one, other, reach, reach * reach))
    return pairs


def _pull(places: _Points, radii: Sequence[int], pulls: Sequence[_Pulls]) -> None:
    """Move each region a third of the way to the regions that pull it, which it would touch at the end."""
    for region, pulling in enumerate(pulls):
        total = sum(weight for _, weight in pulling)
        x, y = places[region]
        if not total:
            places[region] = [x * 2 // 3, y * 2 // 3]
            continue
        across = down = 0
        for other, weight in pulling:
            right, below = places[other][0] - x, places[other][1] - y
            far = isqrt(right * right + below * below) or 1
            beyond = (far - radii[region] - radii[other]) * weight
            across += right * beyond // far
            down += below * beyond // far
        places[region] = [x + across // (3 * total), y + down // (3 * total)]


def _push(places: _Points, radii: Sequence[int], near: Sequence[_Near]) -> None:
    """Move circles that overlap apart, the smaller one farther."""
    for one, other, reach, limit in near:
        a, b = places[one], places[other]
        right, below = b[0] - a[0], b[1] - a[1]
        square = right * right + below * below
        if square >= limit:
            continue
        far = isqrt(square)
        if not far:
            right, below, far = 1 + one, 1 + other, isqrt((1 + one) ** 2 + (1 + other) ** 2)
        overlap = reach - far
        mine = overlap * radii[other] // reach
        theirs = overlap - mine
        a[0] -= right * mine // far
        a[1] -= below * mine // far
        b[0] += right * theirs // far
        b[1] += below * theirs // far
