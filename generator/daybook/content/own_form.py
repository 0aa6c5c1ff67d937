"""Front matter in the form Daybook itself writes: a small part of YAML that needs no parser of YAML.

Every value is a string in double quotes on one line, a list, or a mapping of such; lists of mappings have
their first key behind the dash. Reading and writing it takes a twentieth of what libyaml takes, which tells
over thousands of pages. `read` gives None for anything else, which is then read as the YAML it may be.

    title: "A title"
    authors:
    - "Ada Mill"
    appearances:
    - day: "2025-03-18"
      rank: "1"
    imported:
      title: "A title"
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_STRANGE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u061c\u2000-\u200f\u2028-\u202f\ud800-\U0010ffff]")
_LINE = re.compile(
    r"(?P<indent> {0,8})(?P<dash>- )?(?:(?P<key>[A-Za-z_][A-Za-z0-9_]{0,60}):)?"
    r"(?:(?P<gap> ?)\"(?P<text>[^\"\\]*(?:\\[\"\\][^\"\\]*)*)\")?"
)
_ESCAPED = re.compile(r"\\(.)")

_Row = tuple[int, bool, str, str | None]
"""A line: its indentation, whether it has a dash, its key, and its text, None where it has none."""


def read(header: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    """Give the fields and the line of each (from 1, with the fence before them counted), as YAML has them."""
    if _STRANGE.search(header):
        return None
    rows: list[_Row] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(header.split("\n")[:-1], 2):
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        indent, dash, key, gap, text = match.groups()
        if bool(key and text is not None) != bool(gap) or not (key or text is not None):
            return None
        if not indent and not dash:
            lines[key or ""] = number
        rows.append((len(indent), bool(dash), key or "", text and _ESCAPED.sub(r"\1", text)))
    try:
        fields, end = _mapping(rows, 0, 0)
    except (IndexError, _OtherForm):
        return None
    return (fields, lines) if rows and end == len(rows) and header.endswith("\n") else None


class _OtherForm(Exception):
    pass


def _mapping(rows: list[_Row], at: int, indent: int) -> tuple[dict[str, Any], int]:
    """The mapping whose keys stand at ``indent`` from row ``at`` on, and the row behind it."""
    made: dict[str, Any] = {}
    while at < len(rows) and rows[at][0] == indent and not rows[at][1]:
        _, _, key, text = rows[at]
        if not key or key in made:
            raise _OtherForm
        at += 1
        if text is not None:
            made[key] = text
        elif rows[at][1] and rows[at][0] == indent:
            made[key], at = _sequence(rows, at, indent)
        elif not rows[at][1] and rows[at][0] == indent + 2:
            made[key], at = _mapping(rows, at, indent + 2)
        else:
            raise _OtherForm
    return made, at


def _sequence(rows: list[_Row], at: int, indent: int) -> tuple[list[Any], int]:
    """The list whose dashes stand at ``indent`` from row ``at`` on, and the row behind it."""
    made: list[Any] = []
    while at < len(rows) and rows[at][0] == indent and rows[at][1]:
        _, _, key, text = rows[at]
        if key:
            rows[at] = (indent + 2, False, key, text)
            item, at = _mapping(rows, at, indent + 2)
            made.append(item)
        else:
            made.append(text)
            at += 1
    return made, at


def write(fields: Mapping[str, Any]) -> str:
    """Give the lines of ``fields``: strings, lists and mappings of them. Each string stands on one line."""
    return "".join(_lines(fields, ""))


def _lines(fields: Mapping[str, Any], indent: str) -> list[str]:
    """The lines of a mapping, each with the start ``indent``."""
    lines: list[str] = []
    for key, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{indent}{key}: {_quoted(value)}\n")
        elif not value:
            lines.append(f"{indent}{key}: {'[]' if isinstance(value, (list, tuple)) else '{}'}\n")
        else:
            lines.append(f"{indent}{key}:\n")
            listed = isinstance(value, (list, tuple))
            lines += _items(value, indent) if listed else _lines(value, f"{indent}  ")
    return lines


def _items(items: Sequence[Any], indent: str) -> list[str]:
    """The lines of a list: strings, or mappings with their first key behind the dash."""
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) == len(items) and _is_bare("".join(texts)):  # one look at all of a paper's authors
        return [f'{indent}- "{text}"\n' for text in texts]
    lines: list[str] = []
    for item in items:
        if isinstance(item, str):
            lines.append(f"{indent}- {_quoted(item)}\n")
        else:
            first, *others = _lines(item, f"{indent}  ")
            lines += [f"{indent}- {first[len(indent) + 2 :]}", *others]
    return lines


def _is_bare(text: str) -> bool:
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text


def _quoted(text: str) -> str:
    """Give a string in double quotes; what is not plain is escaped as YAML's own emitter does it."""
    if (text.isascii() and text.isprintable()) or ("\n" not in text and not _STRANGE.search(text)):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    dumped = yaml.dump(text, Dumper=yaml.CSafeDumper, default_style='"', allow_unicode=True, width=2**31 - 1)
    return str(dumped)[:-1]
