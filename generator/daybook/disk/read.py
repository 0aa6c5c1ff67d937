"""Read a file."""

import errno
import os
import stat
from pathlib import Path

from daybook.disk.errors import naming


def file_size(location: Path) -> int:
    """Return the size of a file in bytes, 0 if it is missing."""
    try:
        return location.stat().st_size
    except FileNotFoundError:
        return 0


def read_file(location: str | Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError, also for a link, a device or a folder."""
    with naming(location), open(location, "rb", buffering=0, opener=_open) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file")
        return file.read()


def read_if_there(location: Path) -> bytes:
    """Return the bytes of a regular file; none if there is nothing."""
    return read_file(location) if location.exists() else b""


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
