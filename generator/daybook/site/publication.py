"""Publish a site: every file is put once, then the site is replaced by all of them."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path

from msgspec import Struct

from daybook.disk.folders import fixed_umask, link_file
from daybook.disk.fsync import fsync_files
from daybook.disk.lock import locked, make_work_folder
from daybook.disk.walk import Stat
from daybook.disk.write import create_file
from daybook.problems import InputError, Problem
from daybook.site.inventory import MARKER, format_listing, prefixes, refuse_blocked, refuse_foreign
from daybook.site.limits import SiteSize, measure
from daybook.site.provenance import SiteOrigin, format_provenance
from daybook.site.remembered import LastSite, Output, load_last_site, save_outputs
from daybook.site.swap import recover, recovering, swap
from daybook.text.addresses import PROVENANCE


class Published(Struct, frozen=True):
    """The site after a build, and how many pages changed; other files are not counted."""

    size: SiteSize
    pages: int
    written: int
    unchanged: int
    removed: int
    release: bytes
    """SHA-256 of the listing, which identifies the site."""


class Publication:
    """The next site while it is made."""

    def __init__(self, output: Path, work: Path, *, clean: bool) -> None:
        self.work = work
        self._output = output
        self.load_last: Callable[[], LastSite] = partial(load_last_site, output, work, clean=clean)
        """Loads the last site; any process can call it."""
        self._wait_for_last: Callable[[], LastSite] = self.load_last
        self._files: dict[str, Output] = {}
        self._changed: set[str] = set()
        self._paths: dict[str, str] = {}
        """Every path by itself in lower case: some file systems ignore case."""

    def take_last(self, wait: Callable[[], LastSite]) -> None:
        """Take the last site from another process that loads it; ``wait`` waits for it and returns it."""
        self._wait_for_last = wait

    @cached_property
    def last(self) -> LastSite:
        """The last site, loaded at the first access at the latest."""
        return self._wait_for_last()

    def has(self, path: str, key: bytes) -> bool:
        """Return whether the last site has this file with the same cache key."""
        last = self.last.outputs
        return path in last and bool(key) and last[path].key == key

    def keep(self, path: str) -> None:
        """Put the last site's file."""
        self._claim(path)
        self._files[path] = self.last.outputs[path]

    def reuse(self, path: str, key: bytes) -> bool:
        """Put the last site's file if it has the same cache key; return whether it has."""
        is_same = self.has(path, key)
        if is_same:
            self.keep(path)
        return is_same

    def put(self, path: str, data: bytes, key: bytes = b"") -> None:
        """Put a file. Raises InputError if its path is taken, UsageError if a foreign file is in the way."""
        self._claim(path)
        sha256 = hashlib.sha256(data).hexdigest()
        last = self.last
        old = last.outputs.get(path)
        if old and old.sha256 == sha256:
            stat = old.stat
        elif not old and last.listed.get(path) == sha256 and _has_content(self._output / path, data):
            stat = last.present[path]
        else:
            stat = create_file(f"{self.work}/changed/{path}", data)
            self._changed.add(path)
        self._files[path] = Output(key, sha256, stat)

    def _claim(self, path: str) -> None:
        if (other := self._paths.setdefault(path.lower(), path)) != path or path in self._files:
            what = f"two pages for one address: {other} and {path}"
            raise InputError([Problem(path, 0, what, "rename one of the two")])
        refuse_blocked(self._output, path, self.last.foreign)

    @property
    def sizes(self) -> dict[str, int]:
        """The bytes of each file so far, by path."""
        return {path: output.stat[0] for path, output in self._files.items()}

    def put_record(self, origin: SiteOrigin) -> None:
        """Put the record of what the site was made from and of all files so far."""
        hashes = {path: output.sha256 for path, output in self._files.items()}
        self.put(PROVENANCE, format_provenance(origin, hashes))

    def publish(self) -> Published:
        """Replace the site if any file differs."""
        files, listed = self._files, self.last.listed
        removed = listed.keys() - files.keys()
        listing = format_listing({path: output.sha256 for path, output in files.items()})
        differs = self._changed or removed or not listed
        save_outputs(self.work, files, self._replace(listing) if differs else self.last.present[MARKER])
        pages = {path for path in files if path.endswith(".html")}
        return Published(
            size=measure({path: size for path, size in self.sizes.items() if not path.startswith(".")}),
            pages=len(pages),
            written=len(pages & self._changed),
            unchanged=len(pages - self._changed),
            removed=sum(path.endswith(".html") for path in removed),
            release=hashlib.sha256(listing).digest(),
        )

    def _replace(self, listing: bytes) -> Stat:
        """Put the next site together and exchange it for the last one; return the stat of its listing."""
        staging, previous = self.work / "next", self.work / "previous"
        self._stage(staging, previous)
        stat = create_file(staging / MARKER, listing)
        create_file(self.work / "listing", listing)
        fsync_files([f"{staging}/{path}" for path in (*self._changed, MARKER)])
        swap(self._output, staging, previous)
        return stat

    def _stage(self, staging: Path, previous: Path) -> None:
        last, kept = self.last, self._files.keys() - self._changed
        linked = kept & last.shared
        if len(linked) * 2 > len(self._files):
            previous.rename(staging)
            _remove_files(staging, ((last.shared - linked) | last.outdated) - self._changed)
            for path in self._changed:
                _move_file(f"{self.work}/changed/{path}", f"{staging}/{path}")
        else:
            (self.work / "changed").mkdir(exist_ok=True)
            (self.work / "changed").rename(staging)
            linked = set()
        for path in (*(kept - linked), *last.foreign):
            link_file(f"{self._output}/{path}", f"{staging}/{path}")


@contextmanager
def publication(
    output: Path, *, clean: bool = False, waiting: Callable[[], None] = lambda: None
) -> Iterator[Publication]:
    """Lock an output folder to publish a site in; the site does not change before `Publication.publish`.

    If ``clean``, no file of the last site is used. Raises UsageError if the folder is not Daybook's or if
    another build holds the lock too long.
    """
    refuse_foreign(output)
    output = output.resolve()
    work = make_work_folder(output)
    with locked(work / "lock", waiting), fixed_umask():
        recover(output, work)
        refuse_foreign(output)
        with recovering(output, work):
            yield Publication(output, work, clean=clean)


def _remove_files(root: Path, paths: Iterable[str]) -> None:
    """Remove files below a folder, and the folders that become empty."""
    folders: set[str] = set()
    for path in paths:
        os.unlink(f"{root}/{path}")  # noqa: PTH108  # not by `Path`, which would take most of the time
        folders.update(prefixes(path)[:-1])
    for folder in sorted(folders, reverse=True):  # inner folders first
        try:
            os.rmdir(f"{root}/{folder}")  # noqa: PTH106
        except OSError as error:  # to list each folder first would double the time
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST) and not any((root / folder).iterdir()):
                raise


def _move_file(source: str, target: str) -> None:
    """Move a file to where another may be, mostly an earlier version of it."""
    try:
        os.replace(source, target)  # noqa: PTH105
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        os.replace(source, target)  # noqa: PTH105


def _has_content(location: Path, data: bytes) -> bool:
    try:
        return not location.is_symlink() and location.read_bytes() == data
    except OSError:
        return False
