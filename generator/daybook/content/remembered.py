"""Cache of the content folder's pages as they were last parsed.

A file counts as unchanged if its size, modification time and inode are the same, as in git's index. A file
that changed just before its page was cached may have changed again within the same tick of the file system's
clock (Git documentation, technical/racy-git). Its hash decides then, as it does for all files of a new clone.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.page import ContentPage
from daybook.disk import cache
from daybook.disk.walk import Stat

_TICK = 100_000_000
"""Nanoseconds within which two changes may leave a file with the same modification time."""


class CachedPage(Struct, frozen=True, array_like=True):
    """A page, and the stat and SHA-256 of the file it was read from."""

    stat: Stat
    sha256: bytes
    page: ContentPage


CachedPages = Mapping[str, CachedPage]
"""By their path below the content folder."""


def file_hash(data: bytes) -> bytes:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(data).digest()


def load_pages(file: Path) -> CachedPages:
    """Return the pages in a cache file; none if this version did not write it.

    Pages whose files may have changed since are included without a stat.
    """
    try:
        unsure_since = file.stat().st_mtime_ns - _TICK
    except OSError:
        return {}
    pages = cache.load(file, dict[str, CachedPage]) or {}
    return {
        path: page if page.stat[1] < unsure_since else replace(page, stat=(-1, -1, -1))
        for path, page in pages.items()
    }
