"""Join digests to the archive: one paper for all its entries, whatever digest and form they came in.

An entry is matched by its arXiv identifier, else its DOI, else its title if the abstracts agree. Each field
gets its newest value that is not empty. An entry that fits several papers is added to none of them; a problem
names them all. Pages found to be of one paper both stay, since addresses are permanent; a warning names them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.archive.known_papers import KnownPapers, Lookup, duplicates_by_identifier
from daybook.archive.matching import title_key
from daybook.archive.paper_draft import PaperDraft, identifiers_of
from daybook.citations.citation import citation_key
from daybook.citations.keys import KeyChooser
from daybook.content.content import Content
from daybook.content.date_page import with_digest
from daybook.content.provenance import FACTS, FIELDS, PaperUpdate
from daybook.model import Counts, Day, Digest, Entry, Facts, ImportedDigest
from daybook.problems import Problem, Severity, shown
from daybook.text import addresses


class JoinResult(Struct, frozen=True):
    """What digests change in the archive."""

    papers: Mapping[str, PaperUpdate]
    """By address."""
    days: Mapping[date, Day]
    counts: Counts
    problems: tuple[Problem, ...]
    papers_of: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By path of each digest, the addresses of the papers that it changes."""


def join(
    content: Content,
    digests: Iterable[Digest],
    renamed: Mapping[str, str] = MappingProxyType({}),
    fetched: date | None = None,
) -> JoinResult:
    """Join digests to the archive, with the same result for any order of the digests.

    ``renamed`` has the former path of each renamed digest, by its present path; ``fetched`` is the day on
    which a service sent the digests.
    """
    ordered = sorted(digests, key=lambda digest: (digest.days, digest.path))
    if not ordered:
        return JoinResult({}, {}, Counts(), ())
    joiner = _Joiner(content, Lookup.of(ordered, renamed.values()), renamed, fetched)
    days: dict[date, Day] = {}
    for digest in ordered:
        joiner.join(digest)
        records = Counter(entry.day for entry in digest.entries)
        for day in digest.days:
            known = days.get(day) or content.days.get(day, Day(day))
            imported = ImportedDigest(digest.path, digest.sha256, records[day])
            days[day] = with_digest(known, imported, renamed.get(digest.path, ""))
    rejected = sum(digest.rejected for digest in ordered)
    counts = Counts(joiner.entries + rejected, joiner.new, joiner.repeats, joiner.ambiguous + rejected)
    updates = _updates(content, (joiner.known.drafts[address] for address in sorted(joiner.changed)))
    problems = (*joiner.problems, *_duplicates(joiner.known))
    return JoinResult(updates, days, counts, problems, joiner.papers_of)


def without_papers(content: Content, result: JoinResult, papers: Collection[str]) -> JoinResult:
    """Return the result without some papers, given by address, whose pages cannot be changed.

    The digests that change these papers are not marked as imported, so that the next import reads them again.
    Their entries of other papers are imported now.
    """
    waiting = {path for path, changed in result.papers_of.items() if not set(papers).isdisjoint(changed)}
    if not waiting:
        return result
    days = {}
    for day, value in result.days.items():
        before = content.days.get(day, Day(day)).digests
        hashes = {item.sha256 for item in value.digests if item.path in waiting}  # also of former paths
        kept = [item for item in before if item.path in waiting or item.sha256 in hashes]
        digests = [*kept, *(item for item in value.digests if item.path not in waiting)]
        days[day] = replace(value, digests=tuple(sorted(digests, key=lambda item: item.path)))
    updates = {address: update for address, update in result.papers.items() if address not in papers}
    left_out = (result.papers[address] for address in papers if address in result.papers)
    lost = sum(item.digest in waiting for update in left_out for item in update.appearances)
    counts = result.counts
    counts = replace(counts, repeats=counts.repeats - lost, rejected=counts.rejected + lost)
    return replace(result, papers=updates, days=days, counts=counts)


