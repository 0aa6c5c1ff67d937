"""List the files of a directory tree with their stat, without following links."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from daybook.problems import Problem

TEMPORARY_PREFIX = ".daybook-"
"""Of the names of files that are being written: a killed process can leave them behind."""

Stat = tuple[int, int, int]
"""Size in bytes, modification time in nanoseconds, inode: compared to detect a changed file."""


class FoundFile(Struct, frozen=True):
    """A regular file below a folder."""

    path: str
    """Relative to the folder, with slashes."""
    location: str
    """The file's path on the disk."""
    stat: Stat

    @property
    def size(self) -> int:
        """The size in bytes."""
        return self.stat[0]


def stat_of(status: os.stat_result) -> Stat:
    """Return the fields of a stat result that are compared."""
    return status.st_size, status.st_mtime_ns, status.st_ino


def stat_files(folder: Path, *, hidden: bool = False) -> dict[str, Stat]:
    """Return the stat of every file and link below a folder, by path.

    The result is empty if the folder is missing. Temporary files are included, even without ``hidden``, so
    that they can be removed.
    """
    listed = walk(folder, hidden=hidden, temporary=True)
    return {path: stat for path, entry in listed if (stat := _stat_entry(entry))}


def inodes(folder: Path) -> dict[str, int]:
    """Return the inode of every file and link below a folder, by path, from the directory entries alone."""
    return {path: entry.inode() for path, entry in walk(folder, hidden=True)}


def find_files(
    folder: Path, *, any_name: bool = False, hidden: bool = False
) -> tuple[list[FoundFile], list[Problem]]:
    """List the regular files below a folder, sorted by path; anything else is a problem.

    A name that is not UTF-8 is a problem too, unless ``any_name`` is set. A missing folder has no files.
    ``hidden`` adds what begins with a dot.
    """
    listed = ((*each, _stat_entry(each[1])) for each in walk(folder, hidden=hidden))
    return _classify(listed, folder.as_posix(), any_name)


def find_and_stat(folder: Path) -> tuple[list[FoundFile], list[Problem], dict[str, Stat]]:
    """Return the results of `find_files` and of `stat_files` from a single walk."""
    listed = [(*each, _stat_entry(each[1])) for each in walk(folder, temporary=True)]
    lasting = (each for each in listed if not each[1].name.startswith(TEMPORARY_PREFIX))
    found, problems = _classify(lasting, folder.as_posix(), any_name=False)
    return found, problems, {path: stat for path, _, stat in listed if stat}


def _classify(
    listed: Iterable[tuple[str, os.DirEntry[str], Stat | None]], label: str, any_name: bool
) -> tuple[list[FoundFile], list[Problem]]:
    found: list[FoundFile] = []
    problems: list[Problem] = []
    for path, entry, stat in listed:
        place = f"{label}/{path}"
        if entry.is_symlink():
            problems.append(Problem(place, 0, "is a link, which is not followed", "put the file itself here"))
        elif stat is None:
            continue
        elif not (any_name or _is_utf8(path)):
            shown = place.encode("utf-8", "backslashreplace").decode("utf-8")
            problems.append(Problem(shown, 0, "has a name that is not UTF-8", "rename it"))
        elif entry.is_file(follow_symlinks=False):
            found.append(FoundFile(path, entry.path, stat))
        else:
            problems.append(Problem(place, 0, "is not an ordinary file", "remove it"))
    found.sort(key=lambda file: file.path)
    return found, problems


def _is_utf8(name: str) -> bool:
    """Return whether a name is UTF-8; other bytes are lone surrogates in it (PEP 383)."""
    return name.isascii() or name == name.encode("utf-8", "replace").decode("utf-8")


def _stat_entry(entry: os.DirEntry[str]) -> Stat | None:
    """Return the stat of a file or link; None if it was removed after its folder was listed."""
    try:
        return stat_of(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return None


def walk(
    root: Path, *, hidden: bool = False, temporary: bool = False
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every file and link below ``root`` with its path, unsorted; nothing if ``root`` is missing.

    Files and folders whose names begin with a dot are skipped, unless ``hidden`` is set; with ``temporary``,
    files with `TEMPORARY_PREFIX` are not skipped.
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
                is_skipped = entry.name.startswith(".") and not hidden
                if is_skipped and (is_folder or not (temporary and entry.name.startswith(TEMPORARY_PREFIX))):
                    continue
                if is_folder:
                    pending.append((entry.path, f"{start}{entry.name}/"))
                else:
                    yield start + entry.name, entry
