"""The digests of each day as its page marks them, and which files an import knows by these marks."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.content import Content
from daybook.content.date_page import with_digest
from daybook.model import Day, Digest, ImportedDigest, Paper
from daybook.text.file_names import path_key
from daybook.text.line_ends import known_hashes


class Joined(Struct, frozen=True):
    digest: Digest
    days: Collection[date]
    """Those of its days that were not removed."""
    former: str = ""
    """Its path before it was renamed."""
    waits: bool = False
    """Whether the next import is to read it again."""


def marked(content: Content, days: Mapping[date, Day], joined: Joined) -> dict[date, Day]:
    """Return the days of a digest with its mark, and those it was on before without it.

    ``days`` are the ones that other digests changed.
    """
    digest, former = joined.digest, joined.former
    records = Counter(entry.day for entry in digest.entries)
    changed = {}
    for day in joined.days:
        before = days.get(day) or content.days.get(day, Day(day))
        moved = any(item.is_moved for item in before.digests if item.path in (digest.path, former))
        mark = ImportedDigest(digest.path, digest.sha256, records[day], waits=joined.waits, is_moved=moved)
        changed[day] = with_digest(before, mark, former)
    for day, value in content.days.items():
        left = tuple(item for item in value.digests if not former or item.path != former)
        if day not in changed and len(left) < len(value.digests):
            changed[day] = replace(days.get(day, value), digests=left)
    return changed


def waiting(content: Content, days: Mapping[date, Day], paths: Collection[str]) -> dict[date, Day]:
    """Return changed days with the digests at some paths marked to be read again by the next import.

    One that was renamed keeps its former mark, so that its appearances are still found.
    """
    changed = {}
    for day, value in days.items():
        hashes = {item.sha256 for item in value.digests if item.path in paths}
        before = content.days.get(day, Day(day)).digests
        former = [item for item in before if item.sha256 in hashes and item.path not in paths]
        renamed = {item.sha256 for item in former}
        marks = (replace(item, waits=True) if item.path in paths else item for item in value.digests)
        digests = [*former, *(item for item in marks if item.sha256 not in renamed)]
        changed[day] = replace(value, digests=tuple(sorted(digests, key=lambda item: item.path)))
    return changed


def with_left(day: Day, papers: Mapping[tuple[str, date], int]) -> Day:
    """Return a day whose marks say how many records have no page; ``papers`` is that of `count_papers`."""
    marks = []
    for item in day.digests:
        left = item.records - papers.get((item.path, day.date), 0)
        marks.append(replace(item, left=max(0, left)))
    return replace(day, digests=tuple(marks))


def count_papers(papers: Iterable[Paper]) -> Counter[tuple[str, date]]:
    """Return the number of papers of each digest on each day."""
    return Counter((item.digest, item.day) for paper in papers for item in paper.appearances)


class KnownDigests:
    """The imported digests of a content folder, as the pages of its days list them."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._paths: dict[str, dict[str, str]] = {}
        """By the hash of an imported digest, its paths: by their `path_key`, as days have them."""
        self._waiting: set[tuple[str, str]] = set()
        """Keys of paths and hashes of digests that are to be read again."""
        self.days: dict[str, set[date]] = defaultdict(set)
        """The days of each imported digest, by path."""
        self.moved_to: dict[str, date] = {}
        """The days to which people moved digests, by path."""
        for day, mark in ((day, mark) for day, value in content.days.items() for mark in value.digests):
            self.add(mark.path, mark.sha256)
            self.days[mark.path].add(day)
            if mark.waits:
                self._waiting.add((path_key(mark.path), mark.sha256))
            if mark.is_moved:
                self.moved_to[mark.path] = day

    def add(self, path: str, sha256: str) -> None:
        """Note that a digest is imported under a path."""
        self._paths.setdefault(sha256, {})[path_key(path)] = path

    def paths_of(self, sha256: str) -> Mapping[str, str]:
        """Return the paths under which a file of this hash was imported, by their `path_key`."""
        return self._paths.get(sha256, {})

    def all_paths_of(self, data: bytes) -> Mapping[str, str]:
        """Return the paths under which a file was imported with any line ends, by their `path_key`."""
        return dict(chain.from_iterable(self.paths_of(sha).items() for sha in known_hashes(data)))

    def waits(self, path: str, data: bytes) -> bool:
        """Return whether an imported file is to be read again."""
        hashes = known_hashes(data) if self._waiting else ()
        return any((path_key(path), sha256) in self._waiting for sha256 in hashes)

    def has_no_page(self, path: str) -> bool:
        """Return whether papers name a digest on some days, and the pages of all of these were deleted."""
        days = self._listed_on.get(path_key(path), set())
        return path not in self.days and bool(days) and days.isdisjoint(self._content.days)

    @cached_property
    def _listed_on(self) -> Mapping[str, set[date]]:
        """The days on which papers are listed by each digest, by the `path_key` of its path."""
        days: dict[str, set[date]] = defaultdict(set)
        for page in self._content.papers.values():
            for item in page.paper.appearances:
                days[item.digest].add(item.day)
        return {path_key(path): found for path, found in days.items()}
