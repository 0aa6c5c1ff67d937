"""A paper while entries of digests are joined to it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field
from msgspec.structs import astuple

from daybook.archive.matching import arxiv_key, is_truncation, stem_key, title_key
from daybook.content.paper_page import PaperFile
from daybook.content.provenance import FIELDS, FieldValue
from daybook.model import Appearance, Entry, Origin, Votes

Source = tuple[Origin, date, str]
"""The origin of an entry, its day and its digest; the value of the greatest source is kept."""


class PaperDraft(Struct):
    """All that is known of a paper; changed by every entry that is joined to it."""

    address: str
    page: PaperFile | None = None
    """None for a new paper."""
    titles: dict[str, str] = field(default_factory=dict)
    """Every title it is known by, by `title_key`."""
    values: dict[str, FieldValue] = field(default_factory=dict)
    """What digests last gave, by name of `FIELDS`; unknown for a value that a person corrected."""
    sources: dict[str, Source] = field(default_factory=dict)
    """The source of each of ``values``."""
    updated: set[str] = field(default_factory=set)
    """Names of the ``values`` that joined entries gave."""
    arxiv: set[str] = field(default_factory=set)
    """Keys of its arXiv identifiers."""
    doi: set[str] = field(default_factory=set)
    """Its DOIs in lower case."""
    appearances: dict[tuple[str, date], Appearance] = field(default_factory=dict)
    """By digest and day."""
    former: dict[date, Appearance] = field(default_factory=dict)
    """By day, the appearances in the digest that was removed last."""

    @property
    def abstract(self) -> str:
        """The abstract that digests last gave."""
        return str(self.values.get("abstract", ""))

    def join(self, entry: Entry, digest: str, fetched: date | None = None) -> None:
        """Add an appearance, and the entry's values whose source is greater than that of the known ones."""
        stated = (entry.title, entry.abstract, *astuple(entry.facts))
        given = {name: value for name, value in zip(FIELDS, stated, strict=True) if value}
        sources = {name: (entry.origin_of(name), entry.day, digest) for name in given}
        if self.sources:
            given = {
                name: value for name, value in given.items() if self._is_preferred(name, value, sources[name])
            }
        self.values |= given
        self.sources |= {name: sources[name] for name in given}
        self.updated |= given.keys()
        history = _history(self.former.get(entry.day), entry.upvotes, fetched)
        self.appearances.setdefault(
            (digest, entry.day), Appearance(entry.day, entry.rank, digest, entry.upvotes, history)
        )

    def remove_digest(self, digest: str, renamed_from: str) -> None:
        """Remove the appearances in a digest; its values stay, as values of its present path."""
        paths = (digest, renamed_from)
        self.former = {item.day: item for item in self.appearances.values() if item.digest in paths}
        self.appearances = {key: item for key, item in self.appearances.items() if item.digest not in paths}
        if renamed_from != digest:
            self.sources = {
                name: (origin, day, digest if path == renamed_from else path)
                for name, (origin, day, path) in self.sources.items()
            }

    def _is_preferred(self, name: str, value: FieldValue, source: Source) -> bool:
        """Return whether a value replaces the known one, as those of greater sources and whole titles do."""
        known = self.values.get("title")
        if name == "title" and known and known != value:
            if is_truncation(stem_key(str(known)), title_key(str(value))):
                return True
            if is_truncation(stem_key(str(value)), title_key(str(known))):
                return False
        return name not in self.sources or source >= self.sources[name]


def _history(former: Appearance | None, upvotes: int, fetched: date | None) -> tuple[Votes, ...]:
    """Return the history of up-votes with the number of a fetch, if it is new.

    Without a history, the number before is that of the digest's day.
    """
    history = former.history if former else ()
    if not fetched or not upvotes or (history and history[-1].count == upvotes):
        return history
    if former and former.upvotes and not history and former.upvotes != upvotes:
        history = (Votes(former.day, former.upvotes),)
    return (*(votes for votes in history if votes.day < fetched), Votes(fetched, upvotes))


def draft_of(page: PaperFile) -> PaperDraft:
    """Return a draft with what a page says of its paper."""
    paper, known = page.paper, page.provenance
    draft = PaperDraft(paper.address, page, {title_key(title): title for title in reversed(page.titles)})
    draft.appearances = {(item.digest, item.day): item for item in paper.appearances}
    days: dict[str, date] = {}
    for item in paper.appearances:
        days[item.digest] = max(item.day, days.get(item.digest, item.day))
    newest = max(((day, digest) for digest, day in days.items()), default=(date.min, ""))
    for name, stored in known.stored.items():
        digest = known.sources.get(name)
        latest = newest if digest is None else (days.get(digest, date.min), digest)
        draft.sources[name] = (known.origins.get(name, Origin.PAGE), *latest)
        if not page.is_corrected(name) or name == "title":
            draft.values[name] = stored if name == "title" else page.value(name)
    draft.arxiv, draft.doi = identifiers_of(page)
    return draft


def identifiers_of(page: PaperFile) -> tuple[set[str], set[str]]:
    """Return the keys of a paper's arXiv identifiers and its DOIs in lower case."""
    facts, stored = page.paper.facts, page.provenance.stored
    arxiv = {arxiv_key(name) for name in (facts.arxiv, stored.get("arxiv")) if name}
    return arxiv, {name.lower() for name in (facts.doi, stored.get("doi")) if name}
