"""Parse JSON arrays, API envelopes and JSON Lines item by item, so that a broken item affects no other.

Where RFC 8259 leaves a choice (sections 4, 6 and 9), objects with a duplicate name, NaN, infinities and
numbers of more than 400 digits are rejected, and so is nesting too deep for Python's decoder. An `Unreadable`
takes the place of each such value.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

_WHITE = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
_FIRST_KEY = re.compile(r'\{\s*"[^"\\\n]{1,60}"\s*:|"\{')
_KEY = re.compile(r'[ \t\r\n]*"([^"\\\n]{0,60})"[ \t\r\n]*:[ \t\r\n]*')
_ITEMS = frozenset({
    "data", "papers", "items", "results", "notes", "collection", "docs", "hit", "records",
    "recommendedPapers", "hits", "result",
})  # fmt: skip
"""Names of an envelope's array."""
_WRAPPERS = frozenset({"message", "response", "resultList", "result", "hits"})
"""Names of objects around an envelope: of Crossref, Solr, Europe PMC and DBLP."""
_RECORDS = re.compile(r'\[[ \t\r\n]*(?:[{"\]]|\Z)')
_FAILURE_LIMIT = 200
_MOST_ARRAYS = 1_000
_HEAD_LIMIT = 200
"""Keys before an envelope's array."""


class Unreadable(Struct, frozen=True):
    """Takes the place of a value that could not be parsed."""

    reason: str
    """A predicate whose subject is the value, such as ``is not an object``."""


class Item(Struct, frozen=True):
    """A value in an array or on a line, with its line number."""

    line: int
    value: Any


class ParsedJson(Struct, frozen=True):
    """The items of a JSON text."""

    items: tuple[Item, ...]
    head: Mapping[str, Any] = field(default_factory=dict)
    """What stands before them in their envelope."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Unreadable:
    value = dict(pairs)
    return value if len(value) == len(pairs) else Unreadable("has an object with a duplicate name")


def _integer(digits: str) -> int | Unreadable:
    return int(digits) if len(digits) <= 400 else Unreadable(f"is a number of {len(digits):,} digits")


def _float(digits: str) -> float | Unreadable:
    number = float(digits)
    return number if abs(number) < float("inf") else Unreadable("is a number too large")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_float,
    parse_constant=lambda name: Unreadable(f"{name} is no number"),
)


def parse(text: str) -> ParsedJson | None:
    """Parse a JSON text; None if it begins with neither ``[`` nor ``{``.

    An object is an envelope only if all titles are in its array; else it is one item.
    """
    start = _end(_WHITE, text, 0)
    items: list[Item] = []
    if text.startswith("[", start):
        _arrays(items, text, start)
        return ParsedJson(tuple(items))
    if not text.startswith("{", start):
        return None
    head: dict[str, Any] = {}
    position = _array_start(text, start, head)
    if position and '"title"' not in text[start:position]:
        end = _array(items, text, position)
        if '"title"' not in text[end:]:
            return ParsedJson(tuple(items), head)
    return ParsedJson(tuple(_objects(text, start)))


def _arrays(items: list[Item], text: str, position: int) -> None:
    """Append the items of arrays, usually one; a program that appends to a file writes several."""
    for _ in range(_MOST_ARRAYS):
        position = _end(_WHITE, text, _array(items, text, position + 1) + 1)
        if not text.startswith("[", position):
            break
    if position < len(text):
        items.append(Item(text.count("\n", 0, position) + 1, Unreadable("is text below the records")))


def _array_start(text: str, position: int, head: dict[str, Any], depth: int = 3) -> int:
    """Return the place after the bracket of an envelope's array, or 0; put the values before it in ``head``.

    The array must hold objects, or texts of them.
    """
    position += 1
    for _ in range(_HEAD_LIMIT):
        key = _KEY.match(text, position)
        if not key:
            return 0
        position = key.end()
        if key[1] in _ITEMS and _RECORDS.match(text, position):
            return position + 1
        is_wrapper = depth and key[1] in _WRAPPERS and text.startswith("{", position)
        if is_wrapper and (found := _array_start(text, position, head, depth - 1)):
            return found
        try:
            head[key[1]], position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return 0
        comma = _COMMA.match(text, position)
        if not comma:
            return 0
        position = comma.end()
    return 0


def _array(items: list[Item], text: str, position: int) -> int:
    """Append the items of an array, from after its opening bracket; return the place of its end.

    After an item that cannot be parsed, parsing resumes where the next record seems to begin. It stops once
    failed attempts have scanned as much as the whole text, so that it takes linear time.
    """
    position = _end(_WHITE, text, position)
    start, record_start = position, ""
    budget, failures = len(text), 0
    counted, line = 0, 1
    while not text.startswith("]", position):
        line, counted = line + text.count("\n", counted, position), position
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            items.append(Item(line, Unreadable(_reason(error, text))))
            end = position + 1
            budget, failures = budget - getattr(error, "pos", len(text)) + position, failures + 1
        else:
            after = _end(_WHITE, text, end)
            if (comma := _COMMA.match(text, end)) or text.startswith("]", after):
                items.append(Item(line, value))
                position = comma.end() if comma else after
                continue
            if after == len(text):
                items.append(Item(line, value))
                items.append(Item(line, Unreadable("is the last before the text is cut off")))
            else:
                items.append(Item(line, Unreadable("has text around it that belongs to no record")))
        record_start = record_start or _record_start(text, start)
        following = re.compile(record_start).search(text, end)
        if not following:
            return len(text)
        if budget < 0 or failures > _FAILURE_LIMIT:
            reason = "is followed by too much that is broken: the rest was not read"
            items.append(Item(line, Unreadable(reason)))
            return len(text)
        position = following.end()
    return position


def _record_start(text: str, position: int) -> str:
    """Return a pattern for a comma before an object with the first key of the first, or ``paper``."""
    first = _FIRST_KEY.match(text, position)
    starts = "|".join(map(_spaced, ('{"paper":', first[0] if first else '{"paper":')))
    return rf",[ \t\r\n]*(?={starts})"


def _objects(text: str, start: int) -> Iterator[Item]:
    """Parse the text as one object, or else each line as one, or else objects one after the other."""
    try:
        yield Item(1, _DECODER.decode(text[start:]))
        return
    except (ValueError, RecursionError):
        pass
    lines = text.split("\n")
    if sum(line.lstrip().startswith("{") for line in lines) * 2 <= sum(bool(line.strip()) for line in lines):
        yield from _sequence(text, start)
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield Item(number, _DECODER.decode(line))
            except (ValueError, RecursionError) as error:
                yield Item(number, Unreadable(_reason(error, line)))


def _sequence(text: str, position: int) -> Iterator[Item]:
    """Parse objects one after the other, up to the first that cannot be parsed."""
    line, counted = 1, 0
    while position < len(text):
        line, counted = line + text.count("\n", counted, position), position
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            yield Item(line, Unreadable(_reason(error, text)))
            return
        yield Item(line, value)
        position = _end(_WHITE, text, position)


def _reason(error: Exception, text: str) -> str:
    if isinstance(error, json.JSONDecodeError):
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            return "is cut off: the text ends within it"
        return f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    return "is nested too deeply" if isinstance(error, RecursionError) else "is not JSON"


def _spaced(start: str) -> str:
    """Return a pattern for the beginning of a record with any white space between its tokens."""
    return r"[ \t\r\n]*".join(map(re.escape, re.findall(r'"[^"]*"|\S', start)))


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
