"""Turn values that name their type into plain ones, as databases export the fields of a document.

``{"title": {"stringValue": "Moss"}}`` (Firestore), ``{"title": {"S": "Moss"}}`` (DynamoDB).
"""

from collections.abc import Mapping
from typing import Any

_TYPES = frozenset({
    "stringValue", "integerValue", "doubleValue", "booleanValue", "timestampValue", "nullValue",
    "referenceValue", "arrayValue", "mapValue", "S", "N", "BOOL", "NULL", "L", "M", "SS", "NS",
})  # fmt: skip
_NONE = frozenset({"nullValue", "NULL"})


def plain_fields(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a document with plain values; any other object as it is."""
    is_typed = bool(fields) and all(map(_is_typed, fields.values()))
    return {name: _plain(value) for name, value in fields.items()} if is_typed else fields


def _is_typed(value: object) -> bool:
    return isinstance(value, dict) and len(value) == 1 and not _TYPES.isdisjoint(value)


def _plain(value: Any) -> Any:
    if not _is_typed(value):
        return value
    ((kind, inner),) = value.items()
    if kind in _NONE:
        return None
    if isinstance(inner, dict):
        inner = inner.get("values", inner.get("fields", inner))  # of an array or a map in Firestore
    if isinstance(inner, list):
        return [_plain(item) for item in inner]
    return {name: _plain(item) for name, item in inner.items()} if isinstance(inner, dict) else inner
