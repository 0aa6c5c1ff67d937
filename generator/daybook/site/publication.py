"""The site's files onto the disk, all or nothing: built beside the old site, then swapped in.

    site/                    the published site; `.daybook-files` in it lists what is ours (sha256sum's form)
    .site.daybook/changed/   files of the new site that the old one does not have as they are
    .site.daybook/next/      the new site, put together when all its files are made
    .site.daybook/outputs    what each file was made from, for the next build

Files whose bytes did not change are the old ones, linked. Files that are not ours stay where they are. A
process killed at any moment leaves the old site or the new one; the next run clears up what it left.

What was written is on the disk before the swap: after a power cut the new site would otherwise stand there
with empty files. The swap itself need not be: before it or after it, the site is whole.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from msgspec import Struct, field

from daybook.disk import cache
from daybook.disk.folders import fixed_umask, link_file, make_folder
from daybook.disk.fsync import fsync_files
from daybook.disk.lock import locked, work_folder
from daybook.disk.walk import Stat, inodes, stat_files
from daybook.disk.write import create_file
from daybook.problems import InputError, Problem, UsageError
from daybook.site.inventory import MARKER, read_listing
from daybook.site.limits import Budget, measure
from daybook.site.releases import PASSING, prefixes, recover, recovering, refuse_foreign, swap


class Published(Struct, frozen=True):
    """What a build did to the site."""

    budget: Budget
    pages: int
    written: int
    """Pages; other files come and go with them."""
    unchanged: int
    removed: int
    release: bytes
    """A name for the site by its files and their bytes: SHA-256 of the list of them."""


class Output(Struct, frozen=True, array_like=True):
    """A file of the site, and what it was made from."""

    key: bytes
    """Of its inputs; empty where they are not remembered."""
    sha256: str
    size: int
    stat: Stat


class _Outputs(Struct, frozen=True):
    """Kept for the next build."""

    outputs: dict[str, Output]
    listing: Stat
    """Of the list of the site's files, which lies in the site."""


class Before(Struct, frozen=True):
    """What there was before a build."""

    known: dict[str, Output]
    """Files of the old site that are as the last build left them."""
    present: dict[str, Stat]
    """All files of the old site."""
    listed: dict[str, str]
    """The old site's own files, with their SHA-256."""
    foreign: frozenset[str]
    """Files in its folder that are not ours."""


class Publication(Struct):
    """A site being made: every file is put once, then all is published at once."""

    output: Path
    work: Path
    clean: bool
    found: Before | None = None
    made: dict[str, Output] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    folded: dict[str, str] = field(default_factory=dict)

    @property
    def before(self) -> Before:
        """What there was when the build began."""
        if self.found is None:
            self.found = _look(self.output, self.work, self.clean)
        return self.found

    def has(self, path: str, key: bytes) -> bool:
        """Whether the old site has this file, made from the same inputs."""
        known = self.before.known
        return path in known and bool(key) and known[path].key == key

    def keep(self, path: str) -> None:
        """Put a file that the old site `has`."""
        self._claim(path)
        self.made[path] = self.before.known[path]

    def put(self, path: str, data: bytes, key: bytes = b"") -> None:
        """Put a file. Raises InputError where its address is taken, UsageError where a foreign file is."""
        self._claim(path)
        sha256 = hashlib.sha256(data).hexdigest()
        before = self.before
        old = before.known.get(path)
        if old and old.sha256 == sha256:
            self.made[path] = Output(key, sha256, old.size, old.stat)
        elif not old and before.listed.get(path) == sha256 and _holds(self.output / path, data):
            self.made[path] = Output(key, sha256, len(data), before.present[path])
        else:
            self.made[path] = Output(key, sha256, len(data), create_file(f"{self.work}/changed/{path}", data))
            self.changed.add(path)

    def _claim(self, path: str) -> None:
        if (other := self.folded.setdefault(path.lower(), path)) != path or path in self.made:
            what = f"two pages for one address: {other} and {path}"
            raise InputError([Problem(path, 0, what, "rename one of the two")])
        if (foreign := self.before.foreign) and (taken := foreign.intersection(prefixes(path))):
            place = str(self.output / min(taken))
            remedy = "move it away, or name another --output-dir"
            raise UsageError([Problem(place, 0, "a file that is not ours is in the way", remedy)])

    def publish(self) -> Published:
        """Swap the new site in, where it differs from the old one."""
        listed = self.before.listed
        removed = listed.keys() - self.made.keys()
        differs = self.changed or removed or not listed
        lines = (f"{self.made[path].sha256}  {path}\n" for path in sorted(self.made))
        listing = "".join(lines).encode("ascii")
        state = self._release(listing) if differs else self.before.present[MARKER]
        cache.save(self.work / "outputs", _Outputs(self.made, state))
        pages = {path for path in self.made if path.endswith(".html")}
        return Published(
            budget=measure({path: output.size for path, output in self.made.items()}),
            pages=len(pages),
            written=len(pages & self.changed),
            unchanged=len(pages - self.changed),
            removed=sum(path.endswith(".html") for path in removed),
            release=hashlib.sha256(listing).digest(),
        )

    def _release(self, listing: bytes) -> Stat:
        """Put the new site together and swap it in; gives the state of the list of its files.

        The site before the old one is made into it where most of its files are the old one's very files.
        """
        staging, previous = self.work / "next", self.work / "previous"
        there = inodes(previous)
        kept = self.made.keys() - self.changed
        same = {path for path in kept if there.get(path) == self.made[path].stat[2]}  # one file, two names
        if len(same) * 2 > len(self.made):
            previous.rename(staging)
            _clear(staging, there.keys() - same)
            for path in self.changed:
                make_folder((staging / path).parent)
                (self.work / "changed" / path).replace(staging / path)
        else:
            make_folder(self.work / "changed")
            (self.work / "changed").rename(staging)
            same.clear()
        for path in kept - same:
            link_file(self.output / path, staging / path)
        for path in self.before.foreign:
            link_file(self.output / path, staging / path)
        state = create_file(staging / MARKER, listing)
        create_file(self.work / "listing", listing)
        fsync_files([f"{staging}/{path}" for path in (*self.changed, MARKER)])
        swap(self.output, staging, previous)
        return state


