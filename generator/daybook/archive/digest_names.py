"""Name the copy of a digest that the archive keeps, and find the newer of two copies."""

import re
from collections.abc import Set
from functools import lru_cache

from daybook.model import Digest
from daybook.text.file_names import is_device, unused_path
from daybook.text.transliteration import in_ascii

_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_NUMBER = re.compile("([0-9]+)")


def digest_name(digest: Digest, name: str, taken: Set[str]) -> str:
    """Choose a path below ``digests/`` that is not ``taken``: the year and the file's own name.

    It is valid on every system.
    """
    stem, dot, ending = name.lower().rpartition(".")
    stem, ending = (stem, f".{ending}") if dot and stem else (name.lower(), "")
    stem = stem if stem.isascii() else in_ascii(stem).lower()
    stem = _UNSAFE.sub("-", stem).strip("-._")[:60] or digest.sha256[:12]
    ending = _UNSAFE.sub("", ending)[:10]
    if is_device(stem):
        stem = f"{stem}-digest"
    start = f"{digest.days[0].year}/{stem}"
    return unused_path(start, ending, taken)


@lru_cache(maxsize=10_000)
def age_key(path: str) -> tuple[tuple[str | int, ...], str]:
    """Return a key that sorts digests of a day: ``day.json``, ``day-2.json``, ``day-10.json``.

    A file that is saved again, with corrections, gets such a number from `digest_name`.
    """
    stem, dot, ending = path.rpartition(".")
    parts = _NUMBER.split(stem if dot else path)
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts)), ending
