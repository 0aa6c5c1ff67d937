"""The site's files onto the disk, all or nothing: built beside the old site, then swapped in.

    site/                    the published site; `.daybook-files` in it lists what is ours (sha256sum's form)
    .site.daybook/lock       held while a build writes; it goes with the process
    .site.daybook/next/      the site being built
    .site.daybook/previous/  the site before this one

Files whose bytes did not change are the old ones, linked. Files that are not ours stay where they are. A
process killed at any moment leaves the old site or the new one; the next run clears up what it left.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.lock import locked
from generator.problems import InputError, Problem, UsageError

MARKER = ".daybook-files"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the site."""

    files: int
    size: int
    """Bytes of all files together."""
    written: int
    unchanged: int
    removed: int


def publish(output: Path, files: Iterable[tuple[str, bytes]], *, anew: bool = False) -> Published:
    """Make ``output`` hold exactly ``files`` (paths below it, and bytes) and what is not ours.

    Takes each file once and keeps none in memory; with ``anew``, no file of the old site is used.
    Raises UsageError where the folder is not ours or a build is running, InputError where two files
    collide, and OSError; the old site is then untouched.
    """
    _refuse(output)
    work = _work_folder(output)
    work.mkdir(parents=True, exist_ok=True)
    with locked(work / "lock"):
        _recover(output, work)
        _refuse(output)
        staging = work / "next"
        try:
            result = _stage(output, staging, files, anew)
            if result.written or result.removed or not (output / MARKER).exists():
                _swap(output, staging, work / "previous")
        finally:
            _remove(staging)
    return result


def _work_folder(output: Path) -> Path:
    return output.parent / f".{output.name}.daybook"


def _refuse(output: Path) -> None:
    """Refuse a folder that holds somebody else's files: everything in it would be at risk."""
    remedy = "name an empty or a new folder with --output-dir"
    if output.is_symlink():
        raise UsageError([Problem(str(output), 0, "the output folder is a link", remedy)])
    if not output.exists():
        return
    if not output.is_dir():
        raise UsageError([Problem(str(output), 0, "the output folder is a file", remedy)])
    if (output / MARKER).is_file():
        return
    strange = sorted(entry.name for entry in output.iterdir() if entry.name not in (".gitkeep", ".gitignore"))
    if strange:
        what = f"the output folder is not Daybook's: it holds {strange[0]}"
        raise UsageError([Problem(str(output), 0, what, remedy)])


def _recover(output: Path, work: Path) -> None:
    """Clear up after a run that was killed; if it died between two renames, the old site comes back."""
    if not output.exists() and (work / "previous" / MARKER).is_file():
        (work / "previous").rename(output)
    _remove(work / "next")


def read_listing(output: Path) -> dict[str, str]:
    """The files that are ours, with their SHA-256; none where there is no listing."""
    try:
        lines = (output / MARKER).read_text("ascii").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    return {line[66:]: line[:64] for line in lines if line[64:66] == "  "}


def _stage(output: Path, staging: Path, files: Iterable[tuple[str, bytes]], anew: bool) -> Published:
    listing: dict[str, str] = {}
    folded: dict[str, str] = {}
    changed: set[str] = set()
    size = 0
    before = read_listing(output)
    _folder(staging)
    for path, data in files:
        if (other := folded.setdefault(path.lower(), path)) != path or path in listing:
            remedy = "rename one of the two"
            raise InputError([Problem(path, 0, f"two pages for one address: {other} and {path}", remedy)])
        listing[path] = hashlib.sha256(data).hexdigest()
        size += len(data)
        if anew or not (path in before and _holds(output / path, data)):
            if path not in before and os.path.lexists(output / path):
                remedy = "move it away, or name another --output-dir"
                raise UsageError(
                    [Problem(str(output / path), 0, "a file that is not ours is in the way", remedy)]
                )
            _write(staging / path, data)
            changed.add(path)
    removed = sum(path not in listing for path in before)
    if changed or removed or not before:
        for path in listing.keys() - changed:
            _link(output / path, staging / path)
        for path in _foreign(output, before):
            _link(output / path, staging / path)
        marker = "".join(f"{listing[path]}  {path}\n" for path in sorted(listing))
        _write(staging / MARKER, marker.encode("ascii"))
    return Published(len(listing), size, len(changed), len(listing) - len(changed), removed)


def _holds(location: Path, data: bytes) -> bool:
    try:
        return location.stat().st_size == len(data) and location.read_bytes() == data
    except OSError:
        return False


def _folder(location: Path) -> None:
    """Make a folder and those above it, with modes that no umask changes."""
    if not location.is_dir():
        _folder(location.parent)
        location.mkdir(exist_ok=True)
        location.chmod(0o755)


def _write(location: Path, data: bytes) -> None:
    _folder(location.parent)
    with location.open("xb") as file:
        file.write(data)
    location.chmod(0o644)


def _link(source: Path, target: Path) -> None:
    _folder(target.parent)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _foreign(output: Path, ours: Iterable[str]) -> list[str]:
    """Files in the output folder that are not ours; empty folders among them are not kept."""
    known = {*ours, MARKER}
    paths = (
        (Path(here) / name).relative_to(output).as_posix()
        for here, folders, names in os.walk(output)
        for name in (*names, *(folder for folder in folders if (Path(here) / folder).is_symlink()))
    )
    return sorted(path for path in paths if path not in known)


def _swap(output: Path, staging: Path, previous: Path) -> None:
    if not output.exists():
        staging.rename(output)
        return
    if _exchange(staging, output):
        _remove(previous)
        staging.rename(previous)
        return
    _remove(previous)
    output.rename(previous)
    staging.rename(output)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux, renameat2(2)); gives whether the system can."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _remove(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
