"""Read tables ``[[name]]`` in files of people's decisions, and report all their mistakes."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from daybook.problems import Problem, UsageError, did_you_mean, shown
from daybook.settings.toml import line_of, parse_toml
from daybook.text.plain_text import one_line

Mistakes = Iterator[tuple[str, str]]
"""The faults of a table, each with its remedy."""


class DecisionsFile:
    """A file of decisions: its values, and the problems found so far."""

    def __init__(self, path: str, data: bytes, known: tuple[str, ...]) -> None:
        self._path, self._data = path, data
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []
        try:
            self.values = parse_toml(path, data)
        except UsageError as error:
            self.problems += error.problems
        for key in sorted(self.values.keys() - set(known)):
            self.report(key, f"`{shown(key)}` is not known here", remedy_for(key, known))

    def report(self, key: str, what: str, remedy: str = "correct it") -> None:
        """Add a problem with the line of a key."""
        self.problems.append(Problem(self._path, line_of(self._data, key), what, remedy))

    def tables(
        self, name: str, mistakes_of: Callable[[Mapping[str, Any]], Mistakes]
    ) -> Iterator[Mapping[str, Any]]:
        """Yield the tables ``[[name]]`` without mistakes, in their order; report the mistakes of others."""
        given = self.values.get(name, [])
        if not isinstance(given, list) or not all(isinstance(item, Mapping) for item in given):
            self.report(name, f"`{name}` is not a list of tables `[[{name}]]`")
            return
        for line, item in zip(self._lines(name, len(given)), given, strict=True):
            mistakes = list(mistakes_of(item))
            self.problems += (Problem(self._path, line, what, remedy) for what, remedy in mistakes)
            if not mistakes:
                yield item

    def _lines(self, name: str, count: int) -> list[int]:
        """Return the lines of ``count`` tables; the first one's for all if they are not ``[[name]]``."""
        head = rb"^[ \t]*\[\[[ \t]*" + re.escape(name.encode()) + rb"[ \t]*\]\]"
        starts = (found.start() for found in re.finditer(head, self._data, re.MULTILINE))
        lines = [self._data.count(b"\n", 0, start) + 1 for start in starts]
        return lines if len(lines) == count else [line_of(self._data, name)] * count


def unknown_keys(item: Mapping[str, Any], known: tuple[str, ...], noun: str) -> Mistakes:
    """Yield a mistake for each key of a table that is not known; ``noun`` says what the table describes."""
    for key in sorted(item.keys() - set(known)):
        yield f"{noun} has no `{shown(key)}`", remedy_for(key, known)


def remedy_for(key: str, known: tuple[str, ...]) -> str:
    """Return what to do about a key that is not among the known ones."""
    return did_you_mean(key, known, f"known are {', '.join(known)}", mark="`")


def is_list_of_lines(value: object) -> bool:
    """Return whether a value is a list of texts, none of them blank."""
    return isinstance(value, list) and all(isinstance(item, str) and one_line(item) for item in value)
