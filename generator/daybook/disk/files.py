"""Files of people read, and files of content written: one of the two places that touch the disk.

Reading never follows a link and takes nothing but ordinary files; names that begin with a dot are passed
over. Writing replaces a file in one step, so that nobody ever finds half of one.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from daybook.disk.fsync import naming, settle, settle_names, write_all
from daybook.problems import Problem, UsageError

_TEMPORARY = ".daybook-"
"""Start of the name of a file while it is written; what a killed run leaves is found by it."""


_PIECE = 1 << 20
"""Bytes read at once of a file that grew since it was looked at."""

Stat = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode: another file has another."""


def stat_of(status: os.stat_result) -> Stat:
    """What tells a file from another."""
    return status.st_size, status.st_mtime_ns, status.st_ino


def look(entry: os.DirEntry[str]) -> Stat | None:
    """What tells a file (or a link) from another; None where it is gone since its folder was listed."""
    try:
        return stat_of(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return None


class Found(Struct, frozen=True):
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


def is_text(name: str) -> bool:
    """Whether a name is in UTF-8; the bytes of others are passed on as lone surrogates (PEP 383)."""
    return name.isascii() or name == name.encode("utf-8", "replace").decode("utf-8")


def find(
    folder: Path, shown_as: str | None = None, *, any_name: bool = False
) -> tuple[list[Found], list[Problem]]:
    """List all ordinary files below a folder in the order of their paths; what is not one is a problem.

    So is one whose name is not UTF-8, which could not be written down, unless it may have ``any_name``.
    A folder that is not there has no files. ``shown_as`` names the folder in messages.
    """
    label = folder.as_posix() if shown_as is None else shown_as
    return _told_apart(((*each, look(each[1])) for each in walk(folder)), label, any_name)


def find_with_states(folder: Path) -> tuple[list[Found], list[Problem], dict[str, Stat]]:
    """`find`, and of the same moment `states`."""
    listed = [(*each, look(each[1])) for each in walk(folder, left=True)]
    ours = (each for each in listed if not each[1].name.startswith(_TEMPORARY))
    found, problems = _told_apart(ours, folder.as_posix(), any_name=False)
    return found, problems, {path: state for path, _, state in listed if state}


def states(folder: Path, *, hidden: bool = False) -> dict[str, Stat]:
    """The state of every file below a folder (links among them), by its path; none where there is no folder.

    Of ``hidden`` ones, as `walk` has them, what a killed run left is there always: it is to be cleared up.
    """
    return {path: state for path, entry in walk(folder, hidden=hidden, left=True) if (state := look(entry))}


def _told_apart(
    listed: Iterable[tuple[str, os.DirEntry[str], Stat | None]], label: str, any_name: bool
) -> tuple[list[Found], list[Problem]]:
    found: list[Found] = []
    problems: list[Problem] = []
    for path, entry, state in listed:
        place = f"{label}/{path}" if label else path
        if entry.is_symlink():
            problems.append(Problem(place, 0, "is a link, which is not followed", "put the file itself here"))
        elif state is None:
            continue
        elif not (any_name or is_text(path)):
            told = place.encode("utf-8", "backslashreplace").decode("utf-8")
            problems.append(Problem(told, 0, "has a name that is not UTF-8", "rename it"))
        elif entry.is_file(follow_symlinks=False):
            found.append(Found(path, entry.path, state))
        else:
            problems.append(Problem(place, 0, "is not an ordinary file", "remove it"))
    found.sort(key=lambda file: file.path)
    return found, problems


def walk(root: Path, *, hidden: bool = False, left: bool = False) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below ``root`` (links among them) by its path, in no order; none where there is no folder.

    ``hidden`` ones have a name, or are in a folder, that begins with a dot; of these, some are what killed
    runs ``left``.
    """
    pending = [(str(root), "")]
    while pending:
        here, start = pending.pop()
        try:
            entries = os.scandir(here)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                is_folder = entry.is_dir(follow_symlinks=False)
                is_hidden = entry.name.startswith(".") and not hidden
                if is_hidden and (is_folder or not (left and entry.name.startswith(_TEMPORARY))):
                    continue
                if is_folder:
                    pending.append((entry.path, f"{start}{entry.name}/"))
                else:
                    yield start + entry.name, entry


def read(location: str | Path) -> bytes:
    """Read an ordinary file. Raises OSError; a link or a device in its place is one too."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(location, flags | getattr(os, "O_BINARY", 0))
    try:
        with naming(location):
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "not an ordinary file")
            data = os.read(descriptor, status.st_size + 1)
            while more := os.read(descriptor, _PIECE):
                data += more
            return data
    finally:
        os.close(descriptor)


