"""Tell values that say that there is none."""

import re

from daybook.digests.syntax.json_text import Unreadable

_NO_VALUE = re.compile(
    r"[-–—]*|n/?a|none|nan|null|abstract missing"
    r"|\[?no (?:abstract|author name|author id)(?: is)? available\]?\.?",
    re.IGNORECASE,
)


def is_empty(value: object) -> bool:
    """Return whether a value means "no value", such as ``null``, ``n/a`` or ``[]``."""
    if isinstance(value, str):
        return len(value) < 40 and bool(_NO_VALUE.fullmatch(value.strip()))
    return value is None or value in ([], {}) or unreadable(value).startswith("NaN ")


def unreadable(value: object) -> str:
    """Return why a value cannot be read, or an empty text."""
    return value.reason if isinstance(value, Unreadable) else ""
