"""Parse authors' names."""

from __future__ import annotations

import re

_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)


def split_names(line: str) -> tuple[str, ...]:
    """Split ``Ada Mill, Bo Reed and Cy Wood`` into names, without text in parentheses, such as affiliations.

    If there are semicolons, they separate the names and commas are part of them: ``Mill, Ada; Reed, Bo``.
    """
    line = _without_parentheses(" ".join(line[:200_000].split()))
    if ";" in line:
        names = [join_name(name.split(",")) for name in line.split(";")]
    else:
        names = [name for part in _AND.split(line) for name in _split_commas(part)]
    return tuple(dict.fromkeys(name for name in (name.strip(" ,") for name in names) if name))


def join_name(parts: list[str], *, suffix_last: bool = False) -> str:
    """Join the parts of a name that was split at its commas, with the given name first.

    ``Mill, Ada`` becomes ``Ada Mill``; ``Mill, Jr., Ada`` and ``Mill, Ada, Jr.`` become ``Ada Mill, Jr.``.
    Any other suffix is the last part if ``suffix_last``, as in ``Mill, Ada, PhD``, else the second.
    """
    stripped = [part.strip() for part in parts]
    if len(stripped) == 2:
        return f"{stripped[1]} {stripped[0]}".strip()
    if len(stripped) != 3:
        return ",".join(parts).strip()
    family, second, third = stripped
    if bool(_SUFFIX.fullmatch(second)) != bool(_SUFFIX.fullmatch(third)):
        suffix_last = bool(_SUFFIX.fullmatch(third))
    given, suffix = (second, third) if suffix_last else (third, second)
    return f"{given} {family}, {suffix}".strip(" ,")


def _split_commas(part: str) -> list[str]:
    """Split at commas, but not before a suffix such as ``Jr.``."""
    names: list[str] = []
    for name in part.split(","):
        if names and _SUFFIX.fullmatch(name.strip()):
            names[-1] += f", {name.strip()}"
        else:
            names.append(name)
    return names


def _without_parentheses(line: str) -> str:
    kept, depth = [], 0
    for character in line:
        depth += (character == "(") - (character == ")" and depth > 0)
        if depth == 0 and character != ")":
            kept.append(character)
    return " ".join("".join(kept).split())
