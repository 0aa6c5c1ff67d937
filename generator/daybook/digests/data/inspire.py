"""Turn a record of INSPIRE (``inspirehep.net/api/literature``) into the fields that other services have."""

from collections.abc import Mapping
from typing import Any

_OTHERS = ("supervisor", "editor")
"""Roles of people in ``authors`` who did not write the paper."""
_OWN = frozenset({"control_number", "arxiv_eprints", "texkeys"})
"""Fields of which an answer has one, whatever fields were asked for."""


def flatten(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the fields of a record with its ``metadata``; None for a record of another service."""
    metadata = record.get("metadata")
    if not (isinstance(metadata, dict) and "titles" in metadata and not _OWN.isdisjoint(metadata)):
        return None
    fields = {name: value for name, value in metadata.items() if name not in _READ}
    prints = _objects(metadata.get("arxiv_eprints"))
    notes = [note.get("value") for note in _objects(metadata.get("public_notes"))]
    fields["authors"] = [author for author in _objects(metadata.get("authors")) if not _is_other(author)]
    fields["arxiv"] = next((item.get("value") for item in prints), None)
    fields["categories"] = [name for item in prints for name in item.get("categories") or ()]
    fields["comment"] = next(filter(None, notes), None)
    fields["date_added"] = record.get("created")
    return fields


_READ = frozenset({"arxiv_eprints", "public_notes", "authors"})


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _is_other(author: Mapping[str, Any]) -> bool:
    roles = author.get("inspire_roles")
    return isinstance(roles, list) and any(role in _OTHERS for role in roles)
