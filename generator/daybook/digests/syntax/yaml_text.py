"""Parse YAML into values whose scalars are all texts, from libyaml's events, in linear time.

An alias is not followed, as it could repeat its value without bound: `Unreadable` takes its place, and the
place of an object with a duplicate name. Deep nesting is refused.
"""

from collections.abc import Callable, Iterator
from typing import Any

from daybook.digests.syntax.json_text import Item, Unreadable

_DEEPEST = 12


class YamlError(ValueError):
    """A text that is no YAML; ``line`` is from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def parse(text: str) -> tuple[Item, ...]:
    """Return the items of all lists that documents are, or hold alone; else each document.

    Raises YamlError.
    """
    import yaml  # slow to load, rarely needed

    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # some installations have no libyaml
        builder = _Builder(yaml, loader(text).get_event)
        values = list(builder.documents())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise YamlError(mark.line + 1 if mark else 1, str(what)) from error
    return tuple(Item(builder.lines.get(id(item), 1), item) for value in values for item in _items(value))


def _items(value: Any) -> list[Any]:
    """Return the items of a list, or of the only list of objects in an object without a title."""
    if isinstance(value, dict) and "title" not in map(str.casefold, value):
        lists = [
            one for one in value.values() if isinstance(one, list) and any(isinstance(o, dict) for o in one)
        ]
        value = lists[0] if len(lists) == 1 else value
    return value if isinstance(value, list) else [value]


class _Builder:
    """Builds values from events."""

    def __init__(self, yaml: Any, following: Callable[[], Any]) -> None:
        self.yaml, self.following = yaml, following
        self.lines: dict[int, int] = {}
        """The line of each object, by its `id`, while all values are held."""

    def documents(self) -> Iterator[Any]:
        """Yield the value of each document."""
        while not isinstance(event := self.following(), self.yaml.StreamEndEvent):
            if isinstance(event, self.yaml.DocumentStartEvent):
                yield self._value(self.following(), 0)

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, self.yaml.ScalarEvent):
            return event.value
        if isinstance(event, self.yaml.AliasEvent):
            return Unreadable("is an alias of YAML, which is not followed")
        if depth >= _DEEPEST:
            raise YamlError(event.start_mark.line + 1, "it is nested too deep")
        if isinstance(event, self.yaml.MappingStartEvent):
            return self._object(event, depth)
        items: list[Any] = []
        while not isinstance(event := self.following(), self.yaml.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return items

    def _object(self, start: Any, depth: int) -> Any:
        fields: dict[str, Any] = {}
        names = 0
        while not isinstance(event := self.following(), self.yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            fields[str(key)] = self._value(self.following(), depth + 1)
            names += 1
        if len(fields) < names:
            return Unreadable("has an object with a duplicate name")
        self.lines[id(fields)] = start.start_mark.line + 1
        return fields
