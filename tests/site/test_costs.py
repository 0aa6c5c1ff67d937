"""What the parts of a site cost, and which of them a warning names."""

from __future__ import annotations

import pytest

from daybook.settings import PARTS
from daybook.site.costs import costs, table
from daybook.site.limits import Cost, enough, measure, warnings

PAGE = b'<main><section id="cite">12345</section>\n<section id="similar">\n</section></main>'
DAY = b"<details><summary>On moss.</summary>\n<p>On moss. It grows.</p></details>" * 2
SIZES = {
    "index.html": 7,
    **{f"papers/2025/{number}/index.html": len(PAGE) for number in range(200)},
    "dates/2025-03-18/card.png": 10,
    "dates/2025-03-18/2025-03-18.bib": 20,
    "dates/2025-03-18/2/index.html": 5,
    "weeks/2025-W12/index.html": 30,
    "topics/a/index.html": 40,
    "topics/a/feed.xml": 50,
    "tags/b/feed.xml": 60,
    "people/c/feed.xml": 70,
    "organisations/d/index.html": 80,
    "trends/index.html": 90,
    "map/papers.json": 100,
    "trending/month/index.html": 110,
}


def test_each_part_costs_its_files_and_its_section_of_pages() -> None:
    found = {
        cost.part: (cost.bytes, cost.files)
        for cost in costs(SIZES, lambda path: DAY if path.startswith("dates/") else PAGE)
    }
    assert found == {
        "pictures": (10, 1),
        "citations": (20 + 200 * 35, 1),
        "person-feeds": (70, 1),
        "topic-feeds": (110, 2),
        "weeks": (30, 1),
        "trends": (90, 1),
        "map": (100, 1),
        "similar": (200 * 33, 0),
        "tags": (60, 1),
        "trending": (110, 1),
        "abstracts": (2 * 26, 0),
        "people": (150, 2),
        "topics": (180, 3),
    }
    assert set(found) == {*PARTS} - {"triage"}  # a button
    assert costs({"index.html": 7}, lambda _: b"") == []


FOUND = [Cost("pictures", 10, 9), Cost("person-feeds", 50, 5), Cost("topics", 90, 0), Cost("people", 80, 7)]


@pytest.mark.parametrize(
    ("excess", "by_bytes", "by_files"),
    [
        (-5, ["pictures"], ["pictures"]),
        (8, ["pictures"], ["pictures"]),
        (12, ["person-feeds"], ["pictures", "person-feeds"]),
        (55, ["pictures", "person-feeds"], []),
        (130, ["person-feeds", "topics"], []),
        (160, ["topics", "people"], []),
        (180, ["pictures", "topics", "people"], []),
        (181, [], []),
    ],
)
def test_the_parts_that_readers_miss_least_are_named_until_they_save_enough(
    excess: int, by_bytes: list[str], by_files: list[str]
) -> None:
    assert [cost.part for cost in enough(FOUND, lambda cost: cost.bytes, excess)] == by_bytes
    assert [cost.part for cost in enough(FOUND, lambda cost: cost.files, excess)] == by_files


def test_the_files_of_a_part_within_another_are_counted_once() -> None:
    parts = [Cost("topic-feeds", 40, 0), Cost("trends", 10, 0), Cost("weeks", 5, 0), Cost("topics", 90, 0)]
    assert enough(parts, lambda cost: cost.bytes, 96) == []
    assert [cost.part for cost in enough(parts, lambda cost: cost.bytes, 95)] == ["weeks", "topics"]


SPLIT = "choose another host, or split the archive"


def test_a_warning_of_a_limit_names_them() -> None:
    large = measure({"a.html": 20_000_000, **{f"{number}": 55_000 for number in range(16_500)}})
    parts = [Cost("pictures", 1_000_000, 2_000), Cost("topic-feeds", 200_000_000, 100)]
    of_bytes, of_files = warnings("site", large, lambda: parts)[:2]
    assert of_bytes.remedy == f'leave_out = ["topic-feeds"] saves 200 MB and 100 files; or {SPLIT}'
    assert of_files.remedy.startswith('leave_out = ["pictures"] saves 1 MB and 2,000 files; ')
    assert warnings("site", large)[0].remedy == SPLIT


@pytest.mark.parametrize(
    ("size", "remedy"),
    [
        (1_000_000_000, f'leave_out = ["pictures", "weeks"] saves 230 MB and 0 files; or {SPLIT}'),
        (1_200_000_000, f'leave_out = ["pictures", "weeks"] saves 230 MB and 0 files; or {SPLIT}'),
        (1_050_000_000, f'leave_out = ["pictures"] saves 100 MB and 0 files; or {SPLIT}'),
        (1_240_000_000, f"what can be left out does not save enough: {SPLIT}"),
    ],
)
def test_a_site_beyond_a_limit_is_brought_below_it_if_not_below_the_warning(size: int, remedy: str) -> None:
    parts = [Cost("pictures", 100_000_000, 0), Cost("weeks", 130_000_000, 0)]
    assert warnings("site", measure({"a": 1, "b": size - 1}), lambda: parts)[0].remedy == remedy


def test_parts_are_not_looked_at_where_that_helps_nobody() -> None:
    def fail() -> list[Cost]:
        raise AssertionError

    assert warnings("site", measure({"a": 5}), fail) == []
    assert len(warnings("site", measure({"a": 25 * 1024 * 1024}), fail)) == 1


def test_the_table_begins_with_the_highest() -> None:
    assert table(FOUND[:2]).splitlines() == [
        "leave_out               MB less  files less",
        "person-feeds                0.0           5",
        "pictures                    0.0           9",
    ]
