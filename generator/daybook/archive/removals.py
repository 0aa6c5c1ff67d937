"""Removed papers, days and digests, and deleted pages: no record of one is joined to the archive."""

from collections.abc import Collection, Set
from datetime import date
from typing import Self

from msgspec import Struct

from daybook.archive.deletions import Deleted
from daybook.archive.known_papers import RemovedPapers
from daybook.content.content import Content
from daybook.content.removed import RemovedPaper
from daybook.model import Digest, Entry


class Removals(Struct, frozen=True):
    """Everything that people removed, or deleted without a word."""

    papers: RemovedPapers
    joined: tuple[tuple[str, RemovedPaper], ...]
    """Removed papers that are the same as one of today, with its address; they are not among ``papers``."""
    addresses: Set[str]
    """Of all these papers."""
    days: Set[date]
    digests: Set[str]
    """Their paths and hashes."""
    again: Collection[str]
    """Paths of digests that are imported again: their papers without a page were deleted."""

    @classmethod
    def of(cls, content: Content, deleted: Deleted, again: Collection[str]) -> Self:
        """Return the removals that the content folder notes, and those found by missing pages."""
        removed = content.removed
        gone = [paper for paper in removed.papers if paper.address not in content.papers]
        led = [(removed.target(paper.address, content.papers), paper) for paper in gone]
        noted = [paper for papers in deleted.values() for paper in papers]
        lost = [paper for target, paper in led if not target]
        lost += [paper for paper in noted if not paper.to]
        return cls(
            papers=RemovedPapers(lost),
            joined=tuple((target, paper) for target, paper in led if target),
            addresses={paper.address for paper in (*gone, *noted)},
            days={item.day for item in removed.days if not item.to} - content.days.keys(),
            digests={name for item in removed.digests for name in (item.path, item.sha256) if name},
            again=again,
        )

    def days_left(self, digest: Digest) -> list[date]:
        """Return the days of a digest that were not removed; none if the digest was."""
        if self.has(digest):
            return []
        return [day for day in digest.days if day not in self.days]

    def has(self, digest: Digest) -> bool:
        """Return whether a digest was removed."""
        return digest.sha256 in self.digests or digest.path in self.digests

    def reason(self, entry: Entry, digest: str, *, is_known: bool) -> str:
        """Return the removed paper, day or page for which an entry is left out; empty if it is to be joined.

        ``is_known`` says that a paper of today fits the entry.
        """
        if entry.day in self.days:
            return f"the day {entry.day.isoformat()}"
        if is_known:
            return ""
        if removed := self.papers.find(entry):
            return f"papers/{removed.address}.md" if removed.address else "its page"
        return "its page" if digest in self.again else ""
