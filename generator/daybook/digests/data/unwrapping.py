"""Find a record's own fields in an object of JSON: services and databases write other objects around them."""

import re
from collections.abc import Mapping
from typing import Any

from daybook.digests.fields.link_titles import is_title
from daybook.digests.rows import field_names, kinds
from daybook.digests.rows.row import make_row
from daybook.digests.tally import Tally

_WRAPPERS = (
    *("content", "data", "info", "paper", "attributes", "_source", "citingPaper", "citedPaper", "fields"),
    *("document", "bib", "work", "Item"),
)
"""Keys of the object that holds a record's own fields: OpenReview, Zotero, DBLP, DataCite and others."""
_FORUM = "https://openreview.net/forum?id="
_FEW_SPACES = 3
_NUMBER = re.compile(r"(?:0[7-9]|1[0-4])[01][0-9]\.[0-9]{4}|(?:1[5-9]|[2-9][0-9])[01][0-9]\.[0-9]{5}")
"""An identifier of its length until 2014, or since; numbers of a museum or of versions have others."""
_HREF = frozenset({"href", "@href"})
"""Keys of a link, whose title is no paper's."""
_OF_INSPIRE = frozenset({"control_number", "arxiv_eprints", "texkeys"})
"""Fields of which an answer of INSPIRE has one, whatever fields were asked for."""
_OF_TEXTS = frozenset({"body_text", "page_content", "text", "score", "embedding", "values"})
"""Keys beside the ``metadata`` of a paper in S2ORC, LangChain, LlamaIndex and databases of vectors."""
_OTHER_ROLES = ("supervisor", "editor")
"""Roles in INSPIRE of people in ``authors`` who did not write the paper."""
_TYPES = frozenset({
    "stringValue", "integerValue", "doubleValue", "booleanValue", "timestampValue", "nullValue",
    "referenceValue", "arrayValue", "mapValue", "S", "N", "BOOL", "NULL", "L", "M", "SS", "NS",
})  # fmt: skip
"""Of values in exports of Firestore and DynamoDB: ``{"title": {"stringValue": "Moss"}}``."""


def own_fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return a record's own fields, also from an object around them; None without a title."""
    if record.get("replyto"):
        return record  # a review in OpenReview, which `kinds.is_attachment` counts
    if _is_item(record):
        return None if _is_collection(record) else {**_metadata(record), **_bookmarked(record), **record}
    if found := _metadata(record):
        return {**record, **found}
    for key in _WRAPPERS:
        inner = record.get(key)
        if isinstance(inner, dict) and _is_item(inner := _without_types(inner)):
            outer = {name: value for name, value in record.items() if name not in (key, "forum")}
            forum = record.get("forum")
            link = {"url": _FORUM + forum} if isinstance(forum, str) and forum else {}
            return {**outer, **link, **inner}
    return None


def names_title(record: Mapping[str, Any]) -> bool:
    """Return whether a field of an object is a title."""
    return field_names.has_title(field_names.known_names(record))


def with_titles(value: Any, depth: int) -> Any:
    """Return a value of JSON with the names of objects as titles, in lists of which most link to papers so.

    So are keys above objects or links, and texts below numbers of arXiv. A model or a program that has a
    paper is named by few words, a paper by more.
    """
    if isinstance(value, dict) and depth:
        keyed = [_keyed(name, inner) for name, inner in value.items()]
        if 2 * sum(_has_title(item.get("title", "")) for item in keyed) > len(keyed):
            return [item or inner for item, inner in zip(keyed, value.values(), strict=True)]
        return {name: with_titles(inner, depth - 1) for name, inner in value.items()}
    if not isinstance(value, list) or not depth:
        return value
    named = [_name_of_linked(item) for item in value]
    if 2 * sum(name.count(" ") >= _FEW_SPACES for name in named) <= len(named):
        return [with_titles(item, depth - 1) for item in value]
    return [{"title": name, **item} if name else item for name, item in zip(named, value, strict=True)]


