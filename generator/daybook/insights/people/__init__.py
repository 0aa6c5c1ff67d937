"""The people and organisations of an archive: who they are, and what is on the page of each that has one."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from daybook.archive.by_day import by_age, first_day
from daybook.content.people_toml import DecidedPerson
from daybook.insights.people.crowd import MARK, Crowd, partners
from daybook.insights.people.names import Names, SignedPapers, key_of, names_by_key, papers_of, people_of
from daybook.model import Archive, Paper

_PAPERS_PER_PERSON = 4
"""At first (see `room`), so that people's pages are at most a quarter as many as papers: hosts limit them."""
_PAPERS_PER_ORGANISATION = 20
_PARTNERS = 12
_ORGANISATIONS = 4


class Named(Struct, frozen=True, array_like=True):
    """A person or an organisation on the page of another."""

    name: str
    slug: str
    """Of its page; empty without one."""
    names: Names
    """To search for; empty if it has a page."""
    papers: int
    """Number of papers in common."""


class Person(Struct, frozen=True, array_like=True):
    """A person or an organisation that has a page."""

    name: str
    slug: str
    names: Names
    """As papers have it, the commonest first."""
    is_decided: bool
    """Whether somebody said which names or papers are this person's."""
    papers: Names
    """Addresses, the newest first."""
    partners: tuple[Named, ...]
    """The people with most papers in common."""
    organisations: tuple[Named, ...]
    """Of a person: the ones on most of its papers."""


class People(Struct, frozen=True):
    """The people and organisations with pages, in the order in which they got them, and links of names."""

    people: tuple[Person, ...] = ()
    organisations: tuple[Person, ...] = ()
    slugs: Mapping[str, str] = {}
    """The page of each name of an author that has one."""
    organisation_slugs: Mapping[str, str] = {}
    joined: Mapping[str, Names] = {}
    """For each name of somebody without a page who has several, those to search for."""
    exceptions: Mapping[tuple[str, str], str] = {}
    """The page of a name on a paper where it is somebody else's, by address and name; "" without one."""

    def slug_of(self, paper: str, name: str) -> str:
        """Return the page of an author of a paper; empty without one."""
        if self.exceptions and (found := self.exceptions.get((paper, name))) is not None:
            return found
        return self.slugs.get(name, "")


def find_people(archive: Archive, decided: Sequence[DecidedPerson] = ()) -> People:
    """Find the people and organisations of an archive, as far as somebody ``decided`` who is who."""
    papers = sorted(archive.papers, key=by_age)
    days = [len(list(of_day)) for _, of_day in groupby(papers, first_day)]
    exceptions = _exceptions(decided)
    signed = [_signed(paper, exceptions) for paper in papers]
    people = _crowd(SignedPapers(papers_of(signed), signed, days), decided)
    named = [(paper.facts.organization,) if paper.facts.organization else () for paper in papers]
    found = SignedPapers(papers_of(named), named, days)
    groups = [names for _, names in names_by_key(found)]
    organisations = Crowd(found, groups, {}, _PAPERS_PER_ORGANISATION)
    listing = _Listing(papers, people, organisations)
    return People(
        people=tuple(map(listing.person, people.slugs)),
        organisations=tuple(map(listing.organisation, organisations.slugs)),
        slugs=_slugs(people),
        organisation_slugs=_slugs(organisations),
        joined=_joined(people),
        exceptions=_slugs_of_exceptions(papers, signed, people) if exceptions else {},
    )


def _exceptions(decided: Sequence[DecidedPerson]) -> dict[tuple[str, str], str]:
    """Return names with the number of the decision about them, by the paper's address and the name's key."""
    return {
        (paper, key_of(name)): f"{entry.names[-1]}{MARK}{number}"
        for number, entry in enumerate(decided)
        for paper in entry.papers
        for name in entry.names
    }


def _signed(paper: Paper, exceptions: Mapping[tuple[str, str], str]) -> Names:
    authors = paper.facts.authors
    if not exceptions:  # as most archives have none
        return authors
    return tuple(exceptions.get((paper.address, key_of(name)), name) for name in authors)


def _crowd(found: SignedPapers, decided: Sequence[DecidedPerson]) -> Crowd:
    """Return the authors: those that decisions name, and the others by their names."""
    owners = {
        key_of(name): number
        for number, entry in enumerate(decided)
        if not entry.papers
        for name in entry.names
    }
    free: dict[str, Sequence[int]] = {}
    owned: dict[int, list[str]] = {}
    for name, papers in found.papers_of.items() if decided else ():
        _, mark, number = name.partition(MARK)
        owner = int(number) if mark else owners.get(key_of(name))
        if owner is None:
            free[name] = papers
        else:
            owned.setdefault(owner, []).append(name)
    groups = people_of(replace(found, papers_of=free) if decided else found)
    shown = {names[0]: decided[owner] for owner, names in owned.items()}
    return Crowd(found, [*groups, *map(tuple, owned.values())], shown, _PAPERS_PER_PERSON)


def _slugs(crowd: Crowd) -> dict[str, str]:
    return {name: slug for one, slug in crowd.slugs.items() for name in crowd.groups[one]}


def _joined(people: Crowd) -> dict[str, Names]:
    several = [one for one, group in enumerate(people.groups) if len(group) > 1 and one not in people.slugs]
    found = ((one, people.searched(one)) for one in several)
    return {name: names for one, names in found if len(names) > 1 for name in people.groups[one]}


def _slugs_of_exceptions(
    papers: Sequence[Paper], signed: Sequence[Names], people: Crowd
) -> dict[tuple[str, str], str]:
    return {
        (paper.address, name): people.slugs.get(people.number[token], "")
        for paper, tokens in zip(papers, signed, strict=True)
        for name, token in zip(paper.facts.authors, tokens, strict=True)
        if MARK in token
    }


class _Listing:
    """Writes down what the pages of people and organisations show."""

    def __init__(self, papers: Sequence[Paper], people: Crowd, organisations: Crowd) -> None:
        self._papers, self._people, self._organisations = papers, people, organisations
        by_address = sorted(range(len(papers)), key=lambda at: papers[at].address)
        last_days = [one.appearances[-1].day if one.appearances else first_day(one) for one in papers]
        newest_first = sorted(by_address, key=last_days.__getitem__, reverse=True)
        self._place = {at: place for place, at in enumerate(newest_first)}

    def person(self, one: int) -> Person:
        papers = self._people.papers[one]
        commonest = partners(papers, self._organisations.on_paper, _ORGANISATIONS)
        organisations = tuple([_named(self._organisations, *item) for item in commonest])
        return self._page(self._people, one, self._people.partners(one, _PARTNERS), organisations)

    def organisation(self, one: int) -> Person:
        papers = self._organisations.papers[one]
        return self._page(self._organisations, one, partners(papers, self._people.on_paper, _PARTNERS), ())

    def _page(
        self, crowd: Crowd, one: int, with_whom: Sequence[tuple[int, int]], organisations: tuple[Named, ...]
    ) -> Person:
        newest_first = sorted(crowd.papers[one], key=self._place.__getitem__)
        return Person(
            name=crowd.name(one),
            slug=crowd.slugs[one],
            names=crowd.names(one),
            is_decided=crowd.is_decided(one),
            papers=tuple([self._papers[at].address for at in newest_first]),
            partners=tuple([_named(self._people, *item) for item in with_whom]),
            organisations=organisations,
        )


def _named(crowd: Crowd, one: int, papers: int) -> Named:
    return Named(*crowd.on_another_page(one), papers)
