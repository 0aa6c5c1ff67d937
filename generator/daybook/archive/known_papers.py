"""Papers of the archive, found by what a record says of them: identifier, title, abstract.

Each look-up is into a table. Where a table has many papers for one title, only some are compared, so that a
digest of a thousand papers called "Editorial" costs no more than any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import astuple

from daybook.archive.matching import (
    PREFIX_LENGTH,
    abstracts_agree,
    arxiv_key,
    is_truncation,
    title_key,
    without_ellipsis,
)
from daybook.content.paper_page import PaperPage
from daybook.content.provenance import FIELDS, FieldValue
from daybook.model import Appearance, Digest, Entry

_COMPARED = 32
"""Papers of one title that a record is compared with; of more, it is known by an abstract like its own."""
_TITLES = 50
"""Titles that a paper is known by, at most."""

Place = tuple[date, str]
"""A day and a digest: the later one's word is the newer."""


class Draft(Struct):
    """A paper while records are being joined to it."""

    address: str
    page: PaperPage | None = None
    titles: dict[str, str] = field(default_factory=dict)
    """Every title it is known by, by its key."""
    values: dict[str, FieldValue] = field(default_factory=dict)
    """What digests last gave of each field, as far as it is known; a corrected abstract is not."""
    said: dict[str, Place] = field(default_factory=dict)
    """Where each of the values came from."""
    given: set[str] = field(default_factory=set)
    """Fields that records joined now gave."""
    arxiv: set[str] = field(default_factory=set)
    doi: set[str] = field(default_factory=set)
    """Keys of identifiers by which it is known."""
    appearances: dict[tuple[str, date], Appearance] = field(default_factory=dict)

    @property
    def abstract(self) -> str:
        return str(self.values.get("abstract", ""))

    def take(self, entry: Entry, digest: str) -> None:
        """Take in what a record says: of each field the newest word stands."""
        place = (entry.day, digest)
        stated = (entry.title, entry.abstract, *astuple(entry.facts))
        given = {name: value for name, value in zip(FIELDS, stated, strict=True) if value}
        if self.said:
            given = {name: value for name, value in given.items() if self._is_newer(name, value, place)}
        self.values |= given
        self.said |= dict.fromkeys(given, place)
        self.given |= given.keys()
        self.appearances.setdefault(
            (digest, entry.day), Appearance(entry.day, entry.rank, digest, entry.upvotes)
        )

    def forget(self, digest: str, before: str) -> None:
        """Take back where a digest named it, which had the path ``before``; what it said stands."""
        names = (digest, before)
        self.appearances = {at: item for at, item in self.appearances.items() if item.digest not in names}
        if before != digest:
            self.said = {
                name: (day, digest if source == before else source)
                for name, (day, source) in self.said.items()
            }

    def _is_newer(self, name: str, value: FieldValue, place: Place) -> bool:
        """Whether a value stands before the one that is known; a whole title does before one cut short."""
        known = self.values.get("title")
        if name == "title" and known and known != value:
            one, other = title_key(without_ellipsis(str(known)) or str(known)), title_key(str(value))
            if is_truncation(one, other):
                return True
            if is_truncation(title_key(without_ellipsis(str(value)) or str(value)), title_key(str(known))):
                return False
        return name not in self.said or place >= self.said[name]


def draft_of(page: PaperPage) -> Draft:
    """Give what is known of a paper from its page."""
    paper, known = page.paper, page.provenance
    draft = Draft(paper.address, page, {title_key(title): title for title in reversed(page.titles)})
    draft.appearances = {(item.digest, item.day): item for item in paper.appearances}
    days: dict[str, date] = {}
    for item in paper.appearances:
        days[item.digest] = max(item.day, days.get(item.digest, item.day))
    newest = max(((day, digest) for digest, day in days.items()), default=(date.min, ""))
    for name, mark in known.stored.items():
        source = known.sources.get(name)
        draft.said[name] = newest if source is None else (days.get(source, date.min), source)
        if not page.is_corrected(name) or name == "title":
            draft.values[name] = mark if name == "title" else page.value(name)
    draft.arxiv, draft.doi = identifiers_of(page)
    return draft