def _keyed(name: str, inner: object) -> dict[str, Any]:
    """Return a paper of which a key is the title or arXiv's number; empty for what links to none."""
    if isinstance(inner, str) and _NUMBER.fullmatch(name):
        return {"title": inner, "arxiv": name}
    fields = {"url": inner} if isinstance(inner, str) else inner
    if not isinstance(fields, dict) or names_title(fields):
        return {}
    row = make_row(fields.items(), field_names.known_names(fields), Tally())
    return {"title": name, **fields} if kinds.links_to_paper(row) else {}


def _has_title(text: str) -> bool:
    """Return whether a text without a name is a title of some words, and no question or sentence."""
    return text.count(" ") >= _FEW_SPACES and is_title(text) and text[-1] not in ".?!"


def _name_of_linked(item: object) -> str:
    """Return the name of an object that links to a paper; empty if there is none."""
    if not isinstance(item, dict) or names_title(item):
        return ""
    known = field_names.known_names(item)
    row = make_row(item.items(), known, Tally())
    name = next((text for text in map(row.value, ("paper", "name")) if isinstance(text, str)), "")
    return name if "://" not in name and kinds.links_to_paper(row) else ""


def _is_item(record: Mapping[str, Any]) -> bool:
    return names_title(record) or record.get("itemType") in kinds.ATTACHMENTS


def _is_collection(record: Mapping[str, Any]) -> bool:
    """Return whether a record has nothing of a paper, and a list of others with titles: a reading list."""
    if field_names.are_of_papers(field_names.known_names(record)):
        return False
    items = (item for value in record.values() for item in _objects(value)[:50])
    return any(names_title(item) and _HREF.isdisjoint(item) for item in items)


def _metadata(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what Zenodo and other archives, S2ORC, CORD-19 or INSPIRE have below ``metadata``."""
    inner = record.get("metadata")
    if not isinstance(inner, dict):
        return {}
    if "titles" in inner and not _OF_INSPIRE.isdisjoint(inner):
        return _of_inspire(inner, record.get("created"))
    if not (names_title(inner) and ("creators" in inner or not _OF_TEXTS.isdisjoint(record))):
        return {}
    pids = record.get("pids")
    doi = pids.get("doi") if isinstance(pids, dict) else None
    return {"doi": doi.get("identifier"), **inner} if isinstance(doi, dict) else inner


def _of_inspire(metadata: Mapping[str, Any], created: object) -> Mapping[str, Any]:
    """Return the fields of a record of ``inspirehep.net/api/literature`` as other services name them."""
    prints = _objects(metadata.get("arxiv_eprints"))
    notes = [note.get("value") for note in _objects(metadata.get("public_notes"))]
    people = [
        one for one in _objects(metadata.get("authors")) if not _is_other_role(one.get("inspire_roles"))
    ]
    return {
        **{name: value for name, value in metadata.items() if name not in ("arxiv_eprints", "public_notes")},
        "authors": people,
        "arxiv": next((item.get("value") for item in prints), None),
        "categories": [name for item in prints for name in item.get("categories") or ()],
        "comment": next(filter(None, notes), None),
        "date_added": created,
    }


def _is_other_role(roles: object) -> bool:
    return isinstance(roles, list) and any(role in _OTHER_ROLES for role in roles)


def _bookmarked(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the address that a bookmark of Karakeep has below ``content``."""
    content = record.get("content")
    url = content.get("url") if isinstance(content, dict) else None
    return {"url": url} if isinstance(url, str) else {}


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _without_types(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a document of a database with plain values; any other object as it is."""
    is_typed = bool(fields) and all(map(_is_typed, fields.values()))
    return {name: _plain(value) for name, value in fields.items()} if is_typed else fields


def _is_typed(value: object) -> bool:
    return isinstance(value, dict) and len(value) == 1 and not _TYPES.isdisjoint(value)


def _plain(value: Any) -> Any:
    if not _is_typed(value):
        return value
    ((kind, inner),) = value.items()
    if kind in ("nullValue", "NULL"):
        return None
    if isinstance(inner, dict):
        inner = inner.get("values", inner.get("fields", inner))  # of an array or a map in Firestore
    if isinstance(inner, list):
        return [_plain(item) for item in inner]
    return {name: _plain(item) for name, item in inner.items()} if isinstance(inner, dict) else inner
