"""The content folder as values: its pages read, and the text of pages that digests change.

content/site.toml                settings
content/about.md …               pages in Markdown, each at ``/NAME/``
content/digests/YEAR/…           digests, as they came
content/papers/YEAR/SLUG.md      a page for each paper
content/dates/YYYY-MM-DD.md      a page for each day
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from daybook.content import date_page, front_matter, paper_page
from daybook.content.date_page import DayPage
from daybook.content.fields import Reader
from daybook.content.paper_page import PaperPage
from daybook.model import Archive, Day, TextPage
from daybook.problems import Problem, Severity, shown
from daybook.text import addresses
from daybook.theme import markdown_cost

__all__ = ["Content", "ContentPage", "DayPage", "PaperPage", "gather", "read_content", "read_page"]

_TEXT_KEYS = frozenset({"title"})


class Content(Struct, frozen=True):
    """Every page of the content folder."""

    papers: Mapping[str, PaperPage]
    """By address."""
    days: Mapping[date, DayPage]
    pages: tuple[TextPage, ...]
    problems: tuple[Problem, ...]
    unreadable: frozenset[str] = frozenset()
    """Paths of pages that are there and could not be read: never to be taken for missing."""
    removed: tuple[str, ...] = ()
    """Addresses of papers that were taken out: no other paper gets them."""

    def updated(self, changed: Content) -> Content:
        """Give the content with the pages of ``changed`` in the place of older ones."""
        return Content(
            {**self.papers, **changed.papers},
            {**self.days, **changed.days},
            self.pages,
            (*self.problems, *changed.problems),
            self.unreadable | changed.unreadable,
            self.removed,
        )

    def archive(self) -> Archive:
        """What the site shows. A day that papers name has a page also where content has none."""
        named = {item.day for page in self.papers.values() for item in page.paper.appearances}
        missing = named - self.days.keys()
        days = [*(page.day for page in self.days.values()), *(Day(day) for day in missing)]
        return Archive(
            tuple(self.papers[address].paper for address in sorted(self.papers)),
            tuple(sorted(days, key=lambda day: day.date)),
            self.pages,
        )


class ContentPage(Struct, frozen=True, array_like=True):
    """A file of the content folder, read: at most one of the three, and what is wrong with it."""

    path: str
    """Below the content folder, as in its problems."""
    paper: PaperPage | None = None
    day: DayPage | None = None
    text: TextPage | None = None
    problems: tuple[Problem, ...] = ()


def read_page(path: str, data: bytes) -> ContentPage:
    """Read a Markdown file by its place below the content folder."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return ContentPage(path, problems=(Problem(path, line, "is not UTF-8", "save it as UTF-8"),))
    folder, _, name = path.removesuffix(".md").partition("/")
    if folder == "papers" and name:
        paper, faults = _read_paper(path, name, text)
        faults += _in_notes(path, paper.paper.notes_markdown, text) if paper else []
        return ContentPage(path, paper=paper, problems=tuple(faults))
    if folder == "dates" and name:
        day, faults = date_page.read(path, name, text)
        faults += _in_notes(path, day.day.notes_markdown, text) if day else []
        return ContentPage(path, day=day, problems=tuple(faults))
    page, faults = _read_text(path, path.removesuffix(".md"), text)
    faults += _in_notes(path, page.markdown, text) if page else []
    return ContentPage(path, text=page, problems=tuple(faults))


def _in_notes(path: str, markdown: str, text: str) -> list[Problem]:
    """What a page will not show as it is written, of the Markdown in a file that holds ``text``."""
    if not markdown:
        return []
    if markdown_cost.is_too_costly(markdown):
        return [_laborious(path)]
    if "![" not in markdown and "<img" not in markdown.lower():
        return []
    from daybook.theme.markdown import foreign_images  # slow to load, and few notes have images

    start = max(text.find(markdown), 0)
    return [
        _foreign(path, text.count("\n", 0, max(text.find(image, start), 0)) + 1, image)
        for image in foreign_images(markdown)
    ]


def _foreign(path: str, line: int, image: str) -> Problem:
    what = f"an image that is not of this site is left out: {shown(image)}"
    remedy = "put it below the theme's static/ and show it from assets/, or link to it"
    return Problem(path, line, what, remedy, Severity.WARNING)


def _laborious(path: str) -> Problem:
    what = "Markdown that takes too long to read, shown as plain text"
    remedy = "close its brackets, tags and code, part it by blank lines, or cut it"
    return Problem(path, 1, what, remedy, Severity.WARNING)


def gather(pages: Iterable[ContentPage], prefix: str = "") -> Content:
    """Give the content of pages that were read; ``prefix`` stands before a path in messages."""
    papers: dict[str, PaperPage] = {}
    days: dict[date, DayPage] = {}
    texts: list[TextPage] = []
    problems: list[Problem] = []
    unreadable: set[str] = set()
    for page in pages:
        if page.paper:
            papers[page.paper.paper.address] = page.paper
        if page.day:
            days[page.day.day.date] = page.day
        if page.text:
            texts.append(page.text)
        problems += (replace(fault, path=prefix + fault.path) for fault in page.problems)
        if any(fault.severity is Severity.ERROR for fault in page.problems):
            unreadable.add(page.path)
    texts.sort(key=lambda page: page.address)
    return Content(papers, days, tuple(texts), tuple(problems), frozenset(unreadable))


def read_content(files: Iterable[tuple[str, bytes]], prefix: str = "") -> Content:
    """Read the Markdown files of a content folder, as paths below it and their bytes."""
    return gather((read_page(path, data) for path, data in files), prefix)


def _read_paper(place: str, address: str, text: str) -> tuple[PaperPage | None, list[Problem]]:
    if not addresses.is_paper_address(address):
        remedy = "name it papers/YEAR/name.md with small letters, digits and hyphens"
        return None, [Problem(place, 0, "a paper's file whose name cannot be an address", remedy)]
    return paper_page.read(place, address, text)


def _read_text(place: str, name: str, text: str) -> tuple[TextPage | None, list[Problem]]:
    if not addresses.is_page_name(name):
        remedy = "name it with small letters, digits and hyphens, and none of the site's own names"
        return None, [Problem(place, 0, "a page whose name cannot be an address", remedy)]
    page, fault = front_matter.read(place, text)
    if page is None:
        return None, [fault] if fault else []
    reader = Reader(place, page)
    reader.unknown(_TEXT_KEYS)
    title = reader.text("title") or name.replace("-", " ").capitalize()
    return TextPage(name, title, page.body), reader.problems
