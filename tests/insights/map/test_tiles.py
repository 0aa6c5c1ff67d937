"""The squares that the map is cut into."""

from __future__ import annotations

from random import Random

from daybook.insights.map import MOST_PAPERS, Point, tiles_of


def points(number: int) -> list[Point]:
    chance = Random(3)
    return [Point(round(chance.gauss(0, 700)), round(chance.gauss(0, 500)), 0, 0) for _ in range(number)]


def test_tiles_have_each_paper_once_and_none_too_many() -> None:
    given = points(3 * MOST_PAPERS)
    tiles = list(tiles_of(given))
    assert sorted(paper for tile in tiles for paper in tile.papers) == list(range(len(given)))
    assert all(len(tile.papers) <= MOST_PAPERS for tile in tiles)
    assert len({tile.name for tile in tiles}) == len(tiles) > 1
    for tile in tiles:
        inside = [given[paper] for paper in tile.papers]
        assert all(tile.x <= point.x < tile.x + tile.side for point in inside)
        assert all(tile.y <= point.y < tile.y + tile.side for point in inside)
    (only,) = tiles_of(given[:10])
    assert only.name == ""


def test_papers_at_one_place_are_cut_no_further() -> None:
    tiles = list(tiles_of([Point(1, 1, 0, 0)] * (MOST_PAPERS + 1)))
    assert [len(tile.papers) for tile in tiles] == [MOST_PAPERS + 1]
