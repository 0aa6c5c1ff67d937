"""Papers of today, and removed ones, found by what an entry of a digest says: identifier, title, abstract.

All lookups are in dictionaries. If many papers share a title, only some are compared, so that a digest of a
thousand papers called "Editorial" takes no longer than any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Self

from msgspec import Struct

from daybook.archive.matching import (
    abstracts_agree,
    arxiv_key,
    identifier_keys,
    is_same_or_truncated,
    key_prefix,
    names_agree,
    stem_key,
    title_key,
)
from daybook.archive.paper_draft import PaperDraft, contradicts, draft_of, identifiers_of
from daybook.content.paper_page import PaperFile
from daybook.content.removed import RemovedPaper
from daybook.model import Entry
from daybook.text.slugs import slug

_MOST_COMPARED = 32
"""Papers of one title whose abstracts are compared; an equal abstract is always found."""
_MOST_TITLES = 50
"""Titles by which one paper is found."""


class Lookup(Struct, frozen=True):
    """The keys by which the entries of some digests can match papers."""

    identifiers: frozenset[str]
    titles: frozenset[str]
    prefixes: frozenset[str]
    digests: frozenset[str]
    """Paths of the digests, and their former paths."""

    @classmethod
    def of(cls, entries: Sequence[Entry], digests: Iterable[str] = ()) -> Self:
        """Return the keys of entries; ``digests`` are the paths that theirs have and had."""
        return cls(
            frozenset(key for entry in entries for key in identifier_keys(entry.facts) if key),
            frozenset(title_key(entry.title) for entry in entries),
            frozenset(filter(None, (key_prefix(entry.title) for entry in entries))),
            frozenset(digests),
        )

    def matches(self, page: PaperFile, identifiers: Iterable[str]) -> bool:
        """Return whether an entry could match a paper with these ``identifiers``, or once did."""
        return (
            not self.digests.isdisjoint([item.digest for item in page.paper.appearances])
            or not self.identifiers.isdisjoint(identifiers)
            or any(
                title_key(title) in self.titles or key_prefix(title) in self.prefixes
                for title in set(page.titles)
            )
        )


def duplicates_by_identifier(known: Iterable[tuple[str, Iterable[str]]]) -> dict[tuple[str, str], str]:
    """Return pairs of addresses that share an identifier, with the reason; ``known`` has those of each."""
    first: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    for address, identifiers in known:
        for key in identifiers:
            if (other := first.setdefault(key, address)) != address:
                found[other, address] = f"both have {key}"
    return found


class KnownPapers:
    """Drafts of papers by their identifiers, the keys of their titles, and the prefixes of these keys."""

    def __init__(self, pages: Iterable[PaperFile] = ()) -> None:
        self.drafts: dict[str, PaperDraft] = {}
        self._by_arxiv: dict[str, PaperDraft] = {}
        self._by_doi: dict[str, PaperDraft] = {}
        self._by_title: dict[str, dict[str, PaperDraft]] = defaultdict(dict)
        self._by_text: dict[tuple[str, str], dict[str, PaperDraft]] = defaultdict(dict)
        self._by_prefix: dict[str, dict[str, PaperDraft]] = defaultdict(dict)
        self._by_alias: dict[str, dict[str, PaperDraft]] = defaultdict(dict)
        self.duplicates: dict[tuple[str, str], str] = {}
        """Pairs of addresses that seem to be one paper, with the reason."""
        for page in pages:
            self.add(draft_of(page))

    @classmethod
    def matching(cls, entries: Sequence[Entry], pages: Iterable[PaperFile]) -> Self:
        """Return the papers that entries can match."""
        lookup = Lookup.of(entries)
        identified = ((page, set().union(*identifiers_of(page))) for page in pages)
        return cls(page for page, known in identified if lookup.matches(page, known))

    def add(self, draft: PaperDraft) -> None:
        """Add a paper under all its keys."""
        self.drafts[draft.address] = draft
        for key in sorted(draft.arxiv):
            self._add_identifier(self._by_arxiv, key, draft)
        for key in sorted(draft.doi):
            self._add_identifier(self._by_doi, key, draft)
        for key, title in draft.titles.items():
            self._add_title(draft, key, title)
        for key in draft.aliases:
            self._by_alias[key][draft.address] = draft

    def add_keys(self, draft: PaperDraft, entry: Entry) -> None:
        """Add the keys of an entry that was joined to a paper."""
        key, (arxiv, doi) = title_key(entry.title), identifier_keys(entry.facts)
        if key in draft.titles or len(draft.titles) < _MOST_TITLES:
            draft.titles.setdefault(key, entry.title)
            self._add_title(draft, key, entry.title)
        if arxiv:
            draft.arxiv.add(arxiv)
            self._add_identifier(self._by_arxiv, arxiv, draft)
        if doi:
            draft.doi.add(doi)
            self._add_identifier(self._by_doi, doi, draft)

    def _add_title(self, draft: PaperDraft, key: str, title: str) -> None:
        self._by_title[key][draft.address] = draft
        if draft.abstract:
            self._by_text[key, draft.abstract][draft.address] = draft
        if prefix := key_prefix(title):
            self._by_prefix[prefix][draft.address] = draft

    def know_as(self, draft: PaperDraft, removed: RemovedPaper) -> None:
        """Find a paper also by titles and identifiers of a removed one, which a person said is the same."""
        draft.know_as(removed)
        self.add(draft)

    def _add_identifier(self, table: dict[str, PaperDraft], key: str, draft: PaperDraft) -> None:
        other = table.setdefault(key, draft)
        if other is not draft:
            self.duplicates[other.address, draft.address] = f"both have {key}"

    def find(self, entry: Entry) -> list[PaperDraft]:
        """Return the paper of an entry, none for a new one, or several if the entry fits each."""
        arxiv, doi = identifier_keys(entry.facts)
        identified = [draft for draft in (self._by_arxiv.get(arxiv), self._by_doi.get(doi)) if draft]
        if not identified:
            if self._by_alias and (aliased := self._find_by_alias(entry)):
                return aliased
            return self._find_by_title(entry, arxiv, doi) or self._find_truncated(entry, arxiv, doi)
        first = identified[0]
        for other in (*identified, *self._find_by_title(entry, "", "")):
            if other is not first and (other in identified or not (other.arxiv or other.doi)):
                reason = f"a record has what both are known by: {entry.title}"
                self.duplicates[first.address, other.address] = reason
        return [first]

    def _find_by_alias(self, entry: Entry) -> list[PaperDraft]:
        """Return the paper that has an entry's title as an alias, which a person gave it.

        An alias counts more than an identifier that no paper has, unless it is another paper's own title.
        """
        key = title_key(entry.title)
        aliased = self._by_alias.get(key, {})
        is_clear = len(aliased) == 1 and self._by_title[key].keys() == aliased.keys()
        return list(aliased.values()) if is_clear else []

    def _find_by_title(self, entry: Entry, arxiv: str, doi: str) -> list[PaperDraft]:
        """Return the papers with an entry's title and no contradiction: the most similar, if some are."""
        key = title_key(entry.title)
        if key not in self._by_title:
            return []
        same = self._by_text.get((key, entry.abstract), {})
        if found := [draft for draft in _newest(same) if not contradicts(draft, arxiv, doi)]:
            return found
        titled = [draft for draft in _newest(self._by_title[key]) if not contradicts(draft, arxiv, doi)]
        agreeing = [draft for draft in titled if abstracts_agree(draft.abstract, entry.abstract)]
        compared = [draft for draft in agreeing if draft.abstract and entry.abstract]
        return compared or [one for one in agreeing if names_agree(one.authors, entry.facts.authors)]

    def _find_truncated(self, entry: Entry, arxiv: str, doi: str) -> list[PaperDraft]:
        """Return the papers whose title is longer or shorter by truncation, if abstract and authors agree."""
        known = self._by_prefix.get(key_prefix(entry.title)) if entry.abstract else None
        if not known:
            return []
        key = stem_key(entry.title)
        return [
            draft
            for draft in _newest(known)
            if draft.abstract
            and not contradicts(draft, arxiv, doi)
            and any(is_same_or_truncated(key, stem_key(title)) for title in draft.titles.values())
            and abstracts_agree(draft.abstract, entry.abstract)
            and names_agree(draft.authors, entry.facts.authors)
        ]


