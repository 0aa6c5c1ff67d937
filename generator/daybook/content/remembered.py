"""Pages of content as they were last read, kept for the next run.

They are in two files: all of them, and those that changed since. A new day writes the second alone, until
that has grown to a tenth of the first.

A file is told by size, time of change and inode, as git tells files. One that was written just before its
state was noted could have changed again within the same tick of the file system's clock: it is read anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.content import ReadPage
from daybook.disk import cache
from daybook.disk.walk import Stat

_TICK = 100_000_000
"""Nanoseconds within which a second change may leave a file's time as it was."""
_UNSURE: Stat = (-1, -1, -1)
"""The state of a file that is to be read anew: no file has it."""
_SHARE = 10
"""Where more than one in so many pages changed, all are written."""


class Known(Struct, frozen=True, array_like=True):
    """A page, and the state of the file it was read from."""

    stat: Stat
    page: ReadPage
    name: bytes
    """Of the page's paper, by its content (`cache.key`); empty where it is none."""


def known(stat: Stat, page: ReadPage) -> Known:
    """A page as it is kept."""
    return Known(stat, page, cache.key(page.paper.paper) if page.paper else b"")


Pages = Mapping[str, Known]
"""By their path below the content folder."""


class Remembered(Struct, frozen=True):
    """Pages as they were last read."""

    pages: Pages
    """Those that are to be read anew are among them: else one that was removed since would not be missed."""
    whole: Pages
    """As they are in the file of all pages."""
    seal: bytes
    """Names the state of that file; empty where there is none."""


NOTHING = Remembered({}, {}, b"")


class _Since(Struct, frozen=True, array_like=True):
    """What changed since all pages were written."""

    seal: bytes
    pages: dict[str, Known]
    gone: list[str]


def recall(place: Path) -> Remembered:
    """Give the pages that are kept at ``place``; none where that is not known."""
    noted, data = _noted(place), cache.packed(place)
    read = cache.unpack(data, dict[str, Known])
    if read is None:
        return NOTHING
    whole, seal = _sure(read, noted), cache.seal_of(data)
    noted, since = _noted(_changes(place)), cache.load(_changes(place), _Since)
    if since is None or since.seal != seal:
        return Remembered(whole, whole, seal)
    pages = {**whole, **_sure(since.pages, noted)}
    for path in since.gone:
        pages.pop(path, None)
    return Remembered(pages, whole, seal)


def remember(place: Path, pages: Pages, before: Remembered = NOTHING) -> None:
    """Keep pages for the next run, where those of ``before`` were kept."""
    changed = {path: page for path, page in pages.items() if before.whole.get(path) is not page}
    gone = sorted(before.whole.keys() - pages.keys())
    if before.seal and (len(changed) + len(gone)) * _SHARE <= len(pages):
        cache.save(_changes(place), _Since(before.seal, changed, gone))
    else:
        cache.save(place, pages)


def _changes(place: Path) -> Path:
    return place.with_name(f"{place.name}-since")


def _noted(place: Path) -> int:
    """Files changed before this time, in nanoseconds, have it as it was noted."""
    try:
        return place.stat().st_mtime_ns - _TICK
    except OSError:
        return 0


def _sure(pages: Pages, noted: int) -> dict[str, Known]:
    unsure = {path: replace(page, stat=_UNSURE) for path, page in pages.items() if page.stat[1] >= noted}
    return {**pages, **unsure}