def replace(location: Path, data: bytes, *, lasting: bool = True) -> Stat:
    """Write a file in one step: whoever reads it finds the old bytes or the new ones. Gives its state.

    A ``lasting`` one is on the disk when this returns.
    """
    return _replace([(os.fspath(location), data)], lasting=lasting)[0]


def replace_all(folder: Path, texts: Iterable[tuple[str, bytes]]) -> dict[str, Stat]:
    """Write files below a folder, by their path, in this order and each in one step. Gives their states.

    All are written out before the first is put in its place: a disk that is full then changes nothing. And
    they are on the disk by then, so that after a power cut no name leads to an empty file.

    Raises UsageError where the way to one leads through a link: what is there was not read.
    """
    given = list(texts)
    _refuse_links(folder, (path for path, _ in given))
    root = os.fspath(folder)
    states = _replace([(f"{root}/{path}", data) for path, data in given], lasting=True)
    return {path: state for (path, _), state in zip(given, states, strict=True)}


def _refuse_links(folder: Path, paths: Iterable[str]) -> None:
    folders = {PurePosixPath(name) for name in {path.rpartition("/")[0] for path in paths}}
    above = folders.union(*(name.parents for name in folders))
    places = (folder / parent for parent in sorted(above) if parent.name)
    links = [place.as_posix() for place in places if place.is_symlink()]
    if links:
        remedy = "put the folder itself here"
        raise UsageError([Problem(place, 0, "is a link, which is not followed", remedy) for place in links])


def _replace(located: Sequence[tuple[str, bytes]], *, lasting: bool) -> list[Stat]:
    temporary = [_temporary(location) for location, _ in located]
    try:
        states = [
            _write_out(place, location, data)
            for place, (location, data) in zip(temporary, located, strict=True)
        ]
        if lasting:
            settle(temporary)
        for place, (location, _) in zip(temporary, located, strict=True):
            os.replace(place, location)  # noqa: PTH105
        if lasting:
            folders = dict.fromkeys(os.path.dirname(location) for location, _ in located)  # noqa: PTH120
            settle_names(map(Path, folders))
    except BaseException:
        for place in temporary:
            Path(place).unlink(missing_ok=True)
        raise
    return states


def _temporary(location: str) -> str:
    """Another for each process: two that write one file must not write into the same."""
    folder, name = os.path.split(location)  # os, not pathlib: thousands of files are written in a row
    return os.path.join(folder, f"{_TEMPORARY}{os.getpid()}-{name}")  # noqa: PTH118


def _write_out(temporary: str, location: str, data: bytes) -> Stat:
    with naming(location):
        descriptor = _open_new(temporary)
        try:
            write_all(descriptor, data)
            return stat_of(os.fstat(descriptor))
        finally:
            os.close(descriptor)


def _open_new(place: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.open(place, flags, 0o666)
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        return os.open(place, flags, 0o666)


def sweep(folder: Path, paths: Iterable[str]) -> list[str]:
    """Remove, of the files at ``paths`` below a folder, what a killed run left while it wrote them."""
    left = [path for path in paths if path.rpartition("/")[2].startswith(_TEMPORARY)]
    for path in left:
        if not (folder / path).is_dir():
            (folder / path).unlink(missing_ok=True)
    return left