class Sought(Struct, frozen=True):
    """All that records could look for on the shelf."""

    identifiers: frozenset[str]
    keys: frozenset[str]
    starts: frozenset[str]
    digests: frozenset[str]
    """Those the records stand in: what they said before is taken back."""

    def finds(self, page: PaperPage, identifiers: Iterable[str]) -> bool:
        """Whether a record could be of this paper, or was; ``identifiers`` are the paper's."""
        if any(item.digest in self.digests for item in page.paper.appearances):
            return True
        return not self.identifiers.isdisjoint(identifiers) or any(map(self._names, set(page.titles)))

    def _names(self, title: str) -> bool:
        key, cut = title_key(title), without_ellipsis(title)
        return key in self.keys or (title_key(cut) if cut else key)[:PREFIX_LENGTH] in self.starts


def sought(digests: Iterable[Digest], before: Iterable[str] = ()) -> Sought:
    """Give what the records of digests could look for; ``before`` are paths that some of them had."""
    given = list(digests)
    entries = [entry for digest in given for entry in digest.entries]
    facts = [entry.facts for entry in entries]
    return Sought(
        frozenset(filter(None, (*(arxiv_key(f.arxiv) for f in facts), *(f.doi.lower() for f in facts)))),
        frozenset(title_key(entry.title) for entry in entries),
        frozenset(filter(None, (_start(entry.title) for entry in entries))),
        frozenset((*(digest.path for digest in given), *before)),
    )


def identifiers_of(page: PaperPage) -> tuple[set[str], set[str]]:
    """The keys of the arXiv identifiers and of the DOIs by which a paper is known."""
    facts, marks = page.paper.facts, page.provenance.stored
    arxiv = {arxiv_key(name) for name in (facts.arxiv, marks.get("arxiv")) if name}
    return arxiv, {name.lower() for name in (facts.doi, marks.get("doi")) if name}


def twins_by_identifier(known: Iterable[tuple[str, Iterable[str]]]) -> dict[tuple[str, str], str]:
    """Addresses of pages that are known by one identifier, and by which; each is given with all of its."""
    first: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    for address, identifiers in known:
        for key in identifiers:
            if (other := first.setdefault(key, address)) != address:
                found[other, address] = f"both have {key}"
    return found


def _start(title: str) -> str:
    """The beginning of a title's key, by which one that was cut short is found; empty where it is shorter."""
    start = title_key(without_ellipsis(title) or title)[:PREFIX_LENGTH]
    return start if len(start) == PREFIX_LENGTH else ""


