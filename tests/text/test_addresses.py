"""The paths of pages, and the files that hosts serve for them."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.text import addresses


def test_paths() -> None:
    day = date(2025, 3, 18)
    assert addresses.paper("2025/a") == "papers/2025/a/"
    assert addresses.day(day) == "dates/2025-03-18/"
    assert addresses.week(day) == "weeks/2025-W12/"
    assert addresses.week(date(2024, 12, 30)) == "weeks/2025-W01/"
    assert addresses.week(date(7, 1, 2)) == "weeks/0007-W01/"
    assert addresses.month(day) == "months/2025-03/"
    assert addresses.day(date(7, 1, 2)) == "dates/0007-01-02/"
    assert addresses.page("about") == "about/"


@pytest.mark.parametrize(
    ("path", "file", "root"),
    [
        ("", "index.html", ""),
        ("papers/2025/a/", "papers/2025/a/index.html", "../../../"),
        ("dates/", "dates/index.html", "../"),
        ("404.html", "404.html", ""),
        ("search/index.json", "search/index.json", "../"),
    ],
)
def test_file_of_and_root_of(path: str, file: str, root: str) -> None:
    assert addresses.file_of(path) == file
    assert addresses.root_of(path) == root
