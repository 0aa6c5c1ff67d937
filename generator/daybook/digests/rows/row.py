"""The values of a row of a table, or of an object of JSON, by the normal names of its fields."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from daybook.digests.fields.cells import is_empty
from daybook.digests.rows.field_names import FIELDS, normal_name
from daybook.digests.tally import Tally


class Row(Struct):
    """A row's values that are not empty, by normal name, each with the field's own name."""

    fields: dict[str, tuple[str, Any]]
    tally: Tally

    def choices(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield the own name and value of each field that can be ``name``, the best first."""
        return (self.fields[normal] for normal in FIELDS[name] if normal in self.fields)

    def named(self, normal: str) -> tuple[str, Any]:
        """Return the own name and value of the field with a normal name; an empty name and None without."""
        return self.fields.get(normal, ("", None))

    def value(self, normal: str) -> Any:
        """Return the value of the field with a normal name, or None."""
        return self.named(normal)[1]

    def take(self, normal: str) -> Any:
        """Return the value of the field with a normal name, or None; the field counts as used."""
        own_name, value = self.named(normal)
        if own_name:
            self.tally.used.add(own_name)
        return value

    def first(self, name: str) -> Any:
        """Return the value of the best field, or None. All fields with this value count as used."""
        best = None
        for own_name, value in self.choices(name):
            if best is None or value == best:
                best = value
                self.tally.used.add(own_name)
        return best


def make_row(fields: Iterable[tuple[str, Any]], names: set[str], tally: Tally) -> Row:
    """Make a row of pairs of name and value. ``names`` are the normal names that have their usual meaning."""
    found: dict[str, tuple[str, Any]] = {}
    for name, value in fields:
        if not is_empty(value):
            normal = normal_name(name)
            tally.fields.setdefault(name)
            if normal in names and (normal not in found or (name == normal != found[normal][0])):
                found[normal] = (name, value)
    return Row(found, tally)
