"""Check that file names are valid on every host and operating system, and compare them as all of them do."""

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Return whether Windows reserves a name for a device, whatever its extension."""
    return _WINDOWS.fullmatch(name) is not None


def is_publishable(path: str) -> bool:
    """Return whether every system and host accepts each part of a path."""
    return all(_NAME.fullmatch(part) and not is_device(part) for part in path.split("/"))


def unused_path(stem: str, ending: str, taken: Container[str]) -> str:
    """Return a path that is not taken: stem and ending, with ``-2`` or another number between if need be."""
    names = chain([stem + ending], (f"{stem}-{number}{ending}" for number in count(2)))
    return next(name for name in names if name not in taken)


def path_key(path: str) -> str:
    """Return a key that is equal for paths that some system takes for one.

    Windows and macOS ignore case, and macOS writes accents apart from their letters (NFD).
    """
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