class _Joiner:
    """Joins one digest after the other to the papers that their entries can match."""

    def __init__(
        self, content: Content, lookup: Lookup, renamed: Mapping[str, str], fetched: date | None
    ) -> None:
        self.renamed = renamed
        self.fetched = fetched
        pages = content.papers.items()
        identifiers = {address: [*chain(*map(sorted, identifiers_of(page)))] for address, page in pages}
        self.known = KnownPapers(
            page for address, page in pages if lookup.matches(page, identifiers[address])
        )
        self.known.duplicates.update(duplicates_by_identifier(identifiers.items()))
        self.removed = frozenset(content.removed) - content.papers.keys()
        self.addresses = {*content.papers, *content.removed}
        self.changed: set[str] = set()
        self.problems: list[Problem] = []
        self.entries = self.new = self.repeats = self.ambiguous = 0
        self.papers_of: dict[str, set[str]] = {}
        self._listed_by: dict[str, set[str]] = defaultdict(set)
        for draft in self.known.drafts.values():
            for item in draft.appearances.values():
                self._listed_by[item.digest].add(draft.address)

    def join(self, digest: Digest) -> None:
        """Join a digest; its entries replace those of an earlier version of it."""
        former = self.renamed.get(digest.path, digest.path)
        before = sorted({*self._listed_by.pop(digest.path, ()), *self._listed_by.pop(former, ())})
        for address in before:
            self.known.drafts[address].remove_digest(digest.path, former)
        self.changed.update(before)
        for entry in digest.entries:
            self._join_entry(entry, digest.path)
        for address in before:
            if address not in self._listed_by[digest.path]:
                self.problems.append(_no_longer_listed(self.known.drafts[address], digest.path))
        self.papers_of[digest.path] = self._listed_by[digest.path].union(before)

    def _join_entry(self, entry: Entry, digest: str) -> None:
        self.entries += 1
        found = self.known.find(entry)
        if len(found) > 1:
            self.ambiguous += 1
            self.problems.append(_ambiguous(entry, digest, found))
            return
        if found:
            draft = found[0]
            self.repeats += 1
        else:
            draft = self._add_paper(entry, digest)
        draft.join(entry, digest, self.fetched)
        self.known.add_keys(draft, entry)
        self._listed_by[digest].add(draft.address)
        self.changed.add(draft.address)

    def _add_paper(self, entry: Entry, digest: str) -> PaperDraft:
        draft = PaperDraft(addresses.new_address(entry.title, entry.day.year, self.addresses))
        if (plain := addresses.new_address(entry.title, entry.day.year, ())) in self.removed:
            self.problems.append(_like_removed(entry, digest, draft.address, plain))
        self.addresses.add(draft.address)
        self.known.add(draft)
        self.new += 1
        return draft


def _no_longer_listed(draft: PaperDraft, digest: str) -> Problem:
    what = f"no longer lists {shown(str(draft.values.get('title', '')))} (papers/{draft.address}.md)"
    remedy = "its page stays; delete it if the paper is not wanted"
    return Problem(f"digests/{digest}", 0, what, remedy, Severity.WARNING)


def _like_removed(entry: Entry, digest: str, address: str, removed: str) -> Problem:
    what = f"has the title of a paper that was removed, {removed}: it is new, as papers/{address}.md"
    remedy = "delete that page too if it is the same paper"
    return Problem(f"digests/{digest}", entry.line, what, remedy, Severity.WARNING)


def _ambiguous(entry: Entry, digest: str, found: list[PaperDraft]) -> Problem:
    pages = " and ".join(f"papers/{draft.address}.md" for draft in found[:4])
    what = f"could be of {len(found)} papers: {shown(entry.title)} ({pages})"
    remedy = "give the record its identifier or its abstract, or take it out of the digest"
    return Problem(f"digests/{digest}", entry.line, what, remedy)


def _duplicates(known: KnownPapers) -> list[Problem]:
    remedy = "move what was written to one and delete the other, or correct what they share"
    problems = []
    for (one, other), reason in sorted(known.duplicates.items()):
        what = f"seems to be the paper of papers/{other}.md: {shown(reason)}"
        problems.append(Problem(f"papers/{one}.md", 0, what, remedy, Severity.WARNING))
    return problems


def _updates(content: Content, drafts: Iterable[PaperDraft]) -> dict[str, PaperUpdate]:
    """Return the updates of papers by address, with a key for each new one, chosen in the given order."""
    keys = KeyChooser(citation_key(page.paper) for page in content.papers.values())
    updates = {}
    for draft in drafts:
        update = _update_of(draft)
        if not draft.page:
            facts = Facts(**{name: update.values[name] for name in FACTS if name in update.values})  # type: ignore[arg-type]
            key = keys.choose(str(update.values["title"]), facts, draft.address)
            update = replace(update, citation_key=key)
        updates[draft.address] = update
    return updates


def _update_of(draft: PaperDraft) -> PaperUpdate:
    """Return what joined entries change of a paper."""
    updated = [name for name in FIELDS if name in draft.updated]
    title = str(draft.values.get("title", ""))
    others: dict[str, str] = {}
    if draft.page or len(draft.titles) > 1:
        before = draft.page.provenance.stored.get("title", "") if draft.page else ""
        named = (title, *(draft.page.titles if draft.page else ()))
        known = {title_key(name) for name in named if name != before}
        others = {key: name for key, name in draft.titles.items() if key not in known}
    return PaperUpdate(
        address=draft.address,
        appearances=tuple(sorted(draft.appearances.values())),
        values={name: draft.values[name] for name in updated},
        sources={name: draft.sources[name][2] for name in updated},
        titles=tuple(others.values()),
        origins={name: draft.sources[name][0] for name in updated},
    )
