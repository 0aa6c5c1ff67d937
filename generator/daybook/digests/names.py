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


def given_first(name: str, *, suffix_last: bool = False) -> str:
    """Turn ``Mill, Ada`` and ``Mill, Jr., Ada`` round; any other name stays.

    ``Jr.`` and the like is told by its word, wherever it stands; with any other word of three,
    ``suffix_last`` tells that the form writes ``Mill, Ada, PhD``.
    """
    return turned(name.split(","), suffix_last=suffix_last)


def turned(parts: list[str], *, suffix_last: bool = False) -> str:
    """Turn a name round that is parted at its commas, as `given_first` does."""
    kept = [part.strip() for part in parts]
    if len(kept) == 2:
        return f"{kept[1]} {kept[0]}".strip()
    if len(kept) != 3:
        return ",".join(parts).strip()
    family, second, third = kept
    if bool(_SUFFIX.fullmatch(second)) != bool(_SUFFIX.fullmatch(third)):
        suffix_last = bool(_SUFFIX.fullmatch(third))
    given, suffix = (second, third) if suffix_last else (third, second)
    return f"{given} {family}, {suffix}".strip(" ,")


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
