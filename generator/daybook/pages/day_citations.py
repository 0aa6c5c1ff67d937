"""The citations of a day's papers as files: BibTeX, RIS and CSL-JSON."""

import datetime
from collections.abc import Iterator
from typing import Self

from daybook.citations.citation import citation_of
from daybook.citations.forms import FORMS
from daybook.model import Paper
from daybook.pages.base import Frame, Page, Planning
from daybook.text import addresses


class DayCitationsPage(Page, frozen=True, array_like=True):
    """A file of a day, in one of the forms."""

    kind = "day-citations"
    template = ""
    shows = "`/dates/2025-03-18/2025-03-18.bib`, `.ris`, `.json`: citations of a day's papers"

    day: datetime.date
    ending: str
    """Of the file's name: that of a form."""
    papers: tuple[Paper, ...]

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        if not planning.settings.has("citations"):
            return
        for day in planning.shown_days():
            papers = tuple(planning.papers[item.address] for item in planning.listed(day.date))
            for form in FORMS:
                yield cls(day.date, form.ending, papers)

    @property
    def address(self) -> str:
        return addresses.day_citations(self.day, self.ending)

    @property
    def shown_day(self) -> datetime.date:
        return self.day

    def call(self, frame: Frame) -> bytes:
        base = frame.settings.base_url
        form = next(form for form in FORMS if form.ending == self.ending)
        return form.write(
            [citation_of(paper, base + addresses.paper(paper.address)) for paper in self.papers]
        )
