"""What the parts of a site cost, and which of them a warning names."""

from __future__ import annotations

import pytest

from daybook.settings import PARTS
from daybook.site.costs import Cost, cheapest, costs, table
from daybook.site.limits import measure, warnings

PAGE = b'<main><section class="cite">12345</section>\n<section class="similar">\n</section></main>'
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
        "citations": (20 + 200 * 38, 1),
        "person-feeds": (70, 1),
        "topic-feeds": (110, 2),
        "weeks": (30, 1),
        "trends": (90, 1),
        "map": (100, 1),
        "similar": (200 * 36, 0),
        "tags": (60, 1),
        "trending": (110, 1),
        "abstracts": (2 * 26, 0),
        "people": (150, 2),
        "topics": (180, 3),
    }
    assert set(found) == {*PARTS} - {"triage"}  # a button
    assert costs({"index.html": 7}, lambda _: b"") == []


FOUND = [Cost("pictures", 10, 9), Cost("person-feeds", 50, 5), Cost("topics", 90, 0)]


@pytest.mark.parametrize(
    ("excess", "by_bytes", "by_files"),
    [
        (-5, "pictures", "pictures"),
        (8, "pictures", "pictures"),
        (20, "person-feeds", "pictures"),
        (60, "topics", "pictures"),
        (900, "topics", "pictures"),
    ],
)
def test_the_cheapest_is_the_least_missed_that_saves_enough(
    excess: int, by_bytes: str, by_files: str
) -> None:
    for saved, part in ((lambda cost: cost.bytes, by_bytes), (lambda cost: cost.files, by_files)):
        found = cheapest(FOUND, saved, excess)
        assert found
        assert found.part == part
    assert cheapest([], lambda cost: cost.bytes, excess) is None
    assert cheapest([Cost("similar", 5, 0)], lambda cost: cost.files, excess=3) is None


def test_a_warning_of_a_limit_names_it() -> None:
    large = measure({"a.html": 20_000_000, **{f"{number}": 55_000 for number in range(16_500)}})
    parts = [Cost("pictures", 1_000_000, 2_000), Cost("topic-feeds", 200_000_000, 100)]
    of_bytes, of_files = warnings("site", large, lambda: parts)[:2]
    assert of_bytes.remedy == (
        'leave_out = ["topic-feeds"] saves 200 MB and 100 files; or choose another host, or split the archive'
    )
    assert of_files.remedy.startswith('leave_out = ["pictures"] saves 1 MB and 2,000 files; ')
    assert warnings("site", large)[0].remedy == "choose another host, or split the archive"


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
