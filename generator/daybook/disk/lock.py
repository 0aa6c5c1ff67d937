"""One process at a time for each folder: a lock that goes with the process that holds it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from daybook.problems import Problem, UsageError

_PATIENCE = 60.0
"""Seconds to wait for another build."""

if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: IO[bytes]) -> None:
        """Closing it does."""
else:
    import fcntl

    def _try(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(file: IO[bytes]) -> None:
        """Closing it would not do while a process that was forked meanwhile has it open (flock(2))."""
        with suppress(OSError, MemoryError):  # it is closed all the same
            fcntl.flock(file, fcntl.LOCK_UN)


def work_folder(folder: Path) -> Path:
    """Where Daybook keeps what it needs to work on a folder: beside it, on the same file system."""
    place = folder.resolve()
    return place.parent / f".{place.name}.daybook"


@contextmanager
def locked(path: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock at ``path``, waiting for another holder. Raises UsageError where it does not let go."""
    with path.open("ab") as file:
        start = time.monotonic()
        while not _try(file):
            if time.monotonic() - start > patience:
                what = f"another build has held the lock for over {patience:.0f} seconds"
                raise UsageError([Problem(str(path), 0, what, "wait for it to end")])
            time.sleep(0.05)
        try:
            yield
        finally:
            _let_go(file)


@contextmanager
def content_lock(content_dir: Path) -> Iterator[Path]:
    """Hold the lock of a content folder while files of it are written; gives its `work_folder`.

    Raises UsageError as `locked` does.
    """
    work = work_folder(content_dir)
    work.mkdir(parents=True, exist_ok=True)
    with locked(work / "lock"):
        yield work
