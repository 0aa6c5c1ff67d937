"""The site and the one before it: swapped, put back, and made whole after a run that ended early.

    site/                    the published site
    .site.daybook/lock       held while a build writes; it goes with the process
    .site.daybook/next/      the new site, put together
    .site.daybook/listing    the list of its files, while it is swapped in
    .site.daybook/previous/  the site before this one
    .site.daybook/gone/      the one before that, until it is removed

Every step is a rename, so the site is whole at any moment, and what is found tells which step was the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from daybook.disk.folders import exchange, fixed_umask, link_file, remove_folder
from daybook.disk.lock import locked, work_folder
from daybook.disk.walk import inodes
from daybook.disk.write import remove_temporary
from daybook.problems import Problem, UsageError
from daybook.site.inventory import MARKER, read_listing

_OWN_NAMES = (".gitkeep", ".gitignore")
"""What git needs to keep an empty folder: no reason to refuse it."""
PASSING = ("changed", "next", "gone", "listing")
"""What is beside the site while a build goes on, and no longer."""


def refuse_foreign(output: Path) -> None:
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
    strange = sorted(entry.name for entry in output.iterdir() if entry.name not in _OWN_NAMES)
    if strange:
        what = f"the output folder is not Daybook's: it holds {strange[0]}"
        raise UsageError([Problem(str(output), 0, what, remedy)])


def refuse_overlap(output: Path, **folders: Path | None) -> None:
    """Refuse an output folder that holds one of ``folders``, or lies in it."""
    whole = output.resolve()
    for name, folder in folders.items():
        place = folder.resolve() if folder else None
        if place and (whole == place or whole in place.parents or place in whole.parents):
            what = f"the output folder and the {name} folder lie in one another"
            raise UsageError([Problem(output.as_posix(), 0, what, "name another with --output-dir")])


def prefixes(path: str) -> list[str]:
    """A path and the folders above it: in the place of none of them may be a foreign file."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]


def recover(output: Path, work: Path) -> None:
    """Clear up after a run that ended early: what it had begun to swap is finished or undone."""
    previous, staging, gone, listing = (work / name for name in ("previous", "next", "gone", "listing"))
    if not output.exists() and (previous / MARKER).is_file():
        previous.rename(output)  # it died between two renames
    if not previous.exists():
        if _is_swapped(output, listing) and (staging / MARKER).is_file():
            staging.rename(previous)
        elif (gone / MARKER).is_file():
            gone.rename(previous)
    for name in PASSING:
        remove_folder(work / name)
    listing.unlink(missing_ok=True)
    remove_temporary(work, (place.name for place in work.iterdir()))


def _is_swapped(output: Path, listing: Path) -> bool:
    try:
        return listing.read_bytes() == (output / MARKER).read_bytes()
    except FileNotFoundError:
        return False


@contextmanager
def recovering(output: Path, work: Path) -> Iterator[None]:
    """Clear up in the end. Where that fails, the site is whole all the same, and the next run does it."""
    try:
        yield
    finally:
        with suppress(OSError, MemoryError):
            recover(output, work)


def swap(output: Path, staging: Path, previous: Path) -> None:
    """Put ``staging`` in the place of ``output``, which becomes ``previous``.

    The site before leaves its place in one step too: half removed, it would pass for a whole one. Once the
    new site is there, nothing that fails counts: `recover` does what is left.
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
    """Put the site before this one back; this one becomes the one before. Gives how many files it has.

    Files that are not ours come along. Raises UsageError where there is no site before this one.
    """
    refuse_foreign(output)
    output = output.resolve()
    work = work_folder(output)
    if not work.is_dir():
        raise _no_previous(output)
    previous = work / "previous"
    with locked(work / "lock"), fixed_umask():
        recover(output, work)
        there, listed = inodes(previous), read_listing(previous)
        if MARKER not in there or not listed.keys() <= there.keys():
            raise _no_previous(output)
        _bring_along(output, previous, work / "outputs")
        with recovering(output, work):
            if not exchange(previous, output):
                previous.rename(work / "gone")  # where it is found again, were this run to end here
                output.rename(previous)
                (work / "gone").rename(output)
    return len(listed)


def _no_previous(output: Path) -> UsageError:
    remedy = "build it from an earlier state of its content"
    return UsageError([Problem(str(output), 0, "there is no whole site before this one", remedy)])


def _bring_along(output: Path, previous: Path, outputs: Path) -> None:
    """Give the site before the files of this one that are not ours; it cannot be patched then any more."""
    foreign = inodes(output).keys() - read_listing(output).keys() - {MARKER}
    ours = read_listing(previous).keys()
    for path in sorted(foreign):
        if any(prefix in ours for prefix in prefixes(path)) or (previous / path).is_dir():
            remedy = "move it away"
            raise UsageError(
                [Problem(str(output / path), 0, "a file that is not ours is in the way", remedy)]
            )
        outputs.unlink(missing_ok=True)
        (previous / path).unlink(missing_ok=True)
        link_file(output / path, previous / path)
