"""The map: places that never move, that no two papers share, and that no order of papers changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import dist
from random import Random
from statistics import mean

from hypothesis import given
from hypothesis import strategies as st

from daybook.content.decisions import Decisions
from daybook.content.map_places import Place
from daybook.insights import find_insights
from daybook.insights.map import draw, find_map, regions_of
from daybook.insights.map.places import Placing
from daybook.insights.map.regions import WORLD, place_regions
from daybook.insights.similar import Similar
from daybook.insights.topics import NO_TOPIC, Topic, TopicName, Topics
from daybook.settings import Settings
from tests.made import archive, paper

SUBJECTS, OF_EACH = 8, 25


def invented(of_each: int = OF_EACH) -> Placing:
    """Return papers of eight subjects, each like others of its own and now and then of the next subject."""
    chance = Random(7)
    subjects = [number % SUBJECTS for number in range(SUBJECTS * of_each)]
    similar = [
        [
            chance.randrange(of_each) * SUBJECTS + (subject + (chance.random() < 0.1)) % SUBJECTS
            for _ in range(5)
        ]
        for subject in subjects
    ]
    addresses = [f"2025/paper-{number:04d}" for number in range(len(subjects))]
    return Placing(addresses, [[subject] for subject in subjects], subjects, similar)


def placed(given: Placing, kept: dict[str, Place] | None = None) -> dict[str, Place]:
    return dict(zip(given.addresses, draw(given, kept or {}), strict=True))


def chosen(given: Placing, papers: Sequence[int]) -> Placing:
    """Return some papers, in the order in which they are given, and what of their likeness stays."""
    place = {paper: index for index, paper in enumerate(papers)}
    return Placing(
        [given.addresses[paper] for paper in papers],
        [given.topics[paper] for paper in papers],
        [given.regions[paper] for paper in papers],
        [[place[other] for other in given.similar[paper] if other in place] for paper in papers],
    )


def nearness(given: Placing, places: dict[str, Place]) -> tuple[float, float]:
    """Return the mean distance of papers of one subject, and of any two."""
    points = [places[address] for address in given.addresses]
    pairs = list(combinations(range(len(points)), 2))
    own = [
        dist(points[one], points[other]) for one, other in pairs if given.regions[one] == given.regions[other]
    ]
    return mean(own), mean(dist(points[one], points[other]) for one, other in pairs)


def test_papers_of_a_subject_lie_together() -> None:
    given = invented()
    own, of_any = nearness(given, placed(given))
    assert own < of_any / 3


def test_new_papers_lie_among_those_of_their_subject() -> None:
    given = invented()
    before = placed(chosen(given, range(len(given.addresses) // 2)))
    own, of_any = nearness(given, placed(given, before))
    assert own < of_any / 3


@given(st.sets(st.integers(0, SUBJECTS * 6 - 1), min_size=1))
def test_a_paper_never_moves(first: set[int]) -> None:
    given = invented(6)
    before = placed(chosen(given, sorted(first)))
    after = placed(given, before)
    assert {address: after[address] for address in before} == before
    assert len(set(after.values())) == len(given.addresses)
    assert placed(given, after) == after


def test_a_new_day_gives_the_same_places_however_often_it_is_placed() -> None:
    given = invented()
    before = placed(chosen(given, range(150)))
    assert placed(given, before) == placed(given, before)
    assert placed(given, {**before, "2020/gone": (5, 5)}) == placed(given, before)


def test_places_are_within_the_map_and_whole_numbers() -> None:
    for address, place in placed(invented()).items():
        assert all(type(number) is int for number in place), address
        assert dist(place, (0, 0)) < 2 * WORLD


def test_papers_that_are_like_nothing_have_a_place_too() -> None:
    lonely = Placing([f"2025/{name}" for name in "abcdef"], [[]] * 6, [NO_TOPIC] * 6, [[]] * 6)
    assert len(set(placed(lonely).values())) == 6
    later = placed(lonely, {"2025/a": (0, 0)})
    assert later["2025/a"] == (0, 0)
    assert len(set(later.values())) == 6
    assert draw(Placing([], [], [], []), {}) == []


def test_a_thousand_papers_beside_one_find_room() -> None:
    number = 1_000
    crowd = Placing(
        [f"2025/{index}" for index in range(number)], [[0]] * number, [0] * number, [[0]] * number
    )
    assert len(set(placed(crowd, {"2025/0": (0, 0)}).values())) == number


def test_the_region_of_a_paper_is_the_topic_that_papers_like_it_share() -> None:
    large, small, other = 0, 1, 2
    topics = [[large, small], [small, large], [small], [large, other], *[[large]] * 20, []]
    similar: list[list[int]] = [[1, 2], [0, 2], [0, 1], [1], *[[]] * 20, [3]]
    found = regions_of(topics, similar)
    assert found[:3] == [small] * 3
    assert found[3] == other
    assert found[4] == large
    assert found[-1] == other
    assert regions_of([[]], [[]]) == [NO_TOPIC]


def test_circles_do_not_cover_one_another_and_those_with_links_are_near() -> None:
    sizes = [40, 30, 20, 10, 40, 30]
    links = [Counter({1: 40, 3: 2}), Counter({0: 40, 2: 20}), Counter({1: 20})]
    links += [Counter({0: 2, 4: 2}), Counter({5: 50, 3: 2}), Counter({4: 50})]
    circles = place_regions(sizes, links)
    for one, other in combinations(circles, 2):
        assert dist(one.middle, other.middle) > (one.radius + other.radius) * 9 // 10
    distances = {
        pair: dist(circles[pair[0]].middle, circles[pair[1]].middle) for pair in combinations(range(6), 2)
    }
    assert distances[0, 1] < mean(distances.values())
    assert distances[4, 5] < mean(distances.values())
    assert place_regions([], []) == []


def test_the_order_of_papers_does_not_count() -> None:
    papers = [paper(f"2025/p{number}", f"Title {number}") for number in range(30)]
    given = archive(*papers)
    drawn = find_map(given.papers, Topics(), [()] * 30, {})
    other = archive(*reversed(papers))
    assert find_map(other.papers, Topics(), [()] * 30, {}) == drawn


def test_regions_are_of_the_topics_with_most_papers_and_take_papers_like_theirs() -> None:
    papers = [paper(f"2025/p{number:03d}", f"Title {number}") for number in range(203)]
    names = [TopicName(f"t{number:03d}", f"Topic {number}") for number in range(203)]
    own = list(zip(names, papers, strict=True))
    topics = Topics(
        tuple(Topic(name.slug, name.name, "", (one.address,)) for name, one in own),
        {one.address: (name,) for name, one in own},
    )
    like_the_first = [(), *[(Similar(0, 100, ()),)] * 202]
    found = find_map(papers, topics, like_the_first, {})
    assert found.topics == tuple(names[:200])
    assert found.regions == (*range(200), 0, 0, 0)


def test_a_map_that_is_left_out_is_not_drawn() -> None:
    given = archive(paper())
    assert find_insights(given, Decisions(), Settings(leave_out=("map",))).map is None
    drawn = find_insights(given, Decisions(), Settings(leave_out=("topics",))).map
    assert drawn is not None
    assert len(drawn.places) == 1
