"""The site's files onto the disk, all or nothing: built beside the old site, then swapped in.

    site/                    the published site; `.daybook-files` in it lists what is ours (sha256sum's form)
    .site.daybook/lock       held while a build writes; it goes with the process
    .site.daybook/changed/   files of the new site that the old one does not have as they are
    .site.daybook/next/      the new site, put together when all its files are made
    .site.daybook/previous/  the site before this one
    .site.daybook/outputs    what each file was made from, for the next build

Files whose bytes did not change are the old ones, linked. Files that are not ours stay where they are. A
process killed at any moment leaves the old site or the new one; the next run clears up what it left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator import cache
from generator.budget import Budget, measure
from generator.files import Stat
from generator.listing import MARKER, read_listing
from generator.lock import locked, work_folder
from generator.problems import InputError, Problem, UsageError
from generator.tree import exchange, folder, link, plain_modes, remove, survey, write

_OWN_NAMES = (".gitkeep", ".gitignore")
"""What git needs to keep an empty folder: no reason to refuse it."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the site."""

    budget: Budget
    pages: int
    written: int
    """Pages; other files come and go with them."""
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site, and what it was made from."""

    key: bytes
    """Of its inputs; empty where they are not remembered."""
    sha256: str
    size: int
    stat: Stat


@dataclass(frozen=True, slots=True)
class _Outputs:
    """Kept for the next build."""

    outputs: dict[str, Output]
    spare: str
    """SHA-256 of the listing of ``previous``, if the next build may make its site of that folder."""


@dataclass(slots=True)
class Publication:
    """A site being made: every file is put once, then all is published at once."""

    output: Path
    work: Path
    known: dict[str, Output]
    """Files of the old site that are as the last build left them."""
    spare: str
    present: dict[str, Stat]
    """All files of the old site."""
    listed: dict[str, str]
    """The old site's own files, with their SHA-256."""
    foreign: frozenset[str]
    """Files in its folder that are not ours."""
    made: dict[str, Output] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    folded: dict[str, str] = field(default_factory=dict)

    def has(self, path: str, key: bytes) -> bool:
        """Whether the old site has this file, made from the same inputs."""
        return path in self.known and bool(key) and self.known[path].key == key

    def keep(self, path: str) -> None:
        """Put a file that the old site `has`."""
        self._claim(path)
        self.made[path] = self.known[path]

    def put(self, path: str, data: bytes, key: bytes = b"") -> None:
        """Put a file. Raises InputError where its address is taken, UsageError where a foreign file is."""
        self._claim(path)
        sha256 = hashlib.sha256(data).hexdigest()
        old = self.known.get(path)
        if old and old.sha256 == sha256:
            self.made[path] = Output(key, sha256, old.size, old.stat)
        elif not old and self.listed.get(path) == sha256 and _holds(self.output / path, data):
            self.made[path] = Output(key, sha256, len(data), self.present[path])
        else:
            self.made[path] = Output(key, sha256, len(data), write(self.work / "changed" / path, data))
            self.changed.add(path)

    def _claim(self, path: str) -> None:
        if (other := self.folded.setdefault(path.lower(), path)) != path or path in self.made:
            what = f"two pages for one address: {other} and {path}"
            raise InputError([Problem(path, 0, what, "rename one of the two")])
        if self.foreign and (taken := self.foreign.intersection(_prefixes(path))):
            place = str(self.output / min(taken))
            remedy = "move it away, or name another --output-dir"
            raise UsageError([Problem(place, 0, "a file that is not ours is in the way", remedy)])

    def publish(self) -> Published:
        """Swap the new site in, where it differs from the old one."""
        removed = self.listed.keys() - self.made.keys()
        spare = self.spare
        if self.changed or removed or not self.listed:
            spare = self._release()
        cache.save(self.work / "outputs", _Outputs(self.made, spare))
        pages = {path for path in self.made if path.endswith(".html")}
        return Published(
            budget=measure({path: output.size for path, output in self.made.items()}),
            pages=len(pages),
            written=len(pages & self.changed),
            unchanged=len(pages - self.changed),
            removed=sum(path.endswith(".html") for path in removed),
        )

    def _release(self) -> str:
        """Put the new site together and swap it in; gives what of the old one may be used again."""
        before = self.output / MARKER
        whole = before.is_file() and not self.foreign
        spare = hashlib.sha256(before.read_bytes()).hexdigest() if whole else ""
        staging, previous = self.work / "next", self.work / "previous"
        if self._spare_is_whole(previous) and len(self.changed) * 2 < len(self.made):
            previous.rename(staging)
            self._patch(staging)
        else:
            folder(self.work / "changed")
            (self.work / "changed").rename(staging)
            for path in self.made.keys() - self.changed:
                link(self.output / path, staging / path)
        for path in self.foreign:
            link(self.output / path, staging / path)
        listing = "".join(f"{self.made[path].sha256}  {path}\n" for path in sorted(self.made))
        (staging / MARKER).unlink(missing_ok=True)
        write(staging / MARKER, listing.encode("ascii"))
        _swap(self.output, staging, previous)
        return spare

    def _spare_is_whole(self, previous: Path) -> bool:
        try:
            return (
                bool(self.spare)
                and hashlib.sha256((previous / MARKER).read_bytes()).hexdigest() == self.spare
            )
        except OSError:
            return False

    def _patch(self, staging: Path) -> None:
        """Make the new site of the one before the old: only what differs between the two is touched."""
        there = read_listing(staging)
        for path in there.keys() - self.made.keys():
            place = staging / path
            place.unlink(missing_ok=True)
            while (place := place.parent) != staging and not any(place.iterdir()):
                place.rmdir()
        for path, output in self.made.items():
            if path in self.changed:
                folder((staging / path).parent)
                (self.work / "changed" / path).replace(staging / path)
            elif there.get(path) != output.sha256:
                (staging / path).unlink(missing_ok=True)
                link(self.output / path, staging / path)