@contextmanager
def publication(output: Path, *, clean: bool = False) -> Iterator[Publication]:
    """Open a folder to publish a site in; nothing of it changes before `Publication.publish`.

    With ``clean``, nothing of an earlier build is used. Raises UsageError where the folder is not ours or
    another build does not end.
    """
    refuse_foreign(output)
    output = output.resolve()
    work = work_folder(output)
    work.mkdir(parents=True, exist_ok=True)
    with locked(work / "lock"), fixed_umask():
        recover(output, work)
        refuse_foreign(output)
        with recovering(output, work):
            yield Publication(output, work, clean)


def _look(output: Path, work: Path, clean: bool) -> Before:
    present = stat_files(output, hidden=True)
    remembered = None if clean else cache.load(work / "outputs", _Outputs)
    if remembered and remembered.listing == present.get(MARKER):  # it lists what is remembered
        listed = {path: item.sha256 for path, item in remembered.outputs.items()}
    else:
        listed = read_listing(output)
    foreign = frozenset(present.keys() - listed.keys() - {MARKER})
    if remembered is None:
        usable = dict.fromkeys(listed, "") if clean else listed
        return Before({}, present, usable, foreign)
    known = {
        path: item
        for path, item in remembered.outputs.items()
        if listed.get(path) == item.sha256 and present.get(path) == item.stat
    }
    return Before(known, present, listed, foreign)


def site_is_as_built(output: Path, release: bytes) -> bool:
    """Whether a site is that ``release``, and each file the one its build left, by size, time and inode.

    Not where there is something to clear up.
    """
    work = work_folder(output)
    remembered = cache.load(work / "outputs", _Outputs)
    if remembered is None or not remembered.outputs or any((work / name).exists() for name in PASSING):
        return False
    present = stat_files(output, hidden=True)
    return (
        present.get(MARKER) == remembered.listing
        and all(present.get(path) == item.stat for path, item in remembered.outputs.items())
        and hashlib.sha256(cache.packed(output / MARKER)).digest() == release
    )


def _clear(staging: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that they leave empty."""
    folders: set[Path] = set()
    for path in paths:
        place = staging / path
        place.unlink()
        folders.update(takewhile(lambda above: above != staging, place.parents))
    for place in sorted(folders, reverse=True):  # what is within before what it is in
        try:
            place.rmdir()
        except OSError as error:  # to look first whether anything is left would take as long as all that is
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST) and not any(place.iterdir()):
                raise


def _holds(location: Path, data: bytes) -> bool:
    try:
        return not location.is_symlink() and location.read_bytes() == data
    except OSError:
        return False
