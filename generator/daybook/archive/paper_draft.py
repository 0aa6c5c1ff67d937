"""A paper while entries of digests are joined to it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field
from msgspec.structs import astuple

from daybook.archive.matching import arxiv_key, is_truncation, stem_key, title_key
from daybook.content.paper_page import PaperFile
from daybook.content.provenance import FIELDS, FieldValue
from daybook.model import Appearance, Entry

Source = tuple[date, str]
"""The day of an entry and its digest; the greater source is the newer one."""


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

    @property
    def abstract(self) -> str:
        """The abstract that digests last gave."""
        return str(self.values.get("abstract", ""))

    def join(self, entry: Entry, digest: str) -> None:
        """Add an appearance, and the entry's values that are newer than the known ones."""
        source = (entry.day, digest)
        stated = (entry.title, entry.abstract, *astuple(entry.facts))
        given = {name: value for name, value in zip(FIELDS, stated, strict=True) if value}
        if self.sources:
            given = {name: value for name, value in given.items() if self._is_preferred(name, value, source)}
        self.values |= given
        self.sources |= dict.fromkeys(given, source)
        self.updated |= given.keys()
        self.appearances.setdefault(
            (digest, entry.day), Appearance(entry.day, entry.rank, digest, entry.upvotes)
        )

    def remove_digest(self, digest: str, renamed_from: str) -> None:
        """Remove the appearances in a digest; its values stay, as values of its present path."""
        paths = (digest, renamed_from)
        self.appearances = {key: item for key, item in self.appearances.items() if item.digest not in paths}
        if renamed_from != digest:
            self.sources = {
                name: (day, digest if path == renamed_from else path)
                for name, (day, path) in self.sources.items()
            }

    def _is_preferred(self, name: str, value: FieldValue, source: Source) -> bool:
        """Return whether a value replaces the known one, as newer ones and whole titles do."""
        known = self.values.get("title")
        if name == "title" and known and known != value:
            if is_truncation(stem_key(str(known)), title_key(str(value))):
                return True
            if is_truncation(stem_key(str(value)), title_key(str(known))):
                return False
        return name not in self.sources or source >= self.sources[name]


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
        draft.sources[name] = newest if digest is None else (days.get(digest, date.min), digest)
        if not page.is_corrected(name) or name == "title":
            draft.values[name] = stored if name == "title" else page.value(name)
    draft.arxiv, draft.doi = identifiers_of(page)
    return draft


def identifiers_of(page: PaperFile) -> tuple[set[str], set[str]]:
    """Return the keys of a paper's arXiv identifiers and its DOIs in lower case."""
    facts, stored = page.paper.facts, page.provenance.stored
    arxiv = {arxiv_key(name) for name in (facts.arxiv, stored.get("arxiv")) if name}
    return arxiv, {name.lower() for name in (facts.doi, stored.get("doi")) if name}
