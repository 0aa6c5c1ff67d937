"""Name the copy of a digest that the archive keeps."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import chain, count

from daybook.model import Digest
from daybook.text.addresses import in_ascii
from daybook.text.file_names import is_device

_UNSAFE = re.compile(r"[^a-z0-9._-]+")


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
    names = chain([f"{start}{ending}"], (f"{start}-{number}{ending}" for number in count(2)))
    return next(name for name in names if name not in taken)
