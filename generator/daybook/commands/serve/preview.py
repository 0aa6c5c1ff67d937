"""Render the page of an edited file at once, before the build that follows.

All that the page depends on apart from the file is taken from the last build.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.page import ContentPage, read_page
from daybook.pages.base.kind import Page
from daybook.pages.base.rendering import PageRenderer, PageSet
from daybook.pages.date import DatePage
from daybook.pages.paper import PaperPage
from daybook.pages.text import TextPage
from daybook.problems import InputError, Severity, worst
from daybook.text import addresses


class Preview(Struct, frozen=True):
    """The last build's pages of content, and what renders them."""

    renderer: PageRenderer
    pages: Mapping[str, Page]
    """By path."""

    def render(self, path: str, data: bytes) -> tuple[str, bytes] | None:
        """Return path and bytes of the page for a file of content.

        None if the last build had no such page, if it is a draft, or if the file or the page has errors.
        """
        read = read_page(path, data)
        if worst(read.problems) is Severity.ERROR or read.is_draft:
            return None
        place = _path_of(read)
        page = _edited(self.pages.get(place), read)
        if page is None:
            return None
        try:
            return place, self.renderer([page])[0]
        except InputError:
            return None


def make_preview(given: PageSet) -> Preview:
    """Return the preview for the pages of a build."""
    kept = {page.path: page for page in given.pages if isinstance(page, PaperPage | DatePage | TextPage)}
    return Preview(given.renderer, kept)


def _path_of(read: ContentPage) -> str:
    if read.paper:
        return addresses.file_of(addresses.paper(read.paper.paper.address))
    if read.day:
        return addresses.file_of(addresses.day(read.day.date))
    return addresses.file_of(addresses.page(read.text.address)) if read.text else ""


def _edited(page: Page | None, read: ContentPage) -> Page | None:
    """Return the page with what the file says now; None if the page may depend on more than the file."""
    if isinstance(page, PaperPage) and read.paper:
        paper = read.paper.paper
        return replace(page, paper=paper) if paper.appearances == page.paper.appearances else None
    if isinstance(page, DatePage) and read.day:
        return replace(page, day=read.day)
    if isinstance(page, TextPage) and read.text:
        return replace(page, source=read.text)
    return None
