"""Read a file of TOML, and find the line of what it sets."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct

from daybook.problems import Problem, Severity, UsageError, merge_conflict, shown

_PLACE = re.compile(r" \(at line ([0-9]+), column [0-9]+\)| \(at end of document\)")
"""What tomllib adds to a message."""

_PART = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|"(?:\\.|[^"\\\n])*"'
    r"|'''.*?'{3,5}|'[^'\n]*'|#[^\n]*|\n|[^\S\n]+|[\[\]{},=]|[^\s\[\]{},=\"'#]+",
    re.DOTALL,
)
"""A string, a remark, blanks, a sign or a word of TOML."""

_REMEDIES = {
    "Invalid value": "put text into quotes",
    r"Illegal character '\n'": "close the quotes",
    "Unterminated string": "close the quotes",
    'Expected "\'"': "close the quotes",
    "Unclosed array": "close the list with `]`",
    "Unclosed inline table": "close the table with `}`",
    "Expected '=' after a key": "write `key = value`",
    "Invalid statement": "write `key = value`",
    "Expected newline or end of document": "give each setting a line of its own, and put `#` before a remark",
    "Cannot overwrite a value": "set each key once",
    "Cannot declare": "begin each table once, and set its keys below it",
    "Unescaped '\\'": "write the text in single quotes, in which a backslash is itself",
}
"""Remedies, by a part of tomllib's message."""


def parse_toml(path: str, data: bytes) -> dict[str, Any]:
    """Return the values of a TOML file. Raises UsageError if it is none."""
    if not data:
        return {}
    import tomllib  # slow to load, and many archives have no such file

    if conflict := merge_conflict(path, data.decode("utf-8", "replace")):
        raise UsageError([conflict])
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError([Problem(path, line, "is not UTF-8", "save it as UTF-8")]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        named = _PLACE.search(str(error))
        line = int(named[1]) if named and named[1] else data.count(b"\n") + 1
        reason = _PLACE.sub("", str(error))
    remedy = next((remedy for part, remedy in _REMEDIES.items() if part in reason), "correct it")
    raise UsageError([Problem(path, line, f"is not TOML: {shown(reason)}", remedy)])


def line_of(data: bytes, *path: str | int) -> int:
    """Return the line, from 1, that sets what a path of keys and places leads to, or what is around it.

    Such a path is `("topics", 1, "also", 0)`: the first of the names in the second table. The data are TOML.
    """
    lines = _lines(data)
    return next(lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines)


@lru_cache(4)
def _lines(data: bytes) -> dict[tuple[str | int, ...], int]:
    """Return the line of each table, key and item of a list, by its path."""
    import tomllib

    lines: dict[tuple[str | int, ...], int] = {(): 1}
    tables: Counter[tuple[str | int, ...]] = Counter()
    table: tuple[str | int, ...] = ()
    for line, text, items in _statements(data.decode("utf-8-sig")):
        keys = tuple(_keys(tomllib.loads(text)))
        if text.startswith("[["):
            path = table = (*keys, tables[keys])
            tables[keys] += 1
        elif text.startswith("["):
            path = table = keys
        else:
            path = (*table, *keys)
            lines |= {(*path, place): item for place, item in enumerate(items)}
        for end in range(1, len(path) + 1):
            lines.setdefault(path[:end], line)
    return lines


def _keys(value: object) -> Iterator[str]:
    """Yield the keys that lead through tables of one key each."""
    while isinstance(value, dict) and len(value) == 1:
        ((key, value),) = value.items()
        yield key


def _statements(text: str) -> Iterator[tuple[int, str, list[int]]]:
    """Yield each head of a table and each setting with its line and those of the items of its list."""
    line, depth, start, first, items, is_next = 1, 0, 0, 0, list[int](), False
    for found in _PART.finditer(text + "\n"):
        part = found[0]
        if part == "\n" and not depth:
            if first:
                yield first, text[start : found.start()].rstrip(), items
            first, items = 0, []
        elif not (part.isspace() or part.startswith("#")):
            if not first:
                start, first = found.start(), line
            if is_next and part not in "]}":
                items.append(line)
            depth += (part in "[{") - (part in "]}")
            is_next = depth == 1 and part in "[,"
        line += part.count("\n")


class TomlFile(Struct, frozen=True):
    """A file of TOML that has been read, for problems that name a line of it."""

    path: str
    data: bytes

    def problem(
        self, place: tuple[str | int, ...], what: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem with the line of a path of keys (`line_of`)."""
        return Problem(self.path, line_of(self.data, *place), what, remedy, severity)
