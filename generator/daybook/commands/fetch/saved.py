"""The days that an archive has saved of a source, and where an answer goes beside what is there.

Records are told apart by their arXiv number, DOI or title. A file is replaced by an answer that holds all of
its records and more. An answer that has new ones and lacks old ones is kept beside, so that nothing saved is
ever replaced by less.
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
from daybook.sources.services import Source
from daybook.text.dates import parse_day


class Place(Struct, frozen=True):
    """Where an answer belongs."""

    path: str
    """Below ``digests/``; empty where it brings nothing that is not saved."""
    known: frozenset[str]
    """The records of the day that were saved before, by `record_key`."""


class _Held(Struct, frozen=True):
    """The records of a saved file."""

    keys: frozenset[str]
    unreadable: int

    def within(self, new: frozenset[str]) -> bool:
        """Whether nothing of it would be lost by keeping ``new`` instead."""
        return self.keys <= new and len(self.keys) + self.unreadable <= len(new)


def saved_days(content_dir: Path, source: Source) -> Mapping[date, list[str]]:
    """The paths below ``digests/`` of each day that was saved of a source."""
    found, _ = find_files(content_dir / DIGESTS)
    days: dict[date, list[str]] = defaultdict(list)
    for file in found:
        named = source.names.fullmatch(PurePosixPath(file.path).name)
        if named and (day := parse_day(named[1])):
            days[day].append(file.path)
    return days


def place(digest: Digest, first: str, saved: Iterable[str], load: Callable[[str], bytes]) -> Place:
    """Decide where to save an answer of a day whose files are ``saved``; ``first`` is the day's first path.

    ``load`` gives the bytes of a saved file. One that cannot be read as a digest is left alone.
    """
    new = record_keys(digest)
    held = {path: _held(path, load) for path in saved}
    known = frozenset[str]().union(*(before.keys for before in held.values() if before))
    if new <= known:
        return Place("", known)
    outgrown = (path for path, before in held.items() if before and before.within(new))
    return Place(next(outgrown, None) or _free(first, held), known)


def record_keys(digest: Digest) -> frozenset[str]:
    """The records of a digest, by what tells them apart."""
    return frozenset(map(record_key, digest.entries))


def record_key(entry: Entry) -> str:
    """What tells a record from others of its day."""
    return entry.facts.arxiv or entry.facts.doi or title_key(entry.title)


def _held(path: str, load: Callable[[str], bytes]) -> _Held | None:
    """What a saved file holds; None where it cannot be read at all."""
    digest, _ = read_digest(path, load(path), date_hint(path, None))
    return _Held(record_keys(digest), digest.rejected) if digest else None


def _free(first: str, held: Mapping[str, object]) -> str:
    path, number = PurePosixPath(first), 2
    while path.as_posix() in held:
        path = PurePosixPath(first).with_stem(f"{PurePosixPath(first).stem}-{number}")
        number += 1
    return path.as_posix()
