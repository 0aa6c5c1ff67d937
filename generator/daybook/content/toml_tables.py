"""Read tables ``[[name]]`` in files of people's decisions, and report all their mistakes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from daybook.problems import Problem, UsageError, did_you_mean, shown
from daybook.settings.toml import TomlFile, parse_toml
from daybook.text.plain_text import one_line

Mistakes = Iterator[tuple[str, str, *tuple[str | int, ...]]]
"""The faults of a table, each with its remedy and the keys and places in the table that lead to it."""


class DecisionsFile:
    """A file of decisions: its values, and the problems found so far."""

    def __init__(self, path: str, data: bytes, known: tuple[str, ...]) -> None:
        self._file = TomlFile(path, data)
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
        self.problems.append(self._file.problem((key,), what, remedy))

    def tables(
        self, name: str, mistakes_of: Callable[[Mapping[str, Any]], Mistakes]
    ) -> Iterator[Mapping[str, Any]]:
        """Yield the tables ``[[name]]`` without mistakes, in their order; report the mistakes of others."""
        given = self.values.get(name, [])
        if not isinstance(given, list) or not all(isinstance(item, Mapping) for item in given):
            self.report(name, f"`{name}` is not a list of tables `[[{name}]]`")
            return
        for place, item in enumerate(given):
            mistakes = list(mistakes_of(item))
            for what, remedy, *within in mistakes:
                self.problems.append(self._file.problem((name, place, *within), what, remedy))
            if not mistakes:
                yield item


def unknown_keys(item: Mapping[str, Any], known: tuple[str, ...], noun: str) -> Mistakes:
    """Yield a mistake for each key of a table that is not known; ``noun`` says what the table describes."""
    for key in sorted(item.keys() - set(known)):
        yield f"{noun} has no `{shown(key)}`", remedy_for(key, known), key


def remedy_for(key: str, known: tuple[str, ...]) -> str:
    """Return what to do about a key that is not among the known ones."""
    return did_you_mean(key, known, f"known are {', '.join(known)}", mark="`")


def is_list_of_lines(value: object) -> bool:
    """Return whether a value is a list of texts, none of them blank."""
    return isinstance(value, list) and all(isinstance(item, str) and one_line(item) for item in value)


def names_of(item: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield each name of a table, those of ``also`` first, and the keys and places that lead to it."""
    for place, name in enumerate(item.get("also", [])):
        yield one_line(name), ("also", place)
    yield one_line(item["name"]), ("name",)
