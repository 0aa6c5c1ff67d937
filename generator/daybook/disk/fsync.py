"""What was written brought to the disk, where it outlives a power cut; and errors that name their file.

Replacing a file or swapping a folder is one step for whoever looks on, but a disk may keep the new name and
not yet have what stands under it. So what must not be empty afterwards is settled before it gets its name.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

_FEW = 64
"""Files that are brought to the disk one by one; for more, the whole file system is."""


class naming:  # read as a verb; a generator would take as long as a small write
    """Have errors say which file they are of: those of reading and writing an open file do not."""

    __slots__ = ("place",)

    def __init__(self, place: str | os.PathLike[str]) -> None:
        self.place = place

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, os.fspath(self.place)) from error


def write_all(descriptor: int, data: bytes) -> None:
    """Write to an open file; thousands are written in a row, and a file object takes as long as the disk."""
    written = os.write(descriptor, data)
    while written < len(data):
        written += os.write(descriptor, data[written:])


def settle(places: Sequence[str]) -> None:
    """Have files of one file system on the disk, so that no power cut can empty them.

    Measured on ext4: 0.35 ms a file one by one, 0.2 s for the whole file system with 10,000 new ones in it.
    """
    if len(places) > _FEW and _sync_all(Path(places[0]).parent):
        return
    for place in places:
        descriptor = os.open(place, os.O_RDWR)  # Windows wants to write
        try:
            with naming(place):
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def settle_names(folders: Iterable[Path]) -> None:
    """Have the names in folders on the disk, where a system can be asked for it."""
    if sys.platform == "win32":
        return
    for place in folders:
        descriptor = os.open(place, os.O_RDONLY)
        try:
            with naming(place):
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sync_all(place: Path) -> bool:
    """Have all of a file system on the disk (Linux, syncfs(2)); gives whether the system can."""
    sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if sync is None:
        return False
    descriptor = os.open(place, os.O_RDONLY)
    try:
        if sync(descriptor):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(place))
    finally:
        os.close(descriptor)
    return True
