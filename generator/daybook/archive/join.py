"""Digests joined to what the archive holds: one paper for each, however often and in whatever form it came.

A record is known by its arXiv identifier, else its DOI, else its title where the abstracts agree. Of each
field the newest word that is not empty stands. A record that could be of two papers is given to neither: it
is a problem that names both. Pages that turn out to be of one paper stay as they are, for an address never
goes away by itself; a warning names them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.archive.known_papers import Draft, Shelf, Sought, identifiers_of, sought, twins_by_identifier
from daybook.archive.matching import title_key
from daybook.content.content import Content
from daybook.content.date_page import with_digest
from daybook.content.provenance import FIELDS, PaperUpdate
from daybook.model import Counts, Day, Digest, Entry, ImportedDigest
from daybook.problems import Problem, Severity, shown
from daybook.text import addresses


class Joined(Struct, frozen=True):
    """What digests change."""

    papers: Mapping[str, PaperUpdate]
    """By address, those that digests change."""
    days: Mapping[date, Day]
    counts: Counts
    problems: tuple[Problem, ...]
    changing: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By the path of each digest, the addresses of the papers that it changes."""


def join(
    content: Content, digests: Iterable[Digest], renamed: Mapping[str, str] = MappingProxyType({})
) -> Joined:
    """Join digests to the archive: pure, and the same for any order in which they are given.

    ``renamed`` gives, by the path of a digest, the one under which it was joined before.
    """
    ordered = sorted(digests, key=lambda digest: (digest.days, digest.path))
    if not ordered:
        return Joined({}, {}, Counts(), ())
    joining = _Joining(content, sought(ordered, renamed.values()), renamed)
    days: dict[date, Day] = {}
    for digest in ordered:
        joining.join(digest)
        records = Counter(entry.day for entry in digest.entries)
        for day in digest.days:
            known = days.get(day) or (content.days[day].day if day in content.days else Day(day))
            mark = ImportedDigest(digest.path, digest.sha256, records[day])
            days[day] = with_digest(known, mark, renamed.get(digest.path, ""))
    rejected = sum(digest.rejected for digest in ordered)
    counts = Counts(joining.read + rejected, joining.papers, joining.repeats, joining.undecided + rejected)
    updates = {address: _update_of(joining.shelf.drafts[address]) for address in sorted(joining.touched)}
    return Joined(updates, days, counts, (*joining.problems, *_twins(joining.shelf)), joining.changing)


def without(content: Content, joined: Joined, stuck: Collection[str]) -> Joined:
    """Give what digests change where the pages of some papers, by address, cannot be.

    The digests that change these are not marked as imported: the next import reads them again, until the
    pages are mended and everything has arrived. What they say of other papers arrives now.
    """
    waiting = {path for path, papers in joined.changing.items() if not set(stuck).isdisjoint(papers)}
    if not waiting:
        return joined
    days = {}
    for day, value in joined.days.items():
        before = content.days[day].day.digests if day in content.days else ()
        same = {mark.sha256 for mark in value.digests if mark.path in waiting}  # under the name it had
        kept = [mark for mark in before if mark.path in waiting or mark.sha256 in same]
        marks = [*kept, *(mark for mark in value.digests if mark.path not in waiting)]
        days[day] = replace(value, digests=tuple(sorted(marks, key=lambda mark: mark.path)))
    papers = {address: update for address, update in joined.papers.items() if address not in stuck}
    lost = sum(
        item.digest in waiting
        for address in stuck
        if address in joined.papers
        for item in joined.papers[address].appearances
    )
    counts = joined.counts
    counts = replace(counts, repeats=counts.repeats - lost, rejected=counts.rejected + lost)
    return replace(joined, papers=papers, days=days, counts=counts)


