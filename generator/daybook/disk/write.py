"""Write files: new ones, or replaced atomically by a temporary file and a rename."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from daybook.disk.errors import naming
from daybook.disk.fsync import fsync_files, fsync_folders
from daybook.disk.walk import TEMPORARY_PREFIX, Stat, stat_of
from daybook.problems import Problem, UsageError


def create_file(location: str | Path, data: bytes) -> Stat:
    """Write a new file and return its stat. Raises FileExistsError if there is one."""
    place = os.fspath(location)
    return _write(place, place, data, os.O_EXCL)


def replace_file(location: Path, data: bytes | bytearray, *, durable: bool = True) -> Stat:
    """Write or replace a file atomically and return its stat; ``durable`` adds fsync."""
    return _replace(location.parent, [(location.name, data)], durable=durable)[location.name]


def replace_files(folder: Path, texts: Iterable[tuple[str, bytes]]) -> dict[str, Stat]:
    """Write or replace files below a folder, given by path, each atomically; return their stats.

    All contents are written and fsynced before the first rename: a full disk changes nothing, and a power
    cut leaves no empty file.

    Raises UsageError if a path leads through a link.
    """
    given = list(texts)
    refuse_links(folder, (path for path, _ in given))
    return _replace(folder, given, durable=True)


def remove_temporary(folder: Path, paths: Iterable[str]) -> list[str]:
    """Remove the temporary files of killed processes among ``paths`` below a folder; return their paths."""
    left = [path for path in paths if path.rpartition("/")[2].startswith(TEMPORARY_PREFIX)]
    for path in left:
        if not (folder / path).is_dir():
            (folder / path).unlink(missing_ok=True)
    return left


def write_temporary(
    folder: Path, texts: Iterable[tuple[str, bytes | bytearray]], *, durable: bool = True
) -> dict[str, tuple[str, Stat]]:
    """Write new contents beside files; return the temporary path and the stat of each, by path."""
    root = os.fspath(folder)
    written: dict[str, tuple[str, Stat]] = {}
    with discarding(folder, written):
        for path, data in texts:
            new = _temporary(path)
            written[path] = new, (0, 0, 0)
            written[path] = new, _write(f"{root}/{new}", f"{root}/{path}", data, os.O_TRUNC)
        if durable:
            fsync_files([f"{root}/{new}" for new, _ in written.values()])
    return written


@contextmanager
def discarding(folder: Path, written: Mapping[str, tuple[str, Stat]]) -> Iterator[None]:
    """Remove what `write_temporary` wrote if the block raises."""
    try:
        yield
    except BaseException:
        for new, _ in written.values():
            (folder / new).unlink(missing_ok=True)
        raise


def rename_files(folder: Path, renames: Mapping[str, str], *, durable: bool = True) -> None:
    """Rename files below a folder; one that is not there was renamed before."""
    root = os.fspath(folder)
    for new, path in renames.items():
        with suppress(FileNotFoundError):
            os.replace(f"{root}/{new}", f"{root}/{path}")  # noqa: PTH105
    if durable:
        folders = {path.rpartition("/")[0] for path in renames.values()}
        fsync_folders(folder / above for above in sorted(folders))


def refuse_links(folder: Path, paths: Iterable[str]) -> None:
    """Raise UsageError if a path below a folder leads through a link."""
    folders = {PurePosixPath(name) for name in {path.rpartition("/")[0] for path in paths}}
    above = folders.union(*(name.parents for name in folders))
    places = (folder / parent for parent in sorted(above) if parent.name)
    links = [place.as_posix() for place in places if place.is_symlink()]
    if links:
        remedy = "put the folder itself here"
        raise UsageError([Problem(place, 0, "is a link, which is not followed", remedy) for place in links])


def _replace(
    folder: Path, texts: Iterable[tuple[str, bytes | bytearray]], *, durable: bool
) -> dict[str, Stat]:
    written = write_temporary(folder, texts, durable=durable)
    with discarding(folder, written):
        rename_files(folder, {new: path for path, (new, _) in written.items()}, durable=durable)
    return {path: stat for path, (_, stat) in written.items()}


def _temporary(path: str) -> str:
    """Return a temporary path that no other process uses, beside a path that has slashes on every system."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{TEMPORARY_PREFIX}{os.getpid()}-{name}"


def _write(place: str, shown_as: str, data: bytes | bytearray, flags: int) -> Stat:
    """Write a file by system calls: a file object takes as long again, and thousands are written in a row."""
    flags |= os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
    with naming(shown_as):
        try:
            descriptor = os.open(place, flags, 0o666)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
            descriptor = os.open(place, flags, 0o666)
        try:
            rest = memoryview(data)
            while rest:  # a system may write a part
                rest = rest[os.write(descriptor, rest) :]
            return stat_of(os.fstat(descriptor))
        finally:
            os.close(descriptor)
