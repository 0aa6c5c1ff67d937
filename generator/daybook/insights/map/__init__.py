"""The map: every paper at a place beside papers that it is like, in the region of one of its topics."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import isqrt

from msgspec import Struct

from daybook.content.map_places import Place
from daybook.insights.map.places import Placing, first_places, new_places
from daybook.insights.similar import Similar
from daybook.insights.topics import NO_TOPIC, TopicName, Topics
from daybook.model import Paper

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
