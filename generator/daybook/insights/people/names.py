"""Join names of authors to people, each with the names that are theirs.

- Names that differ in case, accents and punctuation alone are one person's, as long as no two of them have
  different accents on one letter: then each is another person's.
- A name with initials is that of the one person whose full name fits it. If the names of two people fit, or
  if names that would be one person's do not fit each other or are on one paper, each stays by itself. Where
  others have that first letter and family name, the two must have a co-author in common.
- People who have one name are one person, unless `content/people.toml` says on which papers each is. A name
  that is there is joined with no other than it says.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, islice

from msgspec import Struct

from daybook.citations.names import is_group, parse_author
from daybook.text.name_key import accents, name_key

Names = tuple[str, ...]
"""The names of one person, as they are written."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NOBODY = frozenset({"", "et al", "others", "and others"})
_INITIAL = re.compile(r"(?:^| )\w(?: |$)")
_MOST_FORMS = 8
"""If a name has more forms, some will be other people's."""
_MOST_AUTHORS = 50
"""Authors of a paper, up to which two names on it are co-authors."""

GivenNames = tuple[str, ...]
"""The words of a name before the family name, in small letters."""


class SignedPapers(Struct, frozen=True):
    papers_of: Mapping[str, Sequence[int]]
    """The papers of each name, by their places."""
    authors: Sequence[Names]
    """The names on each paper; papers are in the order of their days."""
    days: Sequence[int]
    """The number of papers of each day."""


