"""Read a file of TOML, and find the line of what it sets."""

import re
from typing import Any

from msgspec import Struct

from daybook.problems import Problem, Severity, UsageError, merge_conflict, shown

_PLACE = re.compile(r" \(at line ([0-9]+), column [0-9]+\)| \(at end of document\)")
"""What tomllib adds to a message."""

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


def line_of(data: bytes, key: str, table: str = "") -> int:
    """Return the first line that sets a key or begins a table of its name, from 1; 1 if none does.

    With ``table``, the key is looked for below the head of that table; without the key, that head is meant.
    """
    start = 0
    if table:
        head = re.search(rb"^\s*(?:\[\s*)?[\"']?" + re.escape(table.encode()) + rb"\b", data, re.MULTILINE)
        start = head.end() if head else 0
    named = rb"(?:^|[{,])\s*(?:\[\[?\s*)?[\"']?" if table else rb"^\s*(?:\[\[?\s*)?[\"']?"
    found = re.compile(named + re.escape(key.encode()) + rb"\b", re.MULTILINE).search(data, start)
    end = found.end() if found else start
    return data.count(b"\n", 0, end) + 1


class TomlFile(Struct, frozen=True):
    """A file of TOML that has been read, for problems that name a line of it."""

    path: str
    data: bytes

    def problem(
        self, place: tuple[str, str], what: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem with the line of a key in a table (`line_of`)."""
        return Problem(self.path, line_of(self.data, *place), what, remedy, severity)
