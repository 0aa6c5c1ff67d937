"""Names of authors: a line of them taken apart, and the order of a reference manager turned round."""

from __future__ import annotations

import re

_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_LIMIT = 200_000


def split_names(line: str) -> tuple[str, ...]:
    """Take apart ``Ada Mill, Bo Reed and Cy Wood``; what stands in brackets, such as affiliations, goes.

    With semicolons between names, a comma belongs to one of them: ``Mill, Ada; Reed, Bo``.
    """
    line = _without_brackets(" ".join(line[:_LIMIT].split()))
    if ";" in line:
        names = [given_first(name) for name in line.split(";")]
    else:
        names = [name for part in _AND.split(line) for name in _commas(part)]
    return tuple(dict.fromkeys(name for name in (name.strip(" ,") for name in names) if name))


def given_first(name: str) -> str:
    """Turn ``Mill, Ada`` and ``Mill, Jr., Ada`` round; any other name stays."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2:
        return f"{parts[1]} {parts[0]}".strip()
    if len(parts) == 3:
        return f"{parts[2]} {parts[0]}, {parts[1]}".strip(" ,")
    return name.strip()


def _commas(part: str) -> list[str]:
    """The names between commas; ``Jr.`` and the like stay with the name before them."""
    names: list[str] = []
    for name in part.split(","):
        if names and _SUFFIX.fullmatch(name.strip()):
            names[-1] += f", {name.strip()}"
        else:
            names.append(name)
    return names


def _without_brackets(line: str) -> str:
    kept, depth = [], 0
    for character in line:
        depth += (character == "(") - (character == ")" and depth > 0)
        if depth == 0 and character != ")":
            kept.append(character)
    return " ".join("".join(kept).split())
