"""Papers, days and digests that people removed, and the old list of them, ``content/removed.txt``.

The old list has one address (``YEAR/SLUG``) a line and is only read: `removed_toml` reads and writes the list
of today. A listed paper that has a page in the content folder again is not removed, nor is such a day.
"""

from collections.abc import Container, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from daybook.disk.read import read_if_there
from daybook.problems import Problem, shown
from daybook.text import slugs

OLD_LIST = "removed.txt"
Place = TypeVar("Place", str, date)
"""The address of a paper, or a day."""


class RemovedPaper(Struct, frozen=True, array_like=True):
    """A paper that was removed, with all by which a digest may name it."""

    address: str = ""
    """Empty if its page never had a name that is known."""
    titles: tuple[str, ...] = ()
    arxiv: tuple[str, ...] = ()
    doi: tuple[str, ...] = ()
    citation_key: str = ""
    to: str = ""
    """Address of the paper to which its page sends readers."""
    reason: str = ""


class RemovedDay(Struct, frozen=True, array_like=True):
    """A day that was removed, or whose digests were moved to another day."""

    day: date
    to: date | None = None
    """The day to which its page sends readers: it was moved, and digests may list it again."""
    reason: str = ""


class RemovedDigest(Struct, frozen=True, array_like=True):
    path: str
    """Below ``digests/``."""
    sha256: str = ""
    reason: str = ""
    days: tuple[date, ...] = ()
    """Days that it left empty; another digest may list them again."""


class Removed(Struct, frozen=True, array_like=True):
    papers: tuple[RemovedPaper, ...] = ()
    days: tuple[RemovedDay, ...] = ()
    digests: tuple[RemovedDigest, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of removed papers, sorted."""
        return tuple(sorted({paper.address for paper in self.papers if paper.address}))

    @property
    def gone_days(self) -> frozenset[date]:
        """The days that were removed or moved, or were left empty when their digest went."""
        emptied = (day for digest in self.digests for day in digest.days)
        return frozenset({*(item.day for item in self.days), *emptied})

    def target(self, address: str, present: Container[str]) -> str:
        """Return where a removed paper's page leads, the address of a present paper; empty if nowhere."""
        leads = {paper.address: paper.to for paper in self.papers if paper.to}
        return _follow(address, leads, present) or ""

    def day_target(self, day: date, present: Container[date]) -> date | None:
        """Return the day to which a removed day's page leads; None if to no day of the archive."""
        return _follow(day, {item.day: item.to for item in self.days if item.to}, present)


NOTHING_REMOVED = Removed()


def _follow(start: Place, leads: Mapping[Place, Place], present: Container[Place]) -> Place | None:
    """Return the first present place that a removed one leads to; None if there is none."""
    seen = {start}
    while (to := leads.get(start)) and to not in seen:
        if to in present:
            return to
        seen.add(to)
        start = to
    return None


def read_old_list(content_dir: Path) -> tuple[tuple[RemovedPaper, ...], list[Problem]]:
    """Return the papers of the old list, and a problem for each line that is no address."""
    place = content_dir / OLD_LIST
    lines = [line.strip() for line in read_if_there(place).decode("utf-8", "replace").split("\n")]
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if line and not slugs.is_paper_address(line):
            what, remedy = f"is no paper's address: {shown(line)}", "write it as 2025/some-paper"
            problems.append(Problem(place.as_posix(), number, what, remedy))
    return tuple(RemovedPaper(line) for line in sorted(set(lines) - {""})), problems
