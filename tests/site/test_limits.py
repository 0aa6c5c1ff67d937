"""The size of a site, and warnings near the limits of hosts."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.site.limits import SiteSize, measure, warnings

NAME = st.sampled_from("abc")
PATHS = st.lists(NAME, min_size=1, max_size=4).map(lambda parts: "/".join([*parts[:-1], f"{parts[-1]}.html"]))


@given(st.dictionaries(PATHS, st.integers(0, 9), max_size=30))
def test_entries_of_folders_are_counted(sizes: dict[str, int]) -> None:
    there = {parent for path in sizes for parent in (PurePosixPath(path), *PurePosixPath(path).parents)}
    entries = {folder: sum(each.parent == folder != each for each in there) for folder in there}
    found = measure(sizes)
    assert (found.files, found.bytes) == (len(sizes), sum(sizes.values()))
    assert found.largest_bytes == max(sizes.values(), default=0) == sizes.get(found.largest, 0)
    assert found.fullest_entries == max(entries.values(), default=0)
    assert entries.get(PurePosixPath(found.fullest), 0) == found.fullest_entries


def test_ties_are_broken_by_name() -> None:
    sizes = {"b/x.html": 5, "a/x.html": 5, "a/y.html": 1, "c/x.html": 2, "c/z/y.html": 3}
    assert measure(sizes) == SiteSize(5, 16, "b/x.html", 5, "", 3)
    assert measure({f"d/{path}": size for path, size in sizes.items()}).fullest == "d/"


@pytest.mark.parametrize(
    ("size", "messages"),
    [
        (SiteSize(15_999, 799_999_999, "a", 19 * 1024 * 1024, "f/", 43_199), []),
        (
            SiteSize(16_000, 0, "a", 0, "", 0),
            ["site: warning: 16,000 files are 80% of the limit of Cloudflare Pages (20,000)"],
        ),
        (
            SiteSize(0, 2_000_000_000, "a", 0, "", 0),
            ["site: warning: 2,000,000,000 bytes are 200% of the limit of GitHub Pages"],
        ),
        (
            SiteSize(0, 0, "a.js", 25 * 1024 * 1024, "", 0),
            ["a.js: warning: 26,214,400 bytes in a file are 100% of the limit of"],
        ),
        (
            SiteSize(0, 0, "", 0, "f/", 54_000),
            ["f/: warning: 54,000 entries in a folder are 100% of the limit of Netlify"],
        ),
    ],
)
def test_warnings_near_limits(size: SiteSize, messages: list[str]) -> None:
    found = [str(problem) for problem in warnings("site", size)]
    assert len(found) == len(messages)
    assert all(start in line for line, start in zip(found, messages, strict=True))
