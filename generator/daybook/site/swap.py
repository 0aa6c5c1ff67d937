"""The site and the previous one: exchanged, rolled back, and recovered after a process was killed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from daybook.disk.folders import exchange, fixed_umask, link_file, remove_folder
from daybook.disk.lock import locked, work_folder
from daybook.disk.walk import inodes
from daybook.disk.write import remove_temporary
from daybook.problems import UsageError, refusal
from daybook.site.inventory import MARKER, prefixes, read_listing, refuse_foreign

TRANSIENT = ("changed", "next", "gone", "listing")
"""Names in the work folder that exist only while a process works."""


def recover(output: Path, work: Path) -> None:
    """Finish or undo the exchange of a killed process, and remove its files."""
    previous, staging, gone, listing = (work / name for name in ("previous", "next", "gone", "listing"))
    if not output.exists() and (previous / MARKER).is_file():
        previous.rename(output)  # killed between two renames
    if not previous.exists():
        if _is_exchanged(output, listing) and (staging / MARKER).is_file():
            staging.rename(previous)
        elif (gone / MARKER).is_file():
            gone.rename(previous)
    for name in TRANSIENT:
        remove_folder(work / name)
    listing.unlink(missing_ok=True)
    remove_temporary(work, (place.name for place in work.iterdir()))


def _is_exchanged(output: Path, listing: Path) -> bool:
    try:
        return listing.read_bytes() == (output / MARKER).read_bytes()
    except FileNotFoundError:
        return False


@contextmanager
def recovering(output: Path, work: Path) -> Iterator[None]:
    """Call `recover` after the block. If it fails, the site is complete and the next process recovers."""
    try:
        yield
    finally:
        with suppress(OSError, MemoryError):
            recover(output, work)


def swap(output: Path, staging: Path, previous: Path) -> None:
    """Exchange ``staging`` and ``output``; the old site becomes ``previous``.

    The previous site is renamed before it is removed: half removed, it would pass for a complete one. After
    the exchange errors are ignored: `recover` does the rest.
    """
    if not output.exists():
        staging.rename(output)
        return
    if previous.exists():
        previous.rename(previous.with_name("gone"))
    if exchange(staging, output):
        with suppress(OSError, MemoryError):
            staging.rename(previous)
    else:
        output.rename(previous)
        staging.rename(output)


def rollback(output: Path) -> int:
    """Exchange the site and the previous one; return the number of its files.

    Foreign files stay. Raises UsageError if there is no previous site.
    """
    refuse_foreign(output)
    output = output.resolve()
    work = work_folder(output)
    if not work.is_dir():
        raise _no_previous(output)
    previous = work / "previous"
    with locked(work / "lock"), fixed_umask():
        recover(output, work)
        present, listed = inodes(previous), read_listing(previous)
        if MARKER not in present or not listed.keys() <= present.keys():
            raise _no_previous(output)
        _link_foreign(output, previous, work / "outputs")
        with recovering(output, work):
            if not exchange(previous, output):
                previous.rename(work / "gone")  # `recover` finds it there
                output.rename(previous)
                (work / "gone").rename(output)
    return len(listed)


def _no_previous(output: Path) -> UsageError:
    remedy = "build it from an earlier state of its content"
    return refusal(str(output), "there is no complete previous site", remedy)


def _link_foreign(output: Path, previous: Path, outputs: Path) -> None:
    """Link foreign files of the site into the previous one, which then differs from the cached outputs."""
    foreign = inodes(output).keys() - read_listing(output).keys() - {MARKER}
    listed = read_listing(previous).keys()
    for path in sorted(foreign):
        if any(prefix in listed for prefix in prefixes(path)) or (previous / path).is_dir():
            what = "a file that is not Daybook's is in the way"
            raise refusal(str(output / path), what, "move it away")
        outputs.unlink(missing_ok=True)
        (previous / path).unlink(missing_ok=True)
        link_file(f"{output}/{path}", f"{previous}/{path}")
