"""Compare an answer with the saved files of its day, and choose the file to save it in.

Records are compared by arXiv identifier, DOI or title. An answer replaces a file if it has all of the file's
records; if it has new records and lacks old ones, it is saved in another file, so that no record is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from msgspec import Struct

from daybook.archive.matching import title_key
from daybook.content.paths import DIGESTS
from daybook.digests import date_hint, read_digest
from daybook.disk.walk import find_files
from daybook.model import Digest, Entry
from daybook.sources.service import Service
from daybook.text.dates import parse_day


class Destination(Struct, frozen=True):
    """Where to save an answer."""

    path: str
    """Below ``digests/``; empty if the answer has no new record."""
    known: frozenset[str]
    """Keys of the day's records in saved files."""


class _SavedRecords(Struct, frozen=True):
    """The records of a saved file."""

    keys: frozenset[str]
    rejected: int

    def are_within(self, new: frozenset[str]) -> bool:
        """Return whether replacing the file by the records ``new`` loses none of its records."""
        return self.keys <= new and len(self.keys) + self.rejected <= len(new)


def saved_days(content_dir: Path, service: Service) -> Mapping[date, list[str]]:
    """Return the paths below ``digests/`` of the saved files of a service, by day."""
    found, _ = find_files(content_dir / DIGESTS)
    days: dict[date, list[str]] = defaultdict(list)
    for file in found:
        match = service.file_pattern.fullmatch(PurePosixPath(file.path).name)
        if match and (day := parse_day(match[1])):
            days[day].append(file.path)
    return days


def choose_destination(
    digest: Digest, first: str, saved: Iterable[str], load: Callable[[str], bytes]
) -> Destination:
    """Choose the file for an answer; ``first`` is the path of a day's first file, ``saved`` are its files.

    ``load`` returns the bytes of a saved file. A file that cannot be parsed is not replaced.
    """
    new = record_keys(digest)
    files = {path: _saved_records(path, load) for path in saved}
    known = frozenset[str]().union(*(records.keys for records in files.values() if records))
    if new <= known:
        return Destination("", known)
    replaceable = (path for path, records in files.items() if records and records.are_within(new))
    return Destination(next(replaceable, None) or _unused_path(first, files), known)


def record_keys(digest: Digest) -> frozenset[str]:
    """Return the keys of all records of a digest."""
    return frozenset(map(record_key, digest.entries))


def record_key(entry: Entry) -> str:
    """Return a key that differs for each record of a day."""
    return entry.facts.arxiv or entry.facts.doi or title_key(entry.title)


def _saved_records(path: str, load: Callable[[str], bytes]) -> _SavedRecords | None:
    digest, _ = read_digest(path, load(path), date_hint(path, None))
    return _SavedRecords(record_keys(digest), digest.rejected) if digest else None


def _unused_path(first: str, files: Mapping[str, object]) -> str:
    path, number = PurePosixPath(first), 2
    while path.as_posix() in files:
        path = PurePosixPath(first).with_stem(f"{PurePosixPath(first).stem}-{number}")
        number += 1
    return path.as_posix()
