"""A long list cut into pages, and the ways between them.

The first page has the list's own address; the others have a number below it. Which end the numbers begin at
depends on where the list grows, so that an address keeps its papers:

- A list from the newest grows at its front: `pages_by_age` numbers from the oldest. Page 3 holds the same
  papers, and is the same file, when there are more. The first page has the newest, at least a whole page.
- A list that is finished, or grows at its end, as a day's: `pages_in_order` numbers from its beginning and
  makes the pages equally long.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from daybook.pages.base import LinkView, Page
from daybook.text import addresses
from daybook.text.words import Words, phrase

Item = TypeVar("Item")
_NEWER_AND_OLDER = phrase("Newer"), phrase("Older")
_PREVIOUS_AND_NEXT = phrase("Previous"), phrase("Next")


class PageInList(Struct, frozen=True, array_like=True):
    """The place of a page among the pages of its list: all that its links to them are made from."""

    folder: str = ""
    """Address of the list, and of its first page, such as ``topics/attention/``."""
    number: int = 0
    """In the page's address; 0 for the first page, which has none."""
    before: int | None = None
    """Number of the page before it in the list; 0 is the first page, None if there is none."""
    after: int | None = None
    numbers: tuple[int, ...] = ()
    """Of the pages that it leads to, in the list's order: all, or, on a page that stays the same when its
    list grows, the first, itself and the oldest."""
    is_by_age: bool = False

    @property
    def address(self) -> str:
        return addresses.page_of_list(self.folder, self.number)

    def title(self, title: str, words: Words) -> str:
        """Return a title with the page's number, such as "Attention, page 3"; the first page has none."""
        return words("{title}, page {n}", title=title, n=self.number) if self.number else title

    def trail(self, label: str, root: str, words: Words) -> tuple[LinkView, ...]:
        """Return the end of a breadcrumb: the list, called ``label``, then the page if it has a number."""
        if not self.number:
            return (LinkView(label, ""),)
        return LinkView(label, root + self.folder), LinkView(words("Page {n}", n=self.number), "")


class PageOfList(Page, frozen=True, array_like=True):
    """One of the pages of a list that may be long."""

    place: PageInList

    @property
    def address(self) -> str:
        return self.place.address


class PagerView(Struct, frozen=True):
    """The ways from one page of a list to the others."""

    before: LinkView | None
    after: LinkView | None
    pages: tuple[LinkView, ...]
    """``href`` is empty for the page that is shown."""


def pages_by_age(
    folder: str, items: Sequence[Item], size: int
) -> Iterator[tuple[PageInList, Sequence[Item]]]:
    """Yield the pages of a list from the newest, with their items; ``folder`` is the list's address.

    Each numbered page has ``size`` items, the first between ``size`` and twice that. So one more item changes
    the first page; when there is one page more, it changes also the page that was the newest numbered one.
    """
    last = max(0, len(items) // size - 1)
    every = (0, *range(last, 0, -1))
    first = PageInList(folder, 0, None, last or None, every if last else (), is_by_age=True)
    yield first, items[: len(items) - last * size]
    for number in range(last, 0, -1):
        before, after = number + 1 if number < last else 0, number - 1 or None
        end = len(items) - (number - 1) * size
        near = (0, number) if number == 1 else (0, number, 1)
        yield PageInList(folder, number, before, after, near, is_by_age=True), items[end - size : end]


def pages_in_order(
    folder: str, items: Sequence[Item], pages: int
) -> Iterator[tuple[PageInList, Sequence[Item]]]:
    """Yield so many pages of a list, at most as many as it has items, with their items."""
    pages = max(1, min(pages, len(items)))
    numbers = (0, *range(2, pages + 1)) if pages > 1 else ()
    for page in range(pages):
        start, end = (len(items) * place // pages for place in (page, page + 1))
        before = (page if page > 1 else 0) if page else None
        after = page + 2 if page + 1 < pages else None
        yield PageInList(folder, page + 1 if page else 0, before, after, numbers), items[start:end]


def pager_view(place: PageInList, words: Words) -> PagerView | None:
    """Return the links of a page of a list; None if it is the only one."""
    if not place.numbers:
        return None
    names = _NEWER_AND_OLDER if place.is_by_age else _PREVIOUS_AND_NEXT
    before, after = (
        LinkView(words(name), _href(place, number)) if number is not None else None
        for name, number in zip(names, (place.before, place.after), strict=True)
    )
    return PagerView(before, after, tuple(_page_link(place, number, words) for number in place.numbers))


def _page_link(place: PageInList, number: int, words: Words) -> LinkView:
    first = words("Newest") if place.is_by_age else "1"
    return LinkView(str(number or first), "" if number == place.number else _href(place, number))


def _href(place: PageInList, number: int) -> str:
    return addresses.page_of_list("../" if place.number else "", number)
