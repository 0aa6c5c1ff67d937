"""Make a new archive, or add a host's files to one that is there; never change a file of its owner's."""

import difflib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from daybook.commands.new.files import PACKAGE, files_for, is_as_written, sample_digests
from daybook.commands.new.origin import find_origin
from daybook.content.location import content_around
from daybook.disk.read import read_file
from daybook.disk.write import replace_files
from daybook.problems import refusal

REQUIREMENTS = "requirements.txt"
_OF_AN_OLDER_ARCHIVE = (".gitignore", ".gitattributes", REQUIREMENTS)
"""Files that an existing archive gets too if it lacks them."""


class FileState(StrEnum):
    """The outcome for a file; its value is shown to people. A file of theirs stays as it was."""

    NEW = "new"
    RENEWED = "renewed"
    SAME = "as it was"
    OWN = "yours"


class NewFile(Struct, frozen=True):
    """A file that was asked for."""

    path: str
    state: FileState
    difference: str = ""
    """From what is there to what this version writes, as a unified diff."""


class Made(Struct, frozen=True):
    """The files of an archive after the command."""

    files: tuple[NewFile, ...]
    was_there: bool
    """Whether the folder was an archive before."""
    is_installable: bool
    """Whether pip finds the version that `requirements.txt` names."""


def new(folder: Path, host: str, *, sample: bool) -> Made:
    """Write the files of an archive into a folder, and those of a host; `sample` adds the invented digests.

    In an archive that is there, its content and README stay out of it. Raises UsageError.
    """
    place = folder.resolve()
    if outer := content_around(place):
        what = f"is inside the content folder {outer.as_posix()}"
        raise refusal(folder.as_posix(), what, "name a folder beside the archive")
    if place.exists() and not place.is_dir():
        raise refusal(folder.as_posix(), "is a file", "name another folder")
    was_there = (place / "content").is_dir()
    if was_there and sample:
        what = "is an archive already, and the sample's papers are invented"
        raise refusal(folder.as_posix(), what, "name a new folder for the sample")
    origin = find_origin(PACKAGE)
    wanted = files_for("archive", place.name, origin)
    if was_there:
        lacks_all = not (place / "content/site.toml").exists()  # an import made its content
        lacking = (path for path in wanted if lacks_all and not (place / path).exists())
        wanted = {path: wanted[path] for path in {*_OF_AN_OLDER_ARCHIVE, *lacking}}
    wanted |= files_for(host, place.name, origin)
    if sample:
        wanted |= sample_digests()
    files = _write(place, wanted)
    is_own = any(file.path == REQUIREMENTS and file.state is FileState.OWN for file in files)
    return Made(files, was_there, is_own or bool(origin.commit))


def _write(folder: Path, wanted: Mapping[str, bytes]) -> tuple[NewFile, ...]:
    files = [_compare(folder, path, text) for path, text in sorted(wanted.items())]
    written = [file.path for file in files if file.state in (FileState.NEW, FileState.RENEWED)]
    folder.mkdir(parents=True, exist_ok=True)
    replace_files(folder, [(path, wanted[path]) for path in written])
    for path in written:
        if path.endswith(".sh"):
            (folder / path).chmod(0o755)
    return tuple(files)


def _compare(folder: Path, path: str, text: bytes) -> NewFile:
    place = folder / path
    if not place.exists() and not place.is_symlink():
        return NewFile(path, FileState.NEW)
    found = read_file(place) if place.is_file() else b""
    if found.replace(b"\r\n", b"\n") == text:
        return NewFile(path, FileState.SAME)
    state = FileState.RENEWED if is_as_written(found) and not place.is_symlink() else FileState.OWN
    return NewFile(path, state, _difference(path, found, text))


def _difference(path: str, found: bytes, text: bytes) -> str:
    old, new = (side.decode("utf-8", "replace").splitlines() for side in (found, text))
    return "\n".join(difflib.unified_diff(old, new, path, f"{path} of this version", n=1, lineterm=""))