def _newest(table: dict[str, PaperDraft]) -> list[PaperDraft]:
    """Return the papers added last, as many as are compared."""
    return list(islice(reversed(table.values()), _MOST_COMPARED))


class RemovedPapers:
    """Removed papers by identifiers, titles and prefixes of titles; of the old list, by the address alone.

    A title names a removed paper unless identifiers of one kind say that it is another. Its abstract is not
    known any more, so abstracts do not count.
    """

    def __init__(self, papers: Iterable[RemovedPaper]) -> None:
        self._by_identifier: dict[str, RemovedPaper] = {}
        self._by_title: dict[str, list[RemovedPaper]] = defaultdict(list)
        self._by_prefix: dict[str, list[tuple[str, RemovedPaper]]] = defaultdict(list)
        self._by_slug: dict[str, RemovedPaper] = {}
        for paper in papers:
            for key in (*map(arxiv_key, paper.arxiv), *map(str.lower, paper.doi)):
                self._by_identifier.setdefault(key, paper)
            for title in paper.titles:
                self._by_title[title_key(title)].append(paper)
                if prefix := key_prefix(title):
                    self._by_prefix[prefix].append((stem_key(title), paper))
            if not (paper.titles or paper.arxiv or paper.doi):
                self._by_slug.setdefault(paper.address[len("2025/") :], paper)

    def find(self, entry: Entry) -> RemovedPaper | None:
        """Return the removed paper that an entry names; None if it names none."""
        if self._by_identifier:
            for key in identifier_keys(entry.facts):
                if key in self._by_identifier:
                    return self._by_identifier[key]
        if self._by_slug and (found := self._by_slug.get(slug(entry.title))):
            return found
        if not self._by_title:
            return None
        titled = (*self._by_title.get(title_key(entry.title), ()), *self._truncated(entry))
        arxiv, doi = entry.facts.arxiv, entry.facts.doi
        return next((paper for paper in titled if not contradicts(paper, arxiv, doi)), None)

    def _truncated(self, entry: Entry) -> list[RemovedPaper]:
        key = stem_key(entry.title)
        found = self._by_prefix.get(key_prefix(entry.title), ())
        return [paper for other, paper in found if is_same_or_truncated(key, other)]
