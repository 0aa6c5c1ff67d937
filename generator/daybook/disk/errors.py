"""Name the file in errors of system calls that know only its descriptor."""

from __future__ import annotations

import os


class naming:  # used as a verb; a generator would take as long as a small write
    """Add the path to every OSError raised in the block."""

    __slots__ = ("place",)

    def __init__(self, place: str | os.PathLike[str]) -> None:
        self.place = place

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, os.fspath(self.place)) from error
