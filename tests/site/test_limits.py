"""The measures of a site, and the limits of hosts that it comes near to."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.site.limits import Budget, measure, warnings

NAME = st.sampled_from("abc")
PATHS = st.lists(NAME, min_size=1, max_size=4).map(lambda parts: "/".join([*parts[:-1], f"{parts[-1]}.html"]))


@given(st.dictionaries(PATHS, st.integers(0, 9), max_size=30))
def test_each_folder_has_its_files_and_the_folders_in_it(sizes: dict[str, int]) -> None:
    there = {parent for path in sizes for parent in (PurePosixPath(path), *PurePosixPath(path).parents)}
    entries = {folder: sum(each.parent == folder != each for each in there) for folder in there}
    found = measure(sizes)
    assert (found.files, found.size) == (len(sizes), sum(sizes.values()))
    assert found.largest_size == max(sizes.values(), default=0) == sizes.get(found.largest, 0)
    assert found.fullest_entries == max(entries.values(), default=0)
    assert entries.get(PurePosixPath(found.fullest), 0) == found.fullest_entries


def test_of_two_the_last_by_name_is_named() -> None:
    sizes = {"b/x.html": 5, "a/x.html": 5, "a/y.html": 1, "c/x.html": 2, "c/z/y.html": 3}
    assert measure(sizes) == Budget(5, 16, "b/x.html", 5, "", 3)
    assert measure({f"d/{path}": size for path, size in sizes.items()}).fullest == "d/"


@pytest.mark.parametrize(
    ("budget", "told"),
    [
        (Budget(15_999, 799_999_999, "a", 19 * 1024 * 1024, "f/", 43_199), []),
        (
            Budget(16_000, 0, "a", 0, "", 0),
            ["site: warning: 16,000 files are 80% of what Cloudflare Pages takes (20,000)"],
        ),
        (
            Budget(0, 2_000_000_000, "a", 0, "", 0),
            ["site: warning: 2,000,000,000 bytes are 200% of what GitHub Pages"],
        ),
        (
            Budget(0, 0, "a.js", 25 * 1024 * 1024, "", 0),
            ["a.js: warning: 26,214,400 bytes in a file are 100% of what"],
        ),
        (
            Budget(0, 0, "", 0, "f/", 54_000),
            ["f/: warning: 54,000 entries in a folder are 100% of what Netlify takes"],
        ),
    ],
)
def test_what_comes_near_to_a_limit_is_told(budget: Budget, told: list[str]) -> None:
    found = [str(problem) for problem in warnings("site", budget)]
    assert len(found) == len(told)
    assert all(start in line for line, start in zip(found, told, strict=True))