class Shelf:
    """Papers by their identifiers, the keys of their titles, and those keys' beginnings."""

    def __init__(self, pages: Iterable[PaperPage] = ()) -> None:
        self.drafts: dict[str, Draft] = {}
        self._by_arxiv: dict[str, Draft] = {}
        self._by_doi: dict[str, Draft] = {}
        self._by_key: dict[str, dict[str, Draft]] = defaultdict(dict)
        self._by_text: dict[tuple[str, str], dict[str, Draft]] = defaultdict(dict)
        self._by_prefix: dict[str, dict[str, Draft]] = defaultdict(dict)
        self.twins: dict[tuple[str, str], str] = {}
        """Addresses found to be of one paper, and by what."""
        for page in pages:
            self.add(draft_of(page))

    def add(self, draft: Draft) -> None:
        """Put a paper on the shelf, or anew where more is known of it."""
        self.drafts[draft.address] = draft
        for key in sorted(draft.arxiv):
            self._put_identifier(self._by_arxiv, key, draft)
        for key in sorted(draft.doi):
            self._put_identifier(self._by_doi, key, draft)
        for key, title in draft.titles.items():
            self._put_title(draft, key, title)

    def _put_title(self, draft: Draft, key: str, title: str) -> None:
        self._by_key[key][draft.address] = draft
        if draft.abstract:
            self._by_text[key, draft.abstract][draft.address] = draft
        if start := _start(title):
            self._by_prefix[start][draft.address] = draft

    def _put_identifier(self, table: dict[str, Draft], key: str, draft: Draft) -> None:
        other = table.setdefault(key, draft)
        if other is not draft:
            self.twins[other.address, draft.address] = f"both have {key}"

    def find(self, entry: Entry) -> list[Draft]:
        """Give the paper of a record, or the papers among which it cannot be decided; none for a new one."""
        arxiv, doi = arxiv_key(entry.facts.arxiv), entry.facts.doi.lower()
        named = [draft for draft in (self._by_arxiv.get(arxiv), self._by_doi.get(doi)) if draft]
        titled = self._titled(entry, "" if named else arxiv, "" if named else doi)
        if named:
            for other in (*named, *titled):
                if other is not named[0] and (other in named or not (other.arxiv or other.doi)):
                    self.twins[named[0].address, other.address] = (
                        f"a record has what both are known by: {entry.title}"
                    )
            return named[:1]
        return titled or self._cut(entry, arxiv, doi)

    def _titled(self, entry: Entry, arxiv: str, doi: str) -> list[Draft]:
        """The papers that have a record's title and nothing against it: the likest, where some are."""
        key = title_key(entry.title)
        if key not in self._by_key:
            return []
        same = self._by_text.get((key, entry.abstract), {})
        if found := [draft for draft in _some(same) if not _other(draft, arxiv, doi)]:
            return found
        titled = [draft for draft in _some(self._by_key.get(key, {})) if not _other(draft, arxiv, doi)]
        agreeing = [draft for draft in titled if abstracts_agree(draft.abstract, entry.abstract)]
        return [draft for draft in agreeing if draft.abstract and entry.abstract] or agreeing

    def _cut(self, entry: Entry, arxiv: str, doi: str) -> list[Draft]:
        """The papers whose title is a longer or shorter form of a record's, and whose abstract agrees."""
        key = title_key(without_ellipsis(entry.title) or entry.title)
        return [
            draft
            for draft in _some(self._by_prefix.get(key[:PREFIX_LENGTH], {}) if entry.abstract else {})
            if draft.abstract
            and not _other(draft, arxiv, doi)
            and any(
                _same_or_truncated(key, title_key(without_ellipsis(title) or title))
                for title in draft.titles.values()
            )
            and abstracts_agree(draft.abstract, entry.abstract)
        ]

    def learn(self, draft: Draft, entry: Entry) -> None:
        """Keep what a record joined to a paper tells to know it by."""
        key, arxiv, doi = title_key(entry.title), arxiv_key(entry.facts.arxiv), entry.facts.doi.lower()
        if key in draft.titles or len(draft.titles) < _TITLES:
            draft.titles.setdefault(key, entry.title)
            self._put_title(draft, key, entry.title)
        if arxiv:
            draft.arxiv.add(arxiv)
            self._put_identifier(self._by_arxiv, arxiv, draft)
        if doi:
            draft.doi.add(doi)
            self._put_identifier(self._by_doi, doi, draft)


def _same_or_truncated(one: str, other: str) -> bool:
    return one == other or is_truncation(one, other) or is_truncation(other, one)


def _other(draft: Draft, arxiv: str, doi: str) -> bool:
    """Whether a record's identifiers say that it is not of this paper."""
    return bool(arxiv and draft.arxiv) or bool(doi and draft.doi)


def _some(table: dict[str, Draft]) -> list[Draft]:
    """The last papers of a table, as many as are compared."""
    return list(islice(reversed(table.values()), _COMPARED)) if table else []
