"""Change files of a folder, all or none of them, even if the process is killed in between.

New contents are written next to the files and fsynced. Then a journal that names every rename and removal is
put into the work folder, and only after it the first file is touched. The next process that holds the lock
carries out the journal that a killed one left.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from daybook.disk.read import read_file
from daybook.disk.walk import Stat
from daybook.disk.write import discarding, refuse_links, rename_files, replace_file, write_temporary

_JOURNAL = "changes"


class _Journal(msgspec.Struct, frozen=True):
    """Changes whose contents are on the disk; paths are below the folder."""

    renames: Mapping[str, str]
    """The path of each file, by the temporary path of its new contents."""
    removals: Collection[str]


def change_files(
    folder: Path, work: Path, texts: Iterable[tuple[str, bytes]], removals: Collection[str] = ()
) -> dict[str, Stat]:
    """Write, replace and remove files below a folder, given by path; return the stats of those written.

    ``work`` is the work folder, whose lock is held. Raises UsageError if a path leads through a link.
    """
    given = list(texts)
    if not (given or removals):
        return {}
    refuse_links(folder, [*(path for path, _ in given), *removals])
    written = write_temporary(folder, given)
    with discarding(folder, written):
        journal = _Journal({new: path for path, (new, _) in written.items()}, tuple(removals))
        replace_file(work / _JOURNAL, msgspec.json.encode(journal))
    try:
        _carry_out(folder, work, journal)
    except BaseException:
        with suppress(OSError):  # if the system refuses again, the next process does it
            _carry_out(folder, work, journal)
        raise
    return {path: stat for path, (_, stat) in written.items()}


def finish_changes(folder: Path, work: Path) -> None:
    """Carry out the changes that a killed process left undone; the lock of ``work`` is held."""
    try:
        journal = msgspec.json.decode(read_file(work / _JOURNAL), type=_Journal)
    except (FileNotFoundError, msgspec.MsgspecError):
        return
    _carry_out(folder, work, journal)


def _carry_out(folder: Path, work: Path, journal: _Journal) -> None:
    """Make the renames and removals of a journal that were not made yet."""
    rename_files(folder, journal.renames)
    for path in journal.removals:
        (folder / path).unlink(missing_ok=True)
    for above in {Path(path).parent for path in journal.removals} - {Path()}:
        with suppress(OSError):  # has other files
            (folder / above).rmdir()
    (work / _JOURNAL).unlink(missing_ok=True)
