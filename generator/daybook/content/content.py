"""The pages of the content folder, as values by their addresses and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.page import ContentPage
from daybook.content.paper_page import PaperFile
from daybook.model import Archive, Day, OwnPage
from daybook.problems import Problem, Severity


class Content(Struct, frozen=True):
    """Every page of the content folder."""

    papers: Mapping[str, PaperFile]
    """By address."""
    days: Mapping[date, Day]
    pages: tuple[OwnPage, ...]
    problems: tuple[Problem, ...]
    unreadable: frozenset[str] = frozenset()
    """Paths of pages that exist and could not be read: they are not missing."""
    removed: tuple[str, ...] = ()
    """Addresses of removed papers; no other paper gets them."""

    @staticmethod
    def of(pages: Iterable[ContentPage], prefix: str = "") -> Content:
        """Return the content of parsed pages; ``prefix`` precedes the paths in problems."""
        papers: dict[str, PaperFile] = {}
        days: dict[date, Day] = {}
        texts: list[OwnPage] = []
        problems: list[Problem] = []
        unreadable: set[str] = set()
        for page in pages:
            if page.paper:
                papers[page.paper.paper.address] = page.paper
            if page.day:
                days[page.day.date] = page.day
            if page.text:
                texts.append(page.text)
            problems += (replace(problem, path=prefix + problem.path) for problem in page.problems)
            if any(problem.severity is Severity.ERROR for problem in page.problems):
                unreadable.add(page.path)
        texts.sort(key=lambda page: page.address)
        return Content(papers, days, tuple(texts), tuple(problems), frozenset(unreadable))

    def updated(self, changed: Content) -> Content:
        """Return the content with the papers and days of ``changed`` added or replaced."""
        return replace(
            self,
            papers={**self.papers, **changed.papers},
            days={**self.days, **changed.days},
            problems=(*self.problems, *changed.problems),
            unreadable=self.unreadable | changed.unreadable,
        )

    def archive(self) -> Archive:
        """Return what the site shows: also days that have papers but no page of their own."""
        listed = {item.day for page in self.papers.values() for item in page.paper.appearances}
        missing = listed - self.days.keys()
        days = [*self.days.values(), *map(Day, missing)]
        return Archive(
            tuple(self.papers[address].paper for address in sorted(self.papers)),
            tuple(sorted(days, key=lambda day: day.date)),
            self.pages,
        )