def papers_of(authors: Iterable[Names]) -> dict[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for paper, names in enumerate(authors):
        for name in names:
            if (papers := found.get(name)) is None:
                found[name] = [paper]
            elif papers[-1] != paper:
                papers.append(paper)
    return {**found}


def key_of(name: str) -> str:
    """Return the key of a name, whether the family name comes first or last."""
    return name_key(parse_author(name).full if "," in name else name)


def people_of(found: SignedPapers) -> list[Names]:
    """Return the people whose names these are, in the order of the names."""
    spelt = [(key, same) for key, names in names_by_key(found) for same in _by_accents(names)]
    return _Joining(spelt, found).people()


def names_by_key(found: SignedPapers) -> Iterable[tuple[str, Names]]:
    """Yield each key of a name, with the names that have it."""
    by_key: dict[str, list[str]] = {}
    for name in found.papers_of:
        by_key.setdefault(key_of(name), []).append(name)
    return ((key, tuple(names)) for key, names in by_key.items() if key not in _NOBODY)


def _by_accents(names: Names) -> list[Names]:
    """Divide the spellings of one key: all of one person, or one person for each way to set accents."""
    if len(names) == 1 or sum(not name.isascii() for name in names) < 2:
        return [names]
    ways: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        ways.setdefault(accents(name), []).append(name)
    if all(len(set(marks) - {""}) < 2 for marks in zip(*ways, strict=False)):
        return [names]
    return [tuple(same) for same in ways.values()]


class _Joining:
    """Joins names with initials to the people whose full names fit them."""

    def __init__(self, spelt: Sequence[tuple[str, Names]], found: SignedPapers) -> None:
        self._spelt, self._found = spelt, found
        self._given: dict[int, GivenNames] = {}
        """Of the places in ``spelt`` of names that begin and end as one with an initial does."""
        self._joined: dict[int, tuple[int, ...]] = {}
        """The places of each person who has several, by the first; none for its other places."""
        self._alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        """Places by first letter and family name."""
        divided = {key: _divide(key, names[0]) for key, names in spelt if _INITIAL.search(key)}
        kinds = {(given[0][0], family.rpartition(" ")[2]) for given, family in divided.values() if given}
        for place, (key, names) in enumerate(spelt):
            if (key[0], key.rpartition(" ")[2]) in kinds:
                given, family = divided.get(key) or _divide(key, names[0])
                if given:
                    self._given[place] = given
                    self._alike[given[0][0], family].append(place)

    def people(self) -> list[Names]:
        for alike in self._alike.values():
            if len(alike) > 1:
                self._join_alike(alike)
        people = [names for _, names in self._spelt]
        for first, places in self._joined.items():
            people[first] = tuple(chain(*(self._spelt[one][1] for one in places)))
        return list(filter(None, people))

    def _join_alike(self, alike: Sequence[int]) -> None:
        """Join names of one first letter and family name: first by first names, then those of initials."""
        if not any(_is_initial(word) for place in alike for word in self._given[place]):
            return
        initials = [place for place in alike if _is_initial(self._given[place][0])]
        by_first: dict[str, list[int]] = defaultdict(list)
        for place in alike:
            by_first[self._given[place][0]].append(place)
        for first, places in by_first.items():
            if len(places) > 1 and not _is_initial(first):
                self._join(places, alike)
        full = [place for place in alike if self._places(place) and not _is_initial(self._given[place][0])]
        joined: dict[int, list[int]] = defaultdict(list)
        for place in initials:
            fitting = list(islice((one for one in full if self._fits(place, one)), 2))
            if len(fitting) == 1:
                joined[fitting[0]].append(place)
        for one, others in joined.items():
            self._join([*self._places(one), *others], alike)

    def _places(self, first: int) -> tuple[int, ...]:
        """Return all places of the person whose first one this is; none if it is another place."""
        return self._joined.get(first, (first,))

    def _fits(self, place: int, person: int) -> bool:
        """Return whether a name can be that of a person."""
        return any(_fit(self._given[place], self._given[one]) for one in self._places(person))

    def _join(self, places: Sequence[int], alike: Sequence[int]) -> None:
        """Make one person of several, unless something contradicts."""
        given = [self._given[place] for place in places]
        if len(given) > _MOST_FORMS or not all(_fit(one, other) for one, other in combinations(given, 2)):
            return
        papers = [
            {paper for name in self._spelt[place][1] for paper in self._found.papers_of[name]}
            for place in places
        ]
        if sum(map(len, papers)) > len(set().union(*papers)):  # two of them are on one paper
            return
        if len(places) < len(alike) and not self._have_partners_in_common(places, papers):
            return
        for place in places[1:]:
            self._joined[place] = ()
        self._joined[places[0]] = tuple(places)

    def _have_partners_in_common(self, places: Sequence[int], papers: Sequence[set[int]]) -> bool:
        """Return whether each has written with somebody with whom one before has written."""
        known: set[str] = set()
        for at, (place, of_one) in enumerate(zip(places, papers, strict=True)):
            authors = [self._found.authors[paper] for paper in of_one]
            partners = set(chain(*(names for names in authors if len(names) <= _MOST_AUTHORS)))
            partners.difference_update(self._spelt[place][1])
            if at and known.isdisjoint(partners):
                return False
            known |= partners
        return True


def _divide(key: str, name: str) -> tuple[GivenNames, str]:
    """Return the given words of a name, none if it is not to be joined, and the family name."""
    words = key.split(" ")
    last = len(words) - 1
    if last > 1 and words[last] in _SUFFIXES:
        last -= 1
    if last < 1 or len(words[last]) < 2 or is_group(name):
        return (), key
    return tuple(words[:last]), " ".join(words[last:])


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.upper() != word


def _fit(one: GivenNames, other: GivenNames) -> bool:
    """Return whether two lists of given words can be one person's: each word or its initial, in their order.

    The longer list may end in initials; in any words if the first name is an initial.
    """
    short, long = sorted((one, other), key=len)
    for word, fuller in zip(short, long, strict=False):
        if word != fuller and not (word[0] == fuller[0] and (_is_initial(word) or _is_initial(fuller))):
            return False
    is_open = _is_initial(short[0]) or _is_initial(long[0])
    return is_open or all(map(_is_initial, long[len(short) :]))
