"""Folders of files: surveyed, written with fixed modes, linked, swapped and removed."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from daybook.disk.files import Stat, stat_of, states, walk
from daybook.disk.fsync import naming, write_all

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def survey(root: Path) -> dict[str, Stat]:
    """Every file below ``root`` (links among them) by its path; none where there is no folder."""
    return states(root, hidden=True)


def inodes(root: Path) -> dict[str, int]:
    """Every file below ``root`` as `survey`, by its path, with its inode: without a look at the files."""
    return {path: entry.inode() for path, entry in walk(root, hidden=True)}


@contextmanager
def plain_modes() -> Iterator[None]:
    """Make files readable for all and writable for their owner meanwhile, whatever the umask.

    A umask costs nothing; setting the mode of each file took four times as long as writing it.
    """
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def folder(place: str | Path) -> None:
    """Make a folder and those above it."""
    try:
        os.mkdir(place)  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        folder(os.path.dirname(place))  # noqa: PTH120
        with suppress(FileExistsError):
            os.mkdir(place)  # noqa: PTH102


def write(place: str | Path, data: bytes) -> Stat:
    """Write a new file. Raises FileExistsError where there is one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(place, flags, 0o644)
    except FileNotFoundError:
        folder(os.path.dirname(place))  # noqa: PTH120
        descriptor = os.open(place, flags, 0o644)
    try:
        with naming(place):
            write_all(descriptor, data)
            return stat_of(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def link(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the file system has no such thing."""
    folder(target.parent)
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux, renameat2(2)); gives whether the system can."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def remove(place: Path) -> None:
    """Remove a folder and all in it; never what a link points at."""
    if place.is_dir() and not place.is_symlink():
        with naming(place):
            shutil.rmtree(place)
