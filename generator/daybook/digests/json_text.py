"""JSON into records one by one, so that a broken one costs no other: arrays, API envelopes, JSON Lines.

What JSON leaves open (RFC 8259, sections 4, 6 and 9) is decided here: a name that stands twice makes its
object unreadable; NaN, infinities and numbers of more than 400 digits are no numbers; nesting ends where
Python's own decoder gives up. What is wrong stands as a `Broken` where the value would be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

_WHITE = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
_FIRST_KEY = re.compile(r'\{\s*"[^"\\\n]{1,60}"\s*:|"\{')
_SCALAR = r'(?:"[^"\\\n]{0,200}"|[a-z0-9.+-]{1,40})'
_ENVELOPE = re.compile(
    rf'\{{\s*(?P<head>(?:"\w{{1,30}}"\s*:\s*{_SCALAR}\s*,\s*){{0,20}})"(?:data|papers|items|results)"\s*:\s*\['
)
_FAILURES = 200
_DATE = re.compile(r'"date"\s*:\s*"([0-9]{4}-[0-9]{2}-[0-9]{2})')
_COUNT = re.compile(r'"count"\s*:\s*([0-9]{1,6})\b')


class Broken(Struct, frozen=True):
    """What stands where a value cannot be read."""

    what: str
    """Why, as a sentence of which the value is the subject."""


class Item(Struct, frozen=True):
    """A value among many, with its line in the file."""

    line: int
    value: Any


class Listing(Struct, frozen=True):
    """The values of a JSON text."""

    items: tuple[Item, ...]
    date: str = ""
    """Of the envelope."""
    count: int | None = None
    """How many the envelope says there are."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Broken:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Broken("has a name that stands twice in one object")


def _integer(digits: str) -> int | Broken:
    return int(digits) if len(digits) <= 400 else Broken(f"is a number of {len(digits):,} digits")


def _float(digits: str) -> float | Broken:
    number = float(digits)
    return number if abs(number) < float("inf") else Broken("is a number too large")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_float,
    parse_constant=lambda name: Broken(f"{name} is no number"),
)


def read(text: str) -> Listing | None:
    """Read a JSON text; None where it is none: where it begins with neither ``[`` nor ``{``."""
    start = _end(_WHITE, text, 0)
    if text.startswith("[", start):
        return Listing(tuple(_array(text, start + 1)))
    envelope = _ENVELOPE.match(text, start)
    if envelope:
        date, count = _DATE.search(envelope["head"]), _COUNT.search(envelope["head"])
        items = tuple(_array(text, envelope.end()))
        return Listing(items, date[1] if date else "", int(count[1]) if count else None)
    return Listing(tuple(_objects(text, start))) if text.startswith("{", start) else None


def _array(text: str, position: int) -> Iterator[Item]:
    """The values of an array from behind its bracket, and a `Broken` for each that cannot be read.

    Reading goes on where the next value begins as the first one did, with the same name in its object, or
    with a paper. It ends where too much was read in vain, so that all is linear.
    """
    position = _end(_WHITE, text, position)
    counted, line = 0, 1
    first = _FIRST_KEY.match(text, position)
    starts = "|".join(map(_loose, ('{"paper":', first[0] if first else '{"paper":')))
    signature = re.compile(rf",[ \t\r\n]*(?={starts})")
    patience, failures = len(text), 0
    while not text.startswith("]", position):
        line, counted = line + text.count("\n", counted, position), position
        try:
            value, end = _DECODER.raw_decode(text, position)
            whole = True
        except (ValueError, RecursionError) as error:
            value, end, whole = Broken(_fault(error, text)), position + 1, False
            patience, failures = patience - getattr(error, "pos", len(text)) + position, failures + 1
        comma = _COMMA.match(text, end)
        after = _end(_WHITE, text, end)
        if whole and comma:
            yield Item(line, value)
            position = comma.end()
        elif whole and text.startswith("]", after):
            yield Item(line, value)
            position = after
        else:
            if whole and text[after:]:
                value = Broken("has text around it that belongs to no record")
            yield Item(line, value)
            if whole and not text[after:]:
                yield Item(line, Broken("is the last before the text is cut off"))
            following = signature.search(text, end)
            if following and (patience < 0 or failures > _FAILURES):
                yield Item(line, Broken("is followed by too much that is broken: the rest was not read"))
            if not following or patience < 0 or failures > _FAILURES:
                return
            position = following.end()


def _objects(text: str, start: int) -> Iterator[Item]:
    """One object over all of the text, or one on each line."""
    try:
        yield Item(1, _DECODER.decode(text[start:]))
        return
    except (ValueError, RecursionError) as error:
        whole = Broken(_fault(error, text))
    lines = text.split("\n")
    if sum(line.lstrip().startswith("{") for line in lines) * 2 <= sum(bool(line.strip()) for line in lines):
        yield Item(1, whole)
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield Item(number, _DECODER.decode(line))
            except (ValueError, RecursionError) as error:
                yield Item(number, Broken(_fault(error, line)))


def _fault(error: Exception, text: str) -> str:
    if isinstance(error, json.JSONDecodeError):
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            return "is cut off: the text ends within it"
        return f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    return "is nested too deeply" if isinstance(error, RecursionError) else "is not JSON"


def _loose(start: str) -> str:
    """A pattern for a record's beginning, however it is spaced."""
    return r"[ \t\r\n]*".join(map(re.escape, re.findall(r'"[^"]*"|\S', start)))


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