class _Joining:
    """Digests joined one after the other."""

    def __init__(self, content: Content, wanted: Sought, renamed: Mapping[str, str]) -> None:
        self.renamed = renamed
        known = {address: [*chain(*identifiers_of(page))] for address, page in content.papers.items()}
        pages = content.papers.items()
        self.shelf = Shelf(page for address, page in pages if wanted.finds(page, known[address]))
        self.shelf.twins.update(twins_by_identifier(known.items()))
        self.removed = frozenset(content.removed) - content.papers.keys()
        self.taken = {*content.papers, *content.removed}
        self.touched: set[str] = set()
        self.problems: list[Problem] = []
        self.read = self.papers = self.repeats = self.undecided = 0
        self.changing: dict[str, set[str]] = {}
        self._by_digest: dict[str, set[str]] = defaultdict(set)
        for draft in self.shelf.drafts.values():
            for item in draft.appearances.values():
                self._by_digest[item.digest].add(draft.address)

    def join(self, digest: Digest) -> None:
        """Join a digest; what an earlier state of it said is taken back."""
        path = self.renamed.get(digest.path, digest.path)
        before = sorted({*self._by_digest.pop(digest.path, ()), *self._by_digest.pop(path, ())})
        for address in before:
            self.shelf.drafts[address].forget(digest.path, path)
        self.touched.update(before)
        for entry in digest.entries:
            self._place(entry, digest.path)
        for address in before:
            if address not in self._by_digest[digest.path]:
                self.problems.append(_lost(self.shelf.drafts[address], digest.path))
        self.changing[digest.path] = self._by_digest[digest.path].union(before)

    def _place(self, entry: Entry, digest: str) -> None:
        self.read += 1
        found = self.shelf.find(entry)
        if len(found) > 1:
            self.undecided += 1
            self.problems.append(_undecided(entry, digest, found))
            return
        if found:
            draft = found[0]
            self.repeats += 1
        else:
            draft = Draft(addresses.new_address(entry.title, entry.day.year, self.taken))
            if (plain := addresses.new_address(entry.title, entry.day.year, ())) in self.removed:
                self.problems.append(_like_removed(entry, digest, draft.address, plain))
            self.taken.add(draft.address)
            self.shelf.add(draft)
            self.papers += 1
        draft.take(entry, digest)
        self.shelf.learn(draft, entry)
        self._by_digest[digest].add(draft.address)
        self.touched.add(draft.address)


def _lost(draft: Draft, digest: str) -> Problem:
    """That a digest named a paper before it was changed, and does not any more."""
    what = f"no longer lists {shown(str(draft.values.get('title', '')))} (papers/{draft.address}.md)"
    remedy = "its page stays; delete it if the paper is not wanted"
    return Problem(f"digests/{digest}", 0, what, remedy, Severity.WARNING)


def _like_removed(entry: Entry, digest: str, address: str, removed: str) -> Problem:
    what = f"has the title of a paper that was removed, {removed}: it is new, as papers/{address}.md"
    remedy = "delete that page too if it is the same paper"
    return Problem(f"digests/{digest}", entry.line, what, remedy, Severity.WARNING)


def _undecided(entry: Entry, digest: str, found: list[Draft]) -> Problem:
    pages = " and ".join(f"papers/{draft.address}.md" for draft in found[:4])
    what = f"could be of {len(found)} papers: {shown(entry.title)} ({pages})"
    remedy = "give the record its identifier or its abstract, or take it out of the digest"
    return Problem(f"digests/{digest}", entry.line, what, remedy)


def _twins(shelf: Shelf) -> list[Problem]:
    remedy = "move what was written to one and delete the other, or correct what they share"
    return [
        Problem(
            f"papers/{one}.md",
            0,
            f"seems to be the paper of papers/{other}.md: {shown(what)}",
            remedy,
            Severity.WARNING,
        )
        for (one, other), what in sorted(shelf.twins.items())
    ]


def _update_of(draft: Draft) -> PaperUpdate:
    """What digests say of a paper now."""
    given = [name for name in FIELDS if name in draft.given]
    title = str(draft.values.get("title", ""))
    others: dict[str, str] = {}
    if draft.page or len(draft.titles) > 1:  # else it is known by its title alone
        before = draft.page.provenance.stored.get("title", "") if draft.page else ""
        named = (title, *(draft.page.titles if draft.page else ()))
        known = {title_key(name) for name in named if name != before}
        others = {key: name for key, name in draft.titles.items() if key not in known}
    return PaperUpdate(
        address=draft.address,
        appearances=tuple(sorted(draft.appearances.values())),
        values={name: draft.values[name] for name in given},
        sources={name: draft.said[name][1] for name in given},
        titles=tuple(others.values()),
    )
