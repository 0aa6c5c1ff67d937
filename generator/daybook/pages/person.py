"""The page of a person, or of an organisation."""

from collections.abc import Iterator
from datetime import date
from typing import Self

from msgspec import Struct

from daybook.insights.people import Named, Person
from daybook.model import Paper
from daybook.pages.base import FeedLink, Frame, LinkView, Page, Planning, TemplateCall
from daybook.pages.parts.count_phrases import PAPERS, papers_on_days
from daybook.pages.parts.line import LineView, PaperLine, line_view, most_votes
from daybook.pages.parts.page_links import person_link
from daybook.text import addresses
from daybook.text.words import Words, phrase

_MOST_PAPERS = 200
"""That are listed: 200 lines are 16 kB gzipped. The search lists all."""


_RULE = phrase("Every paper signed with this name is here; several people may share it.")


class PersonView(Struct, frozen=True):
    name: str
    count: str
    """Such as "12 papers on 9 days"."""
    extent: str
    """Such as "28 May 2024 – 12 March 2025"; empty if no day is known."""
    names: str
    """How papers write the name, if not as above."""
    rule: str
    """Who is meant by the name; empty if somebody said so."""
    papers: tuple[LineView, ...]
    """From the newest; each with the newest day that lists it."""
    more: LinkView | None
    """To the search that lists all, if those above are not all."""
    partners: tuple[LinkView, ...]
    """Who has most papers in common; ``detail`` is their number."""
    partners_heading: str
    organisations: tuple[LinkView, ...]
    """``detail`` is the number of papers."""


class PersonPage(Page, frozen=True, array_like=True):
    kind = "person"
    shows = "`/people/SLUG/`: a person's papers and co-authors; `/organisations/SLUG/`: an organisation's"
    view = PersonView
    feeds_part = "person-feeds"

    is_organisation: bool
    person: Person
    papers: tuple[PaperLine, ...]
    """The newest ones."""
    days: int
    """Number of days that list any."""
    first: date | None
    last: date | None

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        people = planning.insights.people
        if people is None:
            return
        for person in people.people:
            yield cls.of(planning, person, is_organisation=False)
        for person in people.organisations:
            yield cls.of(planning, person, is_organisation=True)

    @classmethod
    def of(cls, planning: Planning, person: Person, *, is_organisation: bool) -> Self:
        papers = [planning.papers[address] for address in person.papers]
        days = {item.day for paper in papers for item in paper.appearances}
        return cls(
            is_organisation,
            person,
            tuple([_line(paper) for paper in papers[:_MOST_PAPERS]]),
            len(days),
            min(days, default=None),
            max(days, default=None),
        )

    @property
    def address(self) -> str:
        return (addresses.organisation if self.is_organisation else addresses.person)(self.person.slug)

    @property
    def last_change(self) -> str:
        return self.last.isoformat() if self.last else ""

    @property
    def feed(self) -> FeedLink:
        return FeedLink(self.person.name, self.address + addresses.FEED)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        section = LinkView(words("People"), root + addresses.PEOPLE)
        own = LinkView(self.person.name, "")
        if self.is_organisation:
            return section, LinkView(words("Organisations"), root + addresses.ORGANISATIONS), own
        return section, own

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        extent = papers_on_days(len(self.person.papers), self.days, words)
        view = PersonView(
            name=self.person.name,
            count=extent,
            extent=words.days(self.first, self.last) if self.first and self.last else "",
            names=", ".join(name for name in self.person.names if name != self.person.name),
            rule="" if self.is_organisation or self.person.is_decided else words(_RULE),
            papers=tuple([line_view(paper, root, words) for paper in self.papers]),
            more=self._more(root, words),
            partners=tuple([person_link(partner, root) for partner in self.person.partners]),
            partners_heading=words("People") if self.is_organisation else words("Most often with"),
            organisations=tuple([_organisation_link(one, root) for one in self.person.organisations]),
        )
        return self.html(
            frame, self.person.name, words("{papers} by {name}", papers=extent, name=self.person.name), view
        )

    def _more(self, root: str, words: Words) -> LinkView | None:
        if len(self.person.papers) == len(self.papers) or self.is_organisation:
            return None
        label = words("All {papers}, in the search", papers=words.count(len(self.person.papers), *PAPERS))
        return LinkView(label, root + addresses.author_search(self.person.names))


def _line(paper: Paper) -> PaperLine:
    days = paper.appearances
    return PaperLine(paper.address, paper.title, days[-1].day if days else None, most_votes(paper))


def _organisation_link(one: Named, root: str) -> LinkView:
    href = root + addresses.organisation(one.slug) if one.slug else ""
    return LinkView(one.name, href, str(one.papers))
