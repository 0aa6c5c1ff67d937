"""The YAML of front matter, parsed by libyaml, which reads YAML 1.1, or by PyYAML itself without it.

Every scalar is a string, so that ``2401.00010`` keeps its zeros and ``no`` stays a word. Anchors, aliases,
tags, repeated keys, deep nesting and second documents are refused: front matter is a flat list of facts.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from daybook.content.front_matter_value import FrontMatterError, Value
from daybook.problems import shown

_MOST_CHARACTERS = 2_000_000
_DEEPEST = 8
_FIRST_LINE = 2
"""Line of the page on which its front matter starts, after the fence."""

_REMEDIES = {
    "mapping values are not allowed": "put a value that holds `: ` into quotes",
    "expected ':'": "write `key: value`, with a blank after the colon",
    "cannot start any token": "indent with spaces, and put a value that begins with a sign into quotes",
    "unexpected end of stream": "close the quotes",
    "expected key": "put the whole value into quotes",
    "expected <block end>": "put a value that begins with quotes into others, or indent the lines alike",
    "expected ',' or ']'": "close the list, or put its values into quotes",
    "expected ',' or '}'": "close the braces, or put the value into quotes",
    "unknown escape": "use single quotes, in which a backslash is itself",
}
"""Remedies, by a part of libyaml's message."""
_BEGUN = re.compile(r"flow|quoted|simple key")
"""In what libyaml says it was reading: the fault is where that began, not where it noticed."""


def parse(header: str) -> tuple[dict[str, Value], dict[str, int]]:
    """Return the fields of the text between the fences, and the line of each top-level key.

    Raises FrontMatterError if the text is not a mapping in the part of YAML that is accepted here.
    """
    if len(header) > _MOST_CHARACTERS:
        what = f"front matter of {len(header):,} characters"
        raise FrontMatterError(_FIRST_LINE, what, f"keep it under {_MOST_CHARACTERS:,}")
    try:
        parser = _Parser(header)
        value = parser.document()
    except yaml.YAMLError as error:
        begun = _BEGUN.search(getattr(error, "context", None) or "")
        mark = getattr(error, "context_mark" if begun else "problem_mark", None)
        line = mark.line + _FIRST_LINE if mark else _FIRST_LINE
        what = getattr(error, "problem", None) or str(error)
        remedy = next((remedy for part, remedy in _REMEDIES.items() if part in what), "correct it")
        raise FrontMatterError(line, f"front matter is not YAML: {shown(what)}", remedy) from error
    if not isinstance(value, dict):
        what = "front matter is not a list of `key: value` lines"
        raise FrontMatterError(_FIRST_LINE, what, "give each line a key")
    return value, parser.lines


class _Parser:
    """Builds one value from libyaml's events."""

    def __init__(self, header: str) -> None:
        self.lines: dict[str, int] = {}
        self._next: Callable[[], Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(header).get_event

    def document(self) -> Value:
        """Return the value of the only document; an empty mapping if there is none."""
        root: Value | None = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _error(event, "a second document", "leave out the line of `---`")
                root = self._value(self._next(), 0)
        return {} if root is None else root

    def _value(self, event: Any, depth: int) -> Value:
        """Return the value that starts with ``event``, inside ``depth`` lists and mappings."""
        if event.anchor or event.tag:
            raise _reference(event)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if depth >= _DEEPEST:
            raise _error(event, "nesting too deep", "keep it flat")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth)
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> Value:
        fields: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if event.anchor or event.tag:
                raise _reference(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _error(event, "a key that is not a word", "give it a plain name")
            key = event.value
            if key in fields:
                raise _error(event, f"the key `{shown(key)}` is repeated", "keep one of the two")
            if depth == 0:
                self.lines[key] = _line(event)
            fields[key] = self._value(self._next(), depth + 1)
        return fields


def _reference(event: Any) -> FrontMatterError:
    what = "an anchor or alias (`&`, `*`)" if event.anchor else "a tag (`!`)"
    return _error(event, what, "quote the value")


def _error(event: Any, what: str, remedy: str) -> FrontMatterError:
    return FrontMatterError(_line(event), what, remedy)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + _FIRST_LINE
