"""The pages of the content folder, as values by their addresses and days."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Self

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.content.date_page import Listing
from daybook.content.page import ContentPage
from daybook.content.paper_page import PaperFile
from daybook.content.provenance import Provenance
from daybook.content.removed import Removed, RemovedDay
from daybook.model import Archive, Day, OwnPage, Paper
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
    removed: Removed = Removed()
    """What people removed; no other paper gets the address of a removed one."""
    drafts: frozenset[str] = frozenset()
    """Paths of pages that people keep out of the site. Imports know them as any other page."""
    listings: Mapping[date, Listing] = field(default_factory=dict)
    """What the page of each day says of its papers."""

    @classmethod
    def of(cls, pages: Iterable[ContentPage], prefix: str = "") -> Self:
        """Return the content of parsed pages; ``prefix`` precedes the paths in problems."""
        given = list(pages)
        texts = sorted((page.text for page in given if page.text), key=lambda page: page.address)
        faults = [problem for page in given for problem in page.problems]
        days = [(page.day, page.listing) for page in given if page.day]
        return cls(
            papers={page.paper.paper.address: page.paper for page in given if page.paper},
            days={day.date: day for day, _ in days},
            pages=tuple(texts),
            problems=tuple(replace(problem, path=prefix + problem.path) for problem in faults),
            unreadable=frozenset(fault.path for fault in faults if fault.severity is Severity.ERROR),
            drafts=frozenset(page.path for page in given if page.is_draft),
            listings={day.date: listing for day, listing in days if listing != Listing()},
        )

    def updated(self, changed: Self) -> Self:
        """Return the content with the papers and days of ``changed`` added or replaced."""
        told = {problem.path for problem in changed.problems}
        others = (problem for problem in self.problems if problem.path not in told)
        return replace(
            self,
            papers={**self.papers, **changed.papers},
            days={**self.days, **changed.days},
            listings={**self.listings, **changed.listings},
            problems=(*others, *changed.problems),
            unreadable=self.unreadable | changed.unreadable,
            drafts=self.drafts | changed.drafts,
        )

    def published(self) -> Self:
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

    def for_the_site(self) -> Self:
        """Return the content without what only imports need: a third of the memory of a large archive."""
        none = Provenance()
        return replace(
            self,
            papers={address: PaperFile(page.paper, none, (), False) for address, page in self.papers.items()},
            listings={day: Listing(removed=listing.removed) for day, listing in self.listings.items()},
        )

    def without_days(self, days: Container[date]) -> Self:
        """Return the content without the pages of some days."""
        return replace(self, days={day: value for day, value in self.days.items() if day not in days})

    def shown_papers(self, new_days: Iterable[date] = ()) -> list[Paper]:
        """Return all papers by address, without their places in digests on days whose page was deleted.

        ``new_days`` are those whose pages are about to be written. A place that a person wrote, without a
        digest, needs no page of its day.
        """
        days = {*self.days, *new_days}
        return [_on_days(self.papers[address].paper, days) for address in sorted(self.papers)]

    def all_removed(self) -> Removed:
        """Return all removals, with papers that the pages of days note, and days without a page."""
        known = {paper.address for paper in self.removed.papers}
        removed = (paper for day in sorted(self.listings) for paper in self.listings[day].removed)
        noted = {paper.address: paper for paper in removed if paper.address and paper.address not in known}
        listed = {item.day for page in self.papers.values() for item in page.paper.appearances if item.digest}
        gone = listed - self.days.keys() - {item.day for item in self.removed.days}
        papers = (*self.removed.papers, *noted.values())
        days = (*self.removed.days, *map(RemovedDay, sorted(gone)))
        return replace(self.removed, papers=papers, days=days)

    def archive(self) -> Archive:
        """Return what the site shows: no drafts, but days with papers by hand and no page of their own."""
        shown = self.published()
        papers = shown.shown_papers()
        listed = {item.day for paper in papers for item in paper.appearances}
        missing = listed - shown.days.keys()
        days = [*shown.days.values(), *map(Day, missing)]
        return Archive(tuple(papers), tuple(sorted(days, key=lambda day: day.date)), shown.pages)


def _on_days(paper: Paper, days: Container[date]) -> Paper:
    if all(item.day in days or not item.digest for item in paper.appearances):
        return paper
    shown = (item for item in paper.appearances if item.day in days or not item.digest)
    return replace(paper, appearances=tuple(shown))
