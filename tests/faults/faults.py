"""Counts the requests that Daybook makes to the disk, and fails one of them.

`Shim.install` replaces Python's own functions (``os.open``, ``open``, ``os.rename`` …, reading, writing,
``flock``, the C library's ``renameat2`` and ``syncfs``); the code under test stays the same. Each call is a
request (`Point`). At the chosen one an error is raised in place of the call, or an interrupt before or after
it. Or the power is cut: files without an fsync are truncated, the worst that file systems do, and the process
is killed.
"""

from __future__ import annotations

import builtins
import ctypes
import errno
import io
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows has none, and no test runs there
    fcntl = None  # type: ignore[assignment]


def _refusal(name: str, place: str) -> OSError:
    number = getattr(errno, name)
    return OSError(number, os.strerror(number), place or None)


ERRORS: dict[str, Callable[[str], BaseException]] = {
    **{name: partial(_refusal, name) for name in ("EIO", "ENOSPC", "EACCES", "EMFILE")},
    "MemoryError": lambda _place: MemoryError(),
    "KeyboardInterrupt": lambda _place: KeyboardInterrupt(),
    "KeyboardInterrupt after": lambda _place: KeyboardInterrupt(),
    "power cut": lambda _place: KeyboardInterrupt(),
}
"""Errors by name."""

_NAMED = {
    "mkdir": "mkdir",
    "rename": "rename",
    "replace": "rename",
    "link": "link",
    "symlink": "link",
    "unlink": "unlink",
    "remove": "unlink",
    "rmdir": "unlink",
    "fsync": "fsync",
    "sync": "fsync",
    "fdatasync": "fsync",
    "truncate": "write",
    "ftruncate": "write",
    "write": "write",
    "read": "read",
    "scandir": "read",
    "listdir": "read",
    "sendfile": "write",
}
"""Functions of `os`, and their kinds."""
_PYTHON = tuple({sys.prefix, sys.base_prefix})
_C_NAMES = {"renameat2": "rename", "syncfs": "fsync"}


@dataclass(frozen=True)
class Point:
    """One request."""

    kind: str
    """``open`` (to read), ``create`` (to write), read, write, mkdir, rename, link, unlink, fsync or lock."""
    name: str
    """The function's name."""
    place: str
    target: str = ""
    """The second path, if there are two."""


