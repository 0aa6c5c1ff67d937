"""Files of people read, and files of content written: one of the two places that touch the disk.

Reading never follows a link and takes nothing but ordinary files; names that begin with a dot are passed
over. Writing replaces a file in one step, so that nobody ever finds half of one.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from generator.problems import Problem

_TEMPORARY = ".daybook-"
"""Start of the name of a file while it is written; what a killed run leaves is found by it."""


Stat = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode: another file has another."""


def stat_of(status: os.stat_result) -> Stat:
    """What tells a file from another."""
    return status.st_size, status.st_mtime_ns, status.st_ino


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a folder."""

    path: str
    """Relative to the folder, with slashes."""
    place: str
    stat: Stat

    @property
    def location(self) -> Path:
        """Where it is."""
        return Path(self.place)

    @property
    def size(self) -> int:
        """In bytes."""
        return self.stat[0]


def find(folder: Path, shown_as: str | None = None) -> tuple[list[Found], list[Problem]]:
    """List all ordinary files below a folder in the order of their paths; what is not one is a problem.

    A folder that is not there has no files. ``shown_as`` names the folder in messages.
    """
    found: list[Found] = []
    problems: list[Problem] = []
    label = folder.as_posix() if shown_as is None else shown_as
    for path, entry in _walk(folder, ""):
        place = f"{label}/{path}" if label else path
        if entry.is_symlink():
            problems.append(Problem(place, 0, "is a link, which is not followed", "put the file itself here"))
        elif entry.is_file(follow_symlinks=False):
            found.append(Found(path, entry.path, stat_of(entry.stat(follow_symlinks=False))))
        else:
            problems.append(Problem(place, 0, "is not an ordinary file", "remove it"))
    found.sort(key=lambda file: file.path)
    return found, problems


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    pending = [(str(folder), prefix)]
    while pending:
        here, start = pending.pop()
        try:
            entries = os.scandir(here)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{start}{entry.name}/"))
                else:
                    yield start + entry.name, entry


def read(location: Path) -> bytes:
    """Read an ordinary file. Raises OSError; a link or a device in its place is one too."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(location, flags | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not an ordinary file", str(location))
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def replace(location: Path, data: bytes) -> Stat:
    """Write a file in one step: whoever reads it finds the old bytes or the new ones. Gives its state."""
    folder, name = os.path.split(location)  # os, not pathlib: thousands of files are written in a row
    temporary = os.path.join(folder, f"{_TEMPORARY}{name}")  # noqa: PTH118
    try:
        with _open_new(temporary, folder) as file:
            file.write(data)
            file.flush()
            state = stat_of(os.fstat(file.fileno()))
        os.replace(temporary, location)  # noqa: PTH105
        return state
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _open_new(place: str, folder: str) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.fdopen(os.open(place, flags, 0o666), "wb")
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
        return os.fdopen(os.open(place, flags, 0o666), "wb")


def sweep(folder: Path) -> None:
    """Remove what a killed run left while it wrote below a folder."""
    for here, _, names in os.walk(folder):
        for name in names:
            if name.startswith(_TEMPORARY):
                (Path(here) / name).unlink(missing_ok=True)
