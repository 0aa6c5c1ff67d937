"""Pages kept for the next run, in a file of all and one of those that changed since."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.content.content import ReadPage
from daybook.content.remembered import NOTHING, Known, known, recall, remember
from daybook.model import TextPage

OLD = 10**18


def page(number: int, version: int = 0) -> Known:
    text = TextPage(f"p{number}", "T", str(version))
    return known((version, OLD, number), ReadPage(f"p{number}.md", text=text))


def pages(versions: Mapping[int, int]) -> dict[str, Known]:
    return {f"p{number}.md": page(number, version) for number, version in versions.items()}


def carried_on(place: Path, after: Mapping[str, Known]) -> None:
    """What a run does: pages that did not change are those that were recalled."""
    before = recall(place)
    same = {path: known for path, known in before.pages.items() if after.get(path) == known}
    remember(place, {path: same.get(path, known) for path, known in after.items()}, before)


def test_a_few_pages_are_written_without_all_others(tmp_path: Path) -> None:
    place = tmp_path / "pages"
    all_pages = pages(dict.fromkeys(range(100), 0))
    remember(place, all_pages)
    whole = place.read_bytes()
    for version in range(1, 4):
        del all_pages[f"p{90 + version}.md"]
        all_pages |= pages({version: version, 200 + version: 0})
        carried_on(place, all_pages)
        assert place.read_bytes() == whole
        assert (tmp_path / "pages-since").stat().st_size < len(whole) / 8
        assert recall(place).pages == all_pages
    all_pages |= pages(dict.fromkeys(range(20), 9))
    carried_on(place, all_pages)
    assert place.read_bytes() != whole
    assert recall(place).pages == recall(place).whole == all_pages


VERSIONS = st.dictionaries(st.integers(0, 40), st.integers(0, 2), min_size=0, max_size=40)


@given(st.lists(VERSIONS, min_size=1, max_size=6), st.data())
def test_whatever_changes_is_what_is_recalled(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[int, int]], data: st.DataObject
) -> None:
    place = tmp_path_factory.mktemp("memory") / "pages"
    now: dict[int, int] = dict.fromkeys(range(30), 0)
    remember(place, pages(now))
    for state in states:
        few = data.draw(st.integers(0, 4))
        for number, version in list(state.items())[:few] if data.draw(st.booleans()) else state.items():
            now[number] = version
        for number in data.draw(st.lists(st.integers(0, 40), max_size=2)):
            now.pop(number, None)
        carried_on(place, pages(now))
        assert recall(place).pages == pages(now)


def changed(tmp_path: Path) -> tuple[Path, Path]:
    """The two files, where the second says that a page changed."""
    place = tmp_path / "pages"
    remember(place, pages(dict.fromkeys(range(30), 0)))
    carried_on(place, pages({**dict.fromkeys(range(30), 0), 3: 1}))
    return place, tmp_path / "pages-since"


def test_changes_of_another_whole_are_no_changes(tmp_path: Path) -> None:
    place, since = changed(tmp_path)
    remember(place, pages({1: 0, 2: 0}))
    assert since.is_file()
    assert recall(place).pages == pages({1: 0, 2: 0})


@pytest.mark.parametrize("gone", [0, 1])
def test_without_one_of_the_files_nothing_is_wrong(tmp_path: Path, gone: int) -> None:
    """What is recalled is older than the page then, which its state tells."""
    places = changed(tmp_path)
    places[gone].unlink()
    found = recall(places[0])
    assert found == NOTHING if gone == 0 else found.pages == pages(dict.fromkeys(range(30), 0))


@pytest.mark.parametrize("place", [3, 20, -9])
def test_one_bit_too_many_and_no_change_is_recalled(tmp_path: Path, place: int) -> None:
    whole, since = changed(tmp_path)
    data = bytearray(since.read_bytes())
    data[place] ^= 1
    since.write_bytes(data)
    assert recall(whole).pages == pages(dict.fromkeys(range(30), 0))


def test_a_page_that_changed_within_a_tick_before_it_was_noted_is_unsure(tmp_path: Path) -> None:
    _, since = changed(tmp_path)
    os.utime(since, ns=(OLD, OLD))
    found = recall(tmp_path / "pages").pages
    assert found["p3.md"].stat == (-1, -1, -1)
    assert found["p4.md"].stat == page(4).stat
