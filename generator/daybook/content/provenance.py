"""The sources of a page's fields: the value that a digest last gave for each, and that digest.

The front matter keeps this under ``imported``. A field that differs from what digests last gave was corrected
by a person. Title and identifiers, by which records are matched to papers, are kept in full, other values as
a short hash.

    imported:
      title: "A title"
      abstract: "6b50d7f002654914"
      arxiv: "2401.00010"
      titles:
      - "A title as another digest had it"
      from:
      - digest: "2025/2025-03-18.json"
        origin: "record"
        fields: "title, abstract, arxiv"

``origin`` is the name of an `Origin` in small letters: ``record``, ``list``, or ``excerpt`` for values that
are cut off. Without it, the origin is a page.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from daybook.content.imported import short_hash
from daybook.content.paper_update import FIELDS, FieldValue, PaperUpdate, in_order
from daybook.model import Origin

_IN_FULL = frozenset({"title", "arxiv", "doi"})

_ORIGINS = {origin.name.lower(): origin for origin in Origin if origin is not Origin.PAGE}


class Provenance(Struct, frozen=True, array_like=True):
    """The sources of imported fields, as a page's front matter keeps them."""

    stored: Mapping[str, str] = field(default_factory=dict)
    """By name of `FIELDS`, the `stored_form` of the value that digests last gave."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """By name of `FIELDS`, the digest that gave the value; pages of earlier versions have none."""
    titles: tuple[str, ...] = ()
    """Other titles that digests gave."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """By name of `FIELDS`, the origin of the value, unless it is a page."""

    def is_corrected(self, name: str, value: FieldValue) -> bool:
        """Return whether ``value`` of a field is a person's, not what digests last gave for it."""
        stored = self.stored.get(name, "")
        return stored_form(name, value) != stored if stored else bool(value)

    def updated(self, update: PaperUpdate) -> "Provenance":
        """Return the provenance of a page after an update."""
        stored = {name: stored_form(name, value) for name, value in update.values.items()}
        stored = {**self.stored, **stored}
        titles = dict.fromkeys((*self.titles, *update.titles))
        others = tuple(title for title in titles if title != stored.get("title"))
        origins = {**self.origins, **update.origins}
        origins = {name: origin for name, origin in origins.items() if origin is not Origin.PAGE}
        return Provenance(stored, {**self.sources, **update.sources}, others, origins)


def stored_form(name: str, value: FieldValue) -> str:
    """Return what is stored of a field's value, to compare later values with."""
    if isinstance(value, str):
        return value if name in _IN_FULL else short_hash(value)
    return short_hash("\n".join(value)) if value else ""


def read(value: object) -> Provenance:
    """Parse ``imported`` of a front matter; values of another form are ignored."""
    if not isinstance(value, Mapping):
        return Provenance()
    stored = {name: value[name] for name in FIELDS if isinstance(value.get(name), str)}
    sources: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    listed, titles = value.get("from"), value.get("titles")
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, Mapping) and isinstance(names := item.get("fields"), str):
            named = names.replace(" ", "").split(",")
            sources.update(dict.fromkeys(named, str(item.get("digest", ""))))
            if (origin := str(item.get("origin", ""))) in _ORIGINS:
                origins.update(dict.fromkeys(named, _ORIGINS[origin]))
    others = (title for title in titles if isinstance(title, str)) if isinstance(titles, list) else ()
    sources = {name: sources[name] for name in in_order(sources)}
    origins = {name: origins[name] for name in in_order(origins)}
    return Provenance(stored, sources, tuple(others), origins)


def write(provenance: Provenance) -> dict[str, Any]:
    """Return ``imported`` for a front matter."""
    made: dict[str, Any] = {name: provenance.stored[name] for name in in_order(provenance.stored)}
    if provenance.titles:
        made["titles"] = list(provenance.titles)
    digests: dict[tuple[str, Origin], list[str]] = defaultdict(list)
    for name in in_order(provenance.sources):
        digests[provenance.sources[name], provenance.origins.get(name, Origin.PAGE)].append(name)
    if digests:
        made["from"] = [_source(*source, digests[source]) for source in sorted(digests)]
    return made


def _source(digest: str, origin: Origin, names: list[str]) -> dict[str, str]:
    named = {} if origin is Origin.PAGE else {"origin": origin.name.lower()}
    return {"digest": digest, **named, "fields": ", ".join(names)}