class Shim:
    """Replaces the functions, counts requests, and raises ``error`` at request ``stop_at`` (from 1)."""

    def __init__(
        self,
        stop_at: int | None = None,
        error: str = "EIO",
        report: Callable[[Point], None] = lambda _point: None,
    ) -> None:
        self.count = 0
        self._stop_at, self._error, self._report = stop_at, error, report
        self._unsynced: set[int] = set()
        self._truncate = os.truncate

    def request(self, point: Point, work: Callable[[], Any], half: Callable[[], Any] | None = None) -> Any:
        """Do ``work``, or ``half`` of it and raise. Python's own files do not count."""
        if point.place.startswith(_PYTHON):
            return work()
        self.count += 1
        if self.count != self._stop_at:
            self._report(point)
            return work()
        if self._error == "power cut":
            self._cut()
        elif self._error.endswith("after"):
            work()
        elif half:
            half()
        raise ERRORS[self._error](point.place)

    def _cut(self) -> None:
        for place in Path().rglob("*"):
            if place.is_file() and place.lstat().st_ino in self._unsynced:
                self._truncate(place, 0)
        os.kill(os.getpid(), signal.SIGKILL)

    def _opened(self, kind: str, descriptor: int) -> None:
        if kind == "create":
            self._unsynced.add(os.fstat(descriptor).st_ino)

    def synced(self, descriptor: int | None) -> None:
        """Record that a file, or with None every file, is on the disk."""
        self._unsynced -= self._unsynced if descriptor is None else {os.fstat(descriptor).st_ino}

    def install(self) -> None:
        """Replace the functions in this process; nothing restores them."""
        opened = io.open
        for name, kind in _NAMED.items():
            if hasattr(os, name):
                setattr(os, name, self._function(name, kind, getattr(os, name)))
        os.open = self._os_open(os.open)

        def open_file(file: Any, mode: str = "r", *rest: Any, **words: Any) -> Any:
            def work() -> Any:
                return opened(file, mode, *rest, **words)

            if isinstance(file, int):
                return _File(self, work(), str(file))
            kind = "create" if set(mode) & set("wax+") else "open"
            made = self.request(Point(kind, "open", os.fsdecode(file)), work)
            self._opened(kind, made.fileno())
            return _File(self, made, os.fsdecode(file))

        io.open = builtins.open = open_file
        if fcntl:
            fcntl.flock = self._function("flock", "lock", fcntl.flock)
        library = ctypes.CDLL

        def load(*given: Any, **words: Any) -> Any:
            return _Library(self, library(*given, **words))

        ctypes.CDLL = load  # type: ignore[assignment, misc]

    def _function(self, name: str, kind: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def replaced(*given: Any, **words: Any) -> Any:
            places = [
                os.fsdecode(value) for value in given[:2] if isinstance(value, (str, bytes, os.PathLike))
            ]
            numbered = bool(given) and isinstance(given[0], int)
            point = Point(kind, name, *([_name(given[0], "")] if numbered else places or [""]))
            half = partial(_half, function, *given[:2]) if numbered and name == "write" else None
            done = self.request(point, lambda: function(*given, **words), half)
            if name in ("fsync", "fdatasync"):
                self.synced(given[0])
            return done

        return replaced

    def _os_open(self, function: Callable[..., int]) -> Callable[..., int]:
        def replaced(path: Any, flags: int, *rest: Any, **words: Any) -> int:
            kind = "create" if flags & (os.O_WRONLY | os.O_RDWR) else "open"
            point = Point(kind, "os.open", os.fsdecode(path))
            descriptor = int(self.request(point, lambda: function(path, flags, *rest, **words)))
            self._opened(kind, descriptor)
            return descriptor

        return replaced


class _File:
    """An open file whose reads and writes are requests."""

    def __init__(self, shim: Shim, file: Any, place: str) -> None:
        self._shim, self._file, self._place = shim, file, place

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_caught: object) -> None:
        self._file.close()

    def __iter__(self) -> Any:
        return self.read().splitlines(keepends=True).__iter__()

    def __del__(self) -> None:
        self._file.close()

    def read(self, *given: int) -> Any:
        return self._shim.request(Point("read", "read", self._path()), lambda: self._file.read(*given))

    def write(self, data: Any) -> Any:
        def half() -> None:
            self._file.write(data[: len(data) // 2])

        return self._shim.request(Point("write", "write", self._path()), lambda: self._file.write(data), half)

    def _path(self) -> str:
        try:
            return _name(self._file.fileno(), self._place)
        except ValueError:
            return self._place


def _name(descriptor: int, place: str) -> str:
    """Return the path of an open file, from the system."""
    try:
        return str(Path(f"/proc/self/fd/{descriptor}").readlink())
    except OSError:
        return place or str(descriptor)


def _half(write: Callable[[int, bytes], int], descriptor: int, data: bytes) -> None:
    """Write the first half, as on a disk that is full then."""
    write(descriptor, data[: len(data) // 2])


class _Library:
    """The C library; calls of its functions that touch the disk are requests."""

    def __init__(self, shim: Shim, library: Any) -> None:
        self._shim, self._library = shim, library

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._library, name)
        if name not in _C_NAMES:
            return function

        def replaced(*given: Any) -> Any:
            places = [os.fsdecode(value) for value in given if isinstance(value, bytes)]
            point = Point(_C_NAMES[name], name, *(places or [str(given[0])]))
            try:
                done = self._shim.request(point, lambda: function(*given))
                if name == "syncfs" and not done:
                    self._shim.synced(None)
                return done
            except OSError as error:  # C functions return an error
                ctypes.set_errno(error.errno or errno.EIO)
                return -1

        return replaced
