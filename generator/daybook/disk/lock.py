"""Locks that let one process at a time work on a folder; the system releases them if the process dies."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from daybook.problems import refusal

_TIMEOUT = 60
"""Seconds."""

if sys.platform == "win32":
    import msvcrt

    def _acquire(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        """Do nothing: closing the file releases it."""
else:
    import fcntl

    def _acquire(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        """Release it explicitly: a process forked meanwhile may still have the file open (flock(2))."""
        with suppress(OSError, MemoryError):  # the file is closed next
            fcntl.flock(file, fcntl.LOCK_UN)


def work_folder(folder: Path) -> Path:
    """Return the path of a folder's work folder, which is next to it and so on the same file system."""
    place = folder.resolve()
    return place.parent / f".{place.name}.daybook"


def make_work_folder(folder: Path) -> Path:
    """Make a folder's work folder if it is missing, with a `.gitignore` that hides it; return its path."""
    work = work_folder(folder)
    work.mkdir(parents=True, exist_ok=True)
    hidden = work / ".gitignore"
    if not hidden.exists():
        with suppress(OSError):  # the work itself needs no git
            hidden.write_text("*\n", encoding="ascii")
    return work


@contextmanager
def locked(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock file at ``path``. Raises UsageError if it is held for `_TIMEOUT` seconds.

    ``waiting`` is called again and again while another process holds it.
    """
    with path.open("ab") as file:
        start = time.monotonic()
        while not _acquire(file):
            if time.monotonic() - start > _TIMEOUT:
                what = f"another build has held the lock for over {_TIMEOUT} seconds"
                raise refusal(str(path), what, "wait for it to end")
            waiting()
            time.sleep(0.05)
        try:
            yield
        finally:
            _release(file)


@contextmanager
def held_still(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a folder while it is read, so that no build or import changes it. Raises as `locked`.

    There is nothing to hold if no command ever wrote to the folder, or if the lock file cannot be written.
    """
    lock = work_folder(folder) / "lock"
    if lock.is_file() and os.access(lock, os.W_OK):
        with locked(lock, waiting):
            yield
    else:
        yield


@contextmanager
def content_lock(content_dir: Path) -> Iterator[Path]:
    """Hold the lock of a content folder, to write files in it; return its work folder. Raises as `locked`."""
    work = make_work_folder(content_dir)
    with locked(work / "lock"):
        yield work