@contextmanager
def publication(output: Path, *, anew: bool = False) -> Iterator[Publication]:
    """Open a folder to publish a site in; nothing of it changes before `Publication.publish`.

    With ``anew``, nothing of an earlier build is used. Raises UsageError where the folder is not ours or
    another build does not end.
    """
    _refuse(output)
    output = output.resolve()
    work = work_folder(output)
    work.mkdir(parents=True, exist_ok=True)
    with locked(work / "lock"), plain_modes():
        _recover(output, work)
        _refuse(output)
        try:
            yield _open(output, work, anew)
        finally:
            remove(work / "changed")
            remove(work / "next")


def rollback(output: Path) -> None:
    """Put the site before this one back; this one becomes the one before. Raises UsageError without one."""
    _refuse(output)
    work = work_folder(output)
    previous = work / "previous"
    there = survey(previous)
    if MARKER not in there or not read_listing(previous).keys() <= there.keys():
        what = "there is no whole site before this one"
        remedy = "build it from an earlier state of its content"
        raise UsageError([Problem(str(output), 0, what, remedy)])
    with locked(work / "lock"):
        remove(work / "next")
        if not exchange(previous, output):
            previous.rename(work / "next")
            _swap(output, work / "next", previous)


def _open(output: Path, work: Path, anew: bool) -> Publication:
    present = survey(output)
    listed = read_listing(output)
    foreign = frozenset(present.keys() - listed.keys() - {MARKER})
    remembered = None if anew else cache.load(work / "outputs", _Outputs)
    if remembered is None:
        usable = dict.fromkeys(listed, "") if anew else listed
        return Publication(output, work, {}, "", present, usable, foreign)
    known = {
        path: item
        for path, item in remembered.outputs.items()
        if listed.get(path) == item.sha256 and present.get(path) == item.stat
    }
    return Publication(output, work, known, remembered.spare, present, listed, foreign)


def site_is_as_built(output: Path) -> bool:
    """Whether each file of the site is the one that the last build left, by size, time and inode."""
    remembered = cache.load(work_folder(output) / "outputs", _Outputs)
    if remembered is None or not remembered.outputs:
        return False
    present = survey(output)
    return MARKER in present and all(
        present.get(path) == item.stat for path, item in remembered.outputs.items()
    )


def _prefixes(path: str) -> list[str]:
    """A path and the folders above it: in the place of none of them may be a foreign file."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _holds(location: Path, data: bytes) -> bool:
    try:
        return not location.is_symlink() and location.read_bytes() == data
    except OSError:
        return False


def _refuse(output: Path) -> None:
    """Refuse a folder that holds somebody else's files: everything in it would be at risk."""
    remedy = "name an empty or a new folder with --output-dir"
    if output.is_symlink():
        raise UsageError([Problem(str(output), 0, "the output folder is a link", remedy)])
    if not output.exists():
        return
    if not output.is_dir():
        raise UsageError([Problem(str(output), 0, "the output folder is a file", remedy)])
    if (output / MARKER).is_file():
        return
    strange = sorted(entry.name for entry in output.iterdir() if entry.name not in _OWN_NAMES)
    if strange:
        what = f"the output folder is not Daybook's: it holds {strange[0]}"
        raise UsageError([Problem(str(output), 0, what, remedy)])


def _recover(output: Path, work: Path) -> None:
    """Clear up after a run that was killed; if it died between two renames, the old site comes back."""
    if not output.exists() and (work / "previous" / MARKER).is_file():
        (work / "previous").rename(output)
    for name in ("changed", "next", "gone"):
        remove(work / name)


def _swap(output: Path, staging: Path, previous: Path) -> None:
    """Put ``staging`` in the place of ``output``, which becomes ``previous``.

    The site before leaves its place in one step too: half removed, it would pass for a whole one.
    """
    if not output.exists():
        staging.rename(output)
        return
    gone = previous.with_name("gone")
    if previous.exists():
        previous.rename(gone)
    if exchange(staging, output):
        staging.rename(previous)
    else:
        output.rename(previous)
        staging.rename(output)
    remove(gone)
