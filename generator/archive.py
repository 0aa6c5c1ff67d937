"""Digests joined to what the archive holds: one paper for each, however often and however spelt it came.

Each entry costs a look into a table of title keys, so joining is linear in the number of entries. The join
is a value like any other: which papers and days change and how, with every record accounted for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator import addresses
from generator.content import Content, PaperPage
from generator.content.date_page import with_mark
from generator.identity import abstracts_agree, title_key
from generator.model import Appearance, Day, Digest, DigestMark, Entry, Facts, Paper
from generator.problems import Problem, Severity, shown


@dataclass(frozen=True, slots=True)
class Counts:
    """Where the records of digests went; each is in exactly one of the last three."""

    records: int = 0
    papers: int = 0
    """New to the archive."""
    repeats: int = 0
    """Of papers it already had."""
    rejected: int = 0
    """Reported as problems."""

    def __post_init__(self) -> None:
        if self.records != self.papers + self.repeats + self.rejected:
            raise AssertionError(f"records went astray: {self}")


@dataclass(frozen=True, slots=True)
class Joined:
    """What digests change."""

    papers: Mapping[str, Paper]
    """By address, as digests give them; an empty title or abstract says that they give no new one."""
    days: Mapping[date, Day]
    counts: Counts
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Draft:
    """A paper while entries are being joined to it."""

    address: str
    page: PaperPage | None
    title: str
    abstract: str
    """The newest that digests gave; empty where a person's correction is all that is known."""
    appearances: dict[tuple[str, date], Appearance]
    facts: Facts = field(default_factory=Facts)
    given: tuple[str, str] = ("", "")
    """Title and abstract of the newest entry joined now."""

    @property
    def newest(self) -> date:
        return max((item.day for item in self.appearances.values()), default=date.min)


def join(content: Content, digests: Iterable[Digest]) -> Joined:
    """Join digests to the archive: pure, and the same for any order in which they are given."""
    shelf = _Shelf(content)
    ordered = sorted(digests, key=lambda digest: (digest.days, digest.path))
    days: dict[date, Day] = {}
    repeats = 0
    problems: list[Problem] = []
    for digest in ordered:
        before = shelf.withdraw(digest.path)
        for entry in digest.entries:
            repeats += not shelf.place(entry, digest.path)
        problems += shelf.lost(before, digest.path)
        for day in digest.days:
            known = days.get(day) or (content.days[day].day if day in content.days else Day(day))
            records = sum(entry.day == day for entry in digest.entries)
            days[day] = with_mark(known, DigestMark(digest.path, digest.sha256, records))
    read = sum(len(digest.entries) for digest in ordered)
    rejected = sum(digest.rejected for digest in ordered)
    counts = Counts(read + rejected, read - repeats, repeats, rejected)
    return Joined(shelf.changed(), days, counts, tuple(problems))


class _Shelf:
    """Papers by the keys of their titles and by their addresses."""

    def __init__(self, content: Content) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.by_key: dict[str, list[_Draft]] = defaultdict(list)
        self.by_digest: dict[str, set[str]] = defaultdict(set)
        self.touched: set[str] = set()
        for page in content.papers.values():
            self._add(_draft(page), page.titles)

    def _add(self, draft: _Draft, titles: Iterable[str]) -> None:
        self.drafts[draft.address] = draft
        for key in dict.fromkeys(map(title_key, titles)):
            self.by_key[key].append(draft)
        for item in draft.appearances.values():
            self.by_digest[item.digest].add(draft.address)

    def withdraw(self, digest: str) -> dict[str, _Draft]:
        """Take back what an earlier state of a digest said; gives the papers it had named."""
        before = {address: self.drafts[address] for address in sorted(self.by_digest.pop(digest, ()))}
        for draft in before.values():
            draft.appearances = {
                place: item for place, item in draft.appearances.items() if item.digest != digest
            }
            self.touched.add(draft.address)
        return before

    def place(self, entry: Entry, digest: str) -> bool:
        """Join an entry to its paper, or make one; gives whether the paper is new."""
        key = title_key(entry.title)
        draft = next((draft for draft in self.by_key[key] if _same(draft, entry)), None)
        fresh = draft is None
        if draft is None:
            address = addresses.new_address(entry.title, entry.day.year, self.drafts)
            draft = _Draft(address, None, "", "", {}, entry.facts)
            self._add(draft, [entry.title])
        if entry.day >= draft.newest:
            draft.title, draft.abstract = entry.title, entry.abstract or draft.abstract
            draft.given = (draft.title, draft.abstract)
        draft.appearances.setdefault((digest, entry.day), Appearance(entry.day, entry.rank, digest))
        self.by_digest[digest].add(draft.address)
        self.touched.add(draft.address)
        return fresh

    def lost(self, before: Mapping[str, _Draft], digest: str) -> list[Problem]:
        """Report papers that a digest named before it was changed, and does not any more."""
        remedy = "its page stays; delete it if the paper is not wanted"
        return [
            Problem(
                f"digests/{digest}",
                0,
                f"no longer lists {shown(draft.title)} (papers/{address}.md)",
                remedy,
                Severity.WARNING,
            )
            for address, draft in before.items()
            if address not in self.by_digest[digest]
        ]

    def changed(self) -> dict[str, Paper]:
        """The papers that entries came for, as digests give them."""
        return {address: _paper(self.drafts[address]) for address in sorted(self.touched)}


def _draft(page: PaperPage) -> _Draft:
    paper = page.paper
    return _Draft(
        address=paper.address,
        page=page,
        title=page.imported_title or paper.title,
        abstract="" if page.abstract_corrected else paper.abstract,
        appearances={(item.digest, item.day): item for item in paper.appearances},
    )


def _same(draft: _Draft, entry: Entry) -> bool:
    """Whether an entry with this title is of this paper; a corrected abstract is no evidence against it."""
    return abstracts_agree(draft.abstract, entry.abstract)


def _paper(draft: _Draft) -> Paper:
    title, abstract = draft.given
    appearances = tuple(sorted(draft.appearances.values()))
    paper = Paper(draft.address, title, abstract, appearances, draft.facts)
    return paper if draft.page is None else replace(paper, facts=draft.page.paper.facts)
