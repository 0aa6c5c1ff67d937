"""Turn a table in JSON into its rows: lists below the names of columns, as pandas and R write them.

``{"title": ["A", "B"], "doi": ["1", "2"]}``, the same with an object of numbered rows for each list,
``{"columns": ["title", "doi"], "data": [["A", "1"], ["B", "2"]]}``, and ``[["title", "doi"], ["A", "1"]]``.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from daybook.digests.rows.field_names import FIELDS, has_title, known_names, normal_name
from daybook.digests.syntax.json_text import Unreadable

_TITLES = frozenset(FIELDS["title"])
_LANGUAGES = 8
"""Titles at most of one record, each in a language."""


def rows_of_columns(value: Mapping[str, Any]) -> list[Mapping[str, Any] | Unreadable] | None:
    """Return the rows of a table; None if a value is no table."""
    if isinstance(names := value.get("columns"), list) and isinstance(rows := value.get("data"), list):
        return _rows_below(names, rows)
    titles = _titles(value)
    if titles is None or not _has_columns_alone(value, titles):
        return None
    keys = _rows_of(titles)
    if any(_rows_of(column) != keys for column in value.values()):
        return None
    return [{name: column[key] for name, column in value.items()} for key in keys]


def rows_below_names(rows: Sequence[Any]) -> list[Mapping[str, Any] | Unreadable] | None:
    """Return the rows of a list of lists, of which the first holds the names of columns; None for another."""
    names = rows[0] if len(rows) > 1 else None
    if not (isinstance(names, list) and all(isinstance(row, list) for row in rows)):
        return None
    is_head = all(isinstance(name, str) for name in names) and has_title(known_names(names))
    padded = [row + [""] * (len(names) - len(row)) for row in rows[1:]]
    return _rows_below(names, padded) if is_head and len(names) > 1 else None


def why_no_table(value: Mapping[str, Any]) -> str:
    """Return why a value with several titles, which is no table, is no record either; empty if it is one."""
    titles = _titles(value)
    if titles is None or (len(titles) <= _LANGUAGES and not _has_columns_alone(value, titles)):
        return ""
    return f"has {len(titles):,} titles, and other fields of another number"


def _rows_below(names: Sequence[Any], rows: Sequence[Any]) -> list[Mapping[str, Any] | Unreadable] | None:
    if not names or not all(isinstance(name, str) for name in names):
        return None
    return [
        dict(zip(names, row, strict=True))
        if isinstance(row, list) and len(row) == len(names)
        else Unreadable("is no row of the columns")
        for row in rows
    ]


def _titles(value: Mapping[str, Any]) -> list[Any] | dict[str, Any] | None:
    """Return several titles in a list or in an object of numbered rows; None for anything else."""
    found = next((item for name, item in value.items() if normal_name(name) in _TITLES), None)
    if not isinstance(found, (list, dict)) or len(found) < 2:
        return None
    if isinstance(found, dict) and not all(key.isdecimal() for key in found):
        return None
    items = found.values() if isinstance(found, dict) else found
    return found if all(item is None or isinstance(item, str) for item in items) else None


def _rows_of(column: list[Any] | dict[str, Any]) -> Collection[Any]:
    return column.keys() if isinstance(column, dict) else range(len(column))


def _has_columns_alone(value: Mapping[str, Any], titles: list[Any] | dict[str, Any]) -> bool:
    return len(value) > 1 and all(isinstance(column, type(titles)) for column in value.values())
