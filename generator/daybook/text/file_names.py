"""Names of files: those that every host and every system takes, and what Daybook gives itself."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
DIGESTS = "digests"
"""The folder of content that keeps digests as they came."""


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device's, whatever its ending."""
    return _WINDOWS.fullmatch(name) is not None


def is_publishable(path: str) -> bool:
    """Whether no part of a path is refused anywhere."""
    return all(_NAME.fullmatch(part) and not is_device(part) for part in path.split("/"))
