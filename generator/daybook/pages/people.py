"""The lists of people and of organisations that have pages, by family name."""

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.citations.names import parse_author
from daybook.insights.people import Named, Person
from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall
from daybook.text import addresses, slugs
from daybook.text.words import Words, phrase, phrases

_MOST_NAMES = 600
"""On a page: 12 kB gzipped."""
_FOREMOST = 40
_FOREMOST_ORGANISATIONS = 12
_ABOUT = phrase("Those with most papers have a page each. Everybody else is found by name in the search.")


_PEOPLE = phrases("{n} person", "{n} people")
_ORGANISATIONS = phrases("{n} organisation", "{n} organisations")


class ListedName(Struct, frozen=True, array_like=True):
    given: str
    family: str
    """By which it is sorted; the whole name of a group or an organisation."""
    slug: str


class NameView(Struct, frozen=True):
    given: str
    """With a space after it; may be empty."""
    family: str
    href: str


class PartView(Struct, frozen=True):
    """A page of a long list."""

    label: str
    """How its names begin."""
    href: str
    count: str
    """The number of its names; empty on these pages themselves."""
    is_current: bool


class PeopleView(Struct, frozen=True):
    heading: str
    """Such as "People" or "People: L"."""
    count: str
    """Such as "1,006 people"."""
    names: tuple[NameView, ...]
    """By family name; empty on the first page of a long list, and where the foremost are all."""
    parts: tuple[PartView, ...]
    """The pages of a long list."""
    foremost: tuple[LinkView, ...]
    """Those with most papers; ``detail`` is their number."""
    organisations: tuple[LinkView, ...]
    """The same; empty on other pages than the first."""
    about: str
    """Who is in the list; empty without any, and on the other pages of a long list."""


class PeoplePage(Page, frozen=True, array_like=True):
    kind = "people"
    shows = "`/people/`, `/organisations/`: those that have pages; `/people/names/a/`: a part of a long list"
    view = PeopleView
    last_change = ""

    is_organisations: bool
    start: str
    """How the names of this part begin; empty for the first page."""
    names: tuple[ListedName, ...]
    parts: tuple[tuple[str, int], ...]
    """How the names of each part begin, and on the first page their number."""
    total: int
    """Number of names: on the first page, in all parts."""
    foremost: tuple[Named, ...]
    organisations: tuple[Named, ...]

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the list of people, that of organisations if there are any, and the parts of each."""
        people = planning.insights.people
        if people is None:
            return
        foremost = _foremost(people.organisations, _FOREMOST_ORGANISATIONS)
        yield from cls._list(people.people, foremost, is_organisations=False)
        if people.organisations:
            yield from cls._list(people.organisations, (), is_organisations=True)

    @classmethod
    def _list(
        cls,
        people: Sequence[Person],
        organisations: tuple[Named, ...],
        *,
        is_organisations: bool,
    ) -> Iterator[Self]:
        keyed = sorted(
            (_keyed(person, is_organisations) for person in people), key=lambda item: (item[0], item[1].slug)
        )
        parts = _parts(keyed) if len(keyed) > _MOST_NAMES else []
        yield cls(
            is_organisations,
            "",
            () if parts or len(keyed) <= _FOREMOST else tuple(entry for _, entry in keyed),
            tuple((start, len(entries)) for start, entries in parts),
            len(keyed),
            _foremost(people, _FOREMOST),
            organisations,
        )
        starts = tuple((start, 0) for start, _ in parts)
        for start, entries in parts:
            yield cls(is_organisations, start, entries, starts, len(entries), (), ())

    @property
    def address(self) -> str:
        return addresses.names(self._index, self.start)

    @property
    def _index(self) -> str:
        return addresses.ORGANISATIONS if self.is_organisations else addresses.PEOPLE

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        links = [LinkView(words("People"), root + addresses.PEOPLE)]
        if self.is_organisations:
            links.append(LinkView(words("Organisations"), root + addresses.ORGANISATIONS))
        if self.start:
            links.append(LinkView(_label(self.start), ""))
        links[-1] = LinkView(links[-1].label, "")
        return tuple(links) if len(links) > 1 else ()

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        what = words("Organisations") if self.is_organisations else words("People")
        link = addresses.organisation if self.is_organisations else addresses.person
        view = PeopleView(
            heading=words("{list}: {letter}", list=what, letter=_label(self.start)) if self.start else what,
            count=words.count(self.total, *(_ORGANISATIONS if self.is_organisations else _PEOPLE)),
            names=tuple([NameView(one.given, one.family, root + link(one.slug)) for one in self.names]),
            parts=tuple(
                [
                    PartView(
                        _label(start),
                        root + addresses.names(self._index, start),
                        str(number or ""),
                        start == self.start,
                    )
                    for start, number in self.parts
                ]
            ),
            foremost=tuple(_link(one, root + link(one.slug)) for one in self.foremost),
            organisations=tuple(
                _link(one, root + addresses.organisation(one.slug)) for one in self.organisations
            ),
            about=words(_ABOUT) if self.total and not (self.start or self.is_organisations) else "",
        )
        return self.html(frame, view.heading, words("{count}.", count=view.count), view)


def _link(one: Named, href: str) -> LinkView:
    return LinkView(one.name, href, str(one.papers))


def _foremost(people: Sequence[Person], most: int) -> tuple[Named, ...]:
    found = nsmallest(most, enumerate(people), key=lambda item: (-len(item[1].papers), item[0]))
    return tuple(Named(person.name, person.slug, (), len(person.papers)) for _, person in found)


def _keyed(person: Person, is_organisation: bool) -> tuple[str, ListedName]:
    """Return a person's entry after the key that the list is sorted by, such as ``tarn-ilse``."""
    name = person.name.partition(" (")[0]
    words = name.split(" ")
    at = 0 if is_organisation else _family_at(name, words)
    given = " ".join(words[:at])
    family = person.name[len(given) :].lstrip()
    key = "-".join(slugs.name_slug(part) for part in (" ".join(words[at:]), given) if part)
    return key, ListedName(f"{given} " if given else "", family, person.slug)


def _family_at(name: str, words: Sequence[str]) -> int:
    """Return the place of the word by which a name is sorted: the last one, without small words before it."""
    author = parse_author(name)
    if not author.given or "," in name:
        return 0
    return len(words) - 1 - (1 if author.suffix else 0)


def _parts(
    keyed: Sequence[tuple[str, ListedName]], length: int = 1
) -> list[tuple[str, tuple[ListedName, ...]]]:
    """Divide a sorted list by how its keys begin, in as many letters as it takes."""
    parts: list[tuple[str, tuple[ListedName, ...]]] = []
    for start, of_start in groupby(keyed, lambda item: item[0][:length]):
        found = list(of_start)
        if len(found) > _MOST_NAMES and len(start) == length:
            parts += _parts(found, length + 1)
        else:
            parts.append((start, tuple(entry for _, entry in found)))
    return parts


def _label(start: str) -> str:
    """Return the beginning of a key as a heading: ``liu-y`` as "Liu Y"."""
    return start.replace("-", " ").strip().title()
