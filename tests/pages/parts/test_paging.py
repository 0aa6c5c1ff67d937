"""Lists cut into pages: each item once, and addresses that keep their items when the list grows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from daybook.pages.parts.paging import PageInList, pager_view, pages_by_age, pages_in_order
from daybook.text.words import ENGLISH

FOLDER = "topics/x/"
SIZES = st.integers(1, 9)


def by_age(count: int, size: int) -> list[tuple[PageInList, tuple[int, ...]]]:
    """The pages of a list of so many items from the newest, which are numbered from the oldest."""
    items = range(count, 0, -1)
    return [(place, tuple(found)) for place, found in pages_by_age(FOLDER, items, size)]


def links(place: PageInList) -> list[str]:
    view = pager_view(place, ENGLISH)
    assert view is not None
    steps = [link.href for link in (view.before, view.after) if link]
    return [*steps, *(link.href for link in view.pages if link.href)]


@given(st.integers(0, 60), SIZES)
def test_each_item_is_on_one_page_in_the_order_of_the_list(count: int, size: int) -> None:
    pages = by_age(count, size)
    assert [item for _, found in pages for item in found] == list(range(count, 0, -1))
    assert all(len(found) == size for _, found in pages[1:])
    assert len(pages[0][1]) < 2 * size
    assert len(pages) == 1 or len(pages[0][1]) >= size


@given(st.integers(0, 60), SIZES)
def test_one_item_more_changes_two_pages_at_most(count: int, size: int) -> None:
    before, after = dict(by_age(count, size)), dict(by_age(count + 1, size))
    changed = {place.number for place, found in after.items() if before.get(place) != found}
    grew = len(after) > len(before)
    newest = len(after) - 1
    assert changed == ({0, newest} | {newest - 1} if grew else {0})


@given(st.integers(0, 60), SIZES)
def test_numbers_keep_their_items_for_good(count: int, size: int) -> None:
    for place, found in by_age(count, size)[1:]:
        assert found == tuple(range(place.number * size, (place.number - 1) * size, -1))


@given(st.integers(1, 60), SIZES)
def test_every_page_is_reached_from_the_first_and_leads_back(count: int, size: int) -> None:
    pages = [place for place, _ in by_age(count, size)]
    if len(pages) == 1:
        assert pager_view(pages[0], ENGLISH) is None
        return
    assert set(links(pages[0])) == {f"{place.number}/" for place in pages[1:]}
    for place, older in pairwise(pages):
        assert (place.after, older.before) == (older.number, place.number)
        assert "../" in links(older)
    assert (pages[0].before, pages[-1].after) == (None, None)


@given(st.integers(0, 60), st.integers(1, 12))
def test_pages_in_order_are_equally_long(count: int, number: int) -> None:
    pages = [(place, tuple(found)) for place, found in pages_in_order(FOLDER, range(count), number)]
    assert [item for _, found in pages for item in found] == list(range(count))
    lengths = [len(found) for _, found in pages]
    assert len(pages) == max(1, min(number, count))
    assert max(lengths) - min(lengths) <= 1
    assert [place.number for place, _ in pages] == [0, *range(2, len(pages) + 1)]


def test_ways_between_three_pages() -> None:
    first, second, third = (place for place, _ in pages_in_order("d/", "abc", 3))
    assert [place.address for place in (first, second, third)] == ["d/", "d/2/", "d/3/"]
    titles = [place.title("Days", ENGLISH) for place in (first, second, third)]
    assert titles == ["Days", "Days, page 2", "Days, page 3"]
    assert links(first) == ["2/", "2/", "3/"]
    assert links(second) == ["../", "../3/", "../", "../3/"]
    assert links(third) == ["../2/", "../", "../2/"]
    view = pager_view(second, ENGLISH)
    assert view is not None
    assert [link.label for link in view.pages] == ["1", "2", "3"]
    assert (view.before and view.before.label, view.after and view.after.label) == ("Previous", "Next")


def test_a_list_from_the_newest_names_its_ends() -> None:
    pages = [place for place, _ in by_age(9, 2)]
    views = [pager_view(place, ENGLISH) for place in pages]
    assert [[link.label for link in view.pages] for view in views if view] == [
        ["Newest", "3", "2", "1"],
        ["Newest", "3", "1"],
        ["Newest", "2", "1"],
        ["Newest", "1"],
    ]
