"""The cache of the last site's files, with their cache keys and stats."""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.disk import cache
from daybook.disk.lock import work_folder
from daybook.disk.read import read_file
from daybook.disk.walk import Stat, inodes, stat_files, stat_of
from daybook.site.inventory import MARKER, read_listing
from daybook.site.swap import TRANSIENT

_SECOND = 10**9
"""Nanoseconds by which the age of a file may differ that was unpacked."""


class Output(Struct, frozen=True, array_like=True):
    """A file of the site."""

    key: bytes
    """The cache key of its inputs; empty if it has none."""
    sha256: str
    stat: Stat


class _Outputs(Struct, frozen=True):
    files: Mapping[str, Output]
    listing: Stat


class LastSite(Struct, frozen=True):
    """The last build's site, compared with the files that are in the output folder now."""

    outputs: Mapping[str, Output]
    """Its files that are unchanged since."""
    present: dict[str, Stat]
    """All other files in the output folder."""
    listed: dict[str, str]
    """The SHA-256 of each file by path."""
    foreign: frozenset[str]
    """Files in the output folder that are not listed."""
    shared: frozenset[str] = frozenset()
    """Its unchanged files that the site before it has too, as the same file on the disk."""
    outdated: frozenset[str] = frozenset()
    """All other files of the site before it."""


def load_last_site(output: Path, work: Path, *, clean: bool) -> LastSite:
    """Compare the output folder with the cache; if ``clean``, no file of it counts as unchanged."""
    present = stat_files(output, hidden=True)
    saved = None if clean else cache.load(work / "outputs", _Outputs)
    if saved and saved.listing == present.get(MARKER):  # the listing is that of the cache
        listed = {path: item.sha256 for path, item in saved.files.items()}
    else:
        listed = read_listing(output)
    foreign = frozenset(present.keys() - listed.keys() - {MARKER})
    if saved is None:
        return LastSite({}, present, dict.fromkeys(listed, "") if clean else listed, foreign)
    unchanged = {
        path: item if present[path] == item.stat else replace(item, stat=present[path])
        for path, item in saved.files.items()
        if path in present
        and listed.get(path) == item.sha256
        and (present[path] == item.stat or _is_copy(output / path, item, present[path]))
    }
    before = inodes(work / "previous")
    shared = frozenset(path for path, item in unchanged.items() if before.get(path) == item.stat[2])
    others = {path: stat for path, stat in present.items() if path not in unchanged}
    return LastSite(unchanged, others, listed, foreign, shared, frozenset(before.keys() - shared))


def _is_copy(place: Path, item: Output, found: Stat) -> bool:
    """Return whether a file is another with the same bytes: sites are copied, and unpacked from archives.

    Only a file of the same size and age is read, so that one that was changed costs nothing.
    """
    (size, when, inode), (now_size, now_when, now_inode) = item.stat, found
    is_alike = size == now_size and abs(now_when - when) < _SECOND and inode != now_inode
    if not is_alike or place.is_symlink():
        return False
    with suppress(OSError):
        return hashlib.sha256(read_file(place)).hexdigest() == item.sha256
    return False


def save_outputs(work: Path, files: Mapping[str, Output], listing: Stat) -> None:
    """Save the files of a site and the stat of its listing for the next build."""
    cache.save(work / "outputs", _Outputs(files, listing))


def site_is_unchanged(output: Path, release: bytes) -> bool:
    """Return whether the listing's SHA-256 is ``release``, and each file's stat is that of the last build.

    False if a killed process left files that `recover` removes.
    """
    work = work_folder(output)
    saved = cache.load(work / "outputs", _Outputs)
    if saved is None or not saved.files or any((work / name).exists() for name in TRANSIENT):
        return False
    start = f"{output}/"  # asked one by one, known files take a third of the time of a walk through folders
    with suppress(OSError):
        return (
            stat_of(os.lstat(start + MARKER)) == saved.listing
            and hashlib.sha256(read_file(output / MARKER)).digest() == release
            and all(stat_of(os.lstat(start + path)) == item.stat for path, item in saved.files.items())
        )
    return False
