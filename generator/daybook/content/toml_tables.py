"""What the files of people's decisions share: values with all mistakes, and the lines of tables."""

from __future__ import annotations

import re
from typing import Any

from daybook.problems import Problem, UsageError, nearest
from daybook.settings.toml import line_of, parse_toml


def read_toml(path: str, data: bytes, problems: list[Problem]) -> dict[str, Any]:
    """Return the values of a file; one that is not TOML has none, and a problem is added."""
    try:
        return parse_toml(path, data)
    except UsageError as error:
        problems += error.problems
        return {}


def lines_of_tables(data: bytes, name: str, count: int) -> list[int]:
    """Return the lines of so many tables ``[[name]]``, in their order; the first for those not written so."""
    heads = re.finditer(rb"^[ \t]*\[\[[ \t]*" + re.escape(name.encode()) + rb"[ \t]*\]\]", data, re.MULTILINE)
    lines = [data.count(b"\n", 0, head.start()) + 1 for head in heads]
    return lines if len(lines) == count else [line_of(data, name)] * count


def remedy_for(key: str, known: tuple[str, ...]) -> str:
    """Return what to do about a key that is not among the known ones."""
    near = nearest(key, known)
    return f"did you mean `{near}`?" if near else f"known are {', '.join(known)}"
