"""The cache of parsed pages, and files that changed in the tick in which it was written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from daybook.content.page import ContentPage
from daybook.content.remembered import CachedPage, load_pages
from daybook.disk import cache
from daybook.model import OwnPage

OLD = 10**18


def pages(count: int) -> dict[str, CachedPage]:
    names = [f"p{number}" for number in range(count)]
    return {
        f"{name}.md": CachedPage((1, OLD, 2), b"", ContentPage(f"{name}.md", text=OwnPage(name, "T", "")))
        for name in names
    }


def test_saved_pages_are_loaded(tmp_path: Path) -> None:
    for count in (30, 29, 0):
        cache.save(tmp_path / "pages", pages(count))
        assert load_pages(tmp_path / "pages") == pages(count)


def test_missing_cache_has_no_pages(tmp_path: Path) -> None:
    assert load_pages(tmp_path / "pages") == {}


@pytest.mark.parametrize(("later", "stat"), [(0, (-1, -1, -1)), (10**9, (1, OLD, 2))])
def test_page_whose_file_changed_in_the_tick_of_the_cache_is_parsed_again(
    tmp_path: Path, later: int, stat: tuple[int, int, int]
) -> None:
    cache.save(tmp_path / "pages", pages(1))
    os.utime(tmp_path / "pages", ns=(OLD + later, OLD + later))
    assert load_pages(tmp_path / "pages")["p0.md"].stat == stat
