"""Exchange and remove folders; link files."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daybook.disk.errors import naming

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def fixed_umask() -> Iterator[None]:
    """Create files with mode 644 and folders with 755 in the block, with any umask of the user.

    The umask costs nothing; chmod on each file takes four times as long as writing it.
    """
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def link_file(source: str, target: str) -> None:
    """Hard-link a file; copy it if the file system has no hard links."""
    os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120  # as in `write`: for thousands
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically (Linux, renameat2(2)); return False if the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def remove_folder(place: Path) -> None:
    """Remove a folder with its contents if it exists; never follow a link."""
    if place.is_dir() and not place.is_symlink():
        with naming(place):
            shutil.rmtree(place)
