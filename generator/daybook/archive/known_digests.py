"""Know which digests were imported, by the hashes of their files and their paths, and on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import chain

from daybook.content.content import Content
from daybook.text.file_names import path_key
from daybook.text.line_ends import known_hashes


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
        return bool(self._waiting) and any(
            (path_key(path), sha) in self._waiting for sha in known_hashes(data)
        )

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
