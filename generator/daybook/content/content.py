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
    drafts: frozenset[str] = frozenset()
    """Paths of pages that people keep out of the site. Imports know them as any other page."""

    @staticmethod
    def of(pages: Iterable[ContentPage], prefix: str = "") -> Content:
        """Return the content of parsed pages; ``prefix`` precedes the paths in problems."""
        papers: dict[str, PaperFile] = {}
        days: dict[date, Day] = {}
        texts: list[OwnPage] = []
        problems: list[Problem] = []
        unreadable: set[str] = set()
        drafts: set[str] = set()
        for page in pages:
            if page.is_draft:
                drafts.add(page.path)
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
        return Content(
            papers, days, tuple(texts), tuple(problems), frozenset(unreadable), drafts=frozenset(drafts)
        )

    def updated(self, changed: Content) -> Content:
        """Return the content with the papers and days of ``changed`` added or replaced."""
        return replace(
            self,
            papers={**self.papers, **changed.papers},
            days={**self.days, **changed.days},
            problems=(*self.problems, *changed.problems),
            unreadable=self.unreadable | changed.unreadable,
            drafts=self.drafts | changed.drafts,
        )

    def published(self) -> Content:
        """Return the content without drafts, and without papers that only days which are drafts list."""
        if not self.drafts:
            return self
        days = {day: value for day, value in self.days.items() if f"dates/{day}.md" not in self.drafts}
        hidden = self.days.keys() - days.keys()
        papers: dict[str, PaperFile] = {}
        for address, page in self.papers.items():
            listed = tuple(item for item in page.paper.appearances if item.day not in hidden)
            is_hidden = f"papers/{address}.md" in self.drafts or (page.paper.appearances and not listed)
            if not is_hidden:
                papers[address] = replace(page, paper=replace(page.paper, appearances=listed))
        pages = tuple(page for page in self.pages if f"{page.address}.md" not in self.drafts)
        return replace(self, papers=papers, days=days, pages=pages)

    def archive(self) -> Archive:
        """Return what the site shows: no drafts, but days that have papers and no page of their own."""
        shown = self.published()
        listed = {item.day for page in shown.papers.values() for item in page.paper.appearances}
        missing = listed - shown.days.keys()
        days = [*shown.days.values(), *map(Day, missing)]
        return Archive(
            tuple(shown.papers[address].paper for address in sorted(shown.papers)),
            tuple(sorted(days, key=lambda day: day.date)),
            shown.pages,
        )
