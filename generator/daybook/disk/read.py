"""Read a file."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from daybook.disk.errors import naming

_CHUNK = 1 << 20
"""Bytes per read of a file that grew after its size was taken."""


def read_file(location: str | Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError, also for a link, a device or a folder."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(location, flags | getattr(os, "O_BINARY", 0))
    try:
        with naming(location):
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "not an ordinary file")
            data = os.read(descriptor, status.st_size + 1)
            while more := os.read(descriptor, _CHUNK):
                data += more
            return data
    finally:
        os.close(descriptor)
