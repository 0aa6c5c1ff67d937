"""Where a page's fields came from: what digests last gave for each, and which digest that was.

It stands under ``imported`` in the front matter. By it a later import knows a person's corrections, whatever
the field: what a page says now and what digests last gave then differ. Title and identifiers, by which a
paper is known again, stand there in full, all else as a short hash.

    imported:
      title: "A title"
      abstract: "6b50d7f002654914"
      arxiv: "2401.00010"
      titles:
      - "A title as another digest had it"
      from:
      - digest: "2025/2025-03-18.json"
        fields: "title, abstract, arxiv"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import fields

from daybook.content.imported import digest_of
from daybook.model import Appearance, Facts

FACTS = tuple(fact.name for fact in fields(Facts))
FIELDS = ("title", "abstract", *FACTS)
_IN_FULL = frozenset({"title", "arxiv", "doi"})

FieldValue = str | tuple[str, ...]
"""A field's value."""


class PaperUpdate(Struct, frozen=True):
    """What digests now say of a paper."""

    address: str
    appearances: tuple[Appearance, ...]
    """All of them."""
    values: Mapping[str, FieldValue]
    """By the names of `FIELDS`: those that digests give anew, none of them empty."""
    sources: Mapping[str, str]
    """The digest of each of ``values``, as its path below ``digests/``."""
    titles: tuple[str, ...] = ()
    """Other titles by which digests named it."""


class Provenance(Struct, frozen=True, array_like=True):
    """What a page's front matter says of its imported fields."""

    marks: Mapping[str, str] = field(default_factory=dict)
    """By the names of `FIELDS`, what digests last gave: see `mark`."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """By the names of `FIELDS`, the digest that gave it; none on pages of earlier versions."""
    titles: tuple[str, ...] = ()

    def corrected(self, name: str, value: FieldValue) -> bool:
        """Whether ``value`` of a field is a person's: not what digests last gave for it."""
        known = self.marks.get(name, "")
        return mark(name, value) != known if known else bool(value)

    def updated(self, update: PaperUpdate) -> Provenance:
        """Give what is to be said once a page has taken in what digests now say."""
        marks = {**self.marks, **{name: mark(name, value) for name, value in update.values.items()}}
        titles = dict.fromkeys((*self.titles, *update.titles))
        kept = tuple(title for title in titles if title != marks.get("title"))
        return Provenance(marks, {**self.sources, **update.sources}, kept)


def mark(name: str, value: FieldValue) -> str:
    """What is kept of a field's value to know it by."""
    if isinstance(value, str):
        return value if name in _IN_FULL else digest_of(value)
    return digest_of("\n".join(value)) if value else ""


def read(value: object) -> Provenance:
    """Read ``imported`` of a front matter; what does not fit is passed over."""
    if not isinstance(value, Mapping):
        return Provenance()
    marks = {name: value[name] for name in FIELDS if isinstance(value.get(name), str)}
    sources: dict[str, str] = {}
    listed, titles = value.get("from"), value.get("titles")
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, Mapping) and isinstance(names := item.get("fields"), str):
            sources.update(dict.fromkeys(names.replace(" ", "").split(","), str(item.get("digest", ""))))
    others = (title for title in titles if isinstance(title, str)) if isinstance(titles, list) else ()
    return Provenance(marks, {name: sources[name] for name in FIELDS if name in sources}, tuple(others))


def write(provenance: Provenance) -> dict[str, Any]:
    """Give ``imported`` of a front matter."""
    made: dict[str, Any] = {name: provenance.marks[name] for name in FIELDS if name in provenance.marks}
    if provenance.titles:
        made["titles"] = list(provenance.titles)
    digests: dict[str, list[str]] = defaultdict(list)
    for name in FIELDS:
        if name in provenance.sources:
            digests[provenance.sources[name]].append(name)
    if digests:
        made["from"] = [{"digest": path, "fields": ", ".join(digests[path])} for path in sorted(digests)]
    return made
