"""Reader of JSON Feed, version 1 and 1.1 (https://www.jsonfeed.org/version/1.1/), whose items are papers.

The day comes from the file's name, else the item's ``date_published`` or ``date_modified``.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.feeds.items import FeedItem, parse_items
from daybook.digests.records import choose_day, note_unused, text_of
from daybook.digests.syntax import json_text
from daybook.digests.syntax.json_text import Item, Unreadable
from daybook.problems import Problem, Severity
from daybook.text.dates import iso_day
from daybook.text.plain_text import one_line

NAME = "JSON Feed of papers"

_SIGN = re.compile(
    r"\s*\{[^{}\[\]]{0,4000}?\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\b"
)
_HOME = re.compile(r"\"home_page_url\"\s*:\s*\"(https?:[^\"\s]{4,2000})\"")
_USED = frozenset({
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "date_published",
    "date_modified", "authors", "author", "tags", "doi", "_doi", "_arxiv",
})  # fmt: skip


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a feed; None if the file is something else."""
    parsed = json_text.parse(file.text) if _SIGN.match(file.text) else None
    if not parsed:
        return None
    items, home = parsed.items, _HOME.search(file.text)
    whole = items[0].value if len(items) == 1 else None
    if isinstance(whole, dict) and "jsonfeed.org" in text_of(whole, "version"):
        inner = whole.get("items")
        items = tuple(Item(0, value) for value in inner) if isinstance(inner, list) else ()
    if not items:
        return Problem(file.path, 1, "lists no papers", "as on a day without any", Severity.NOTE)
    digest = parse_items(file, list(_items(file, items)), home[1].replace("\\/", "/") if home else "")
    if isinstance(digest, Problem):
        return digest
    keys = dict.fromkeys(key for item in items if isinstance(item.value, dict) for key in item.value)
    notes = note_unused(file.path, (key for key in keys if key not in _USED))
    return replace(digest, problems=(*digest.problems, *notes))


def _items(file: DigestFile, items: tuple[Item, ...]) -> Iterator[FeedItem | Problem]:
    for number, item in enumerate(items, 1):
        if isinstance(item.value, dict):
            yield _item(file, item.value, item.line)
        else:
            reason = item.value.reason if isinstance(item.value, Unreadable) else "is not an object"
            what = f"item {number:,} {reason}"
            yield Problem(file.path, item.line, what, "correct it; the others were read")


def _item(file: DigestFile, value: Mapping[str, Any], line: int) -> FeedItem:
    texts = [one_line(text_of(value, key)[:4_000]) for key in ("date_published", "date_modified")]
    html, plain = text_of(value, "content_html"), text_of(value, "content_text") or text_of(value, "summary")
    listed = value.get("authors") or [value.get("author")]
    people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    tags = value.get("tags")
    return FeedItem(
        title=text_of(value, "title"),
        description=plain or html,
        is_html=not plain,
        links=tuple(text_of(value, key) for key in ("id", "url", "external_url")),
        identifiers=tuple(text_of(value, key) for key in ("id", "doi", "_doi", "_arxiv")),
        authors=tuple(filter(None, (text_of(person, "name") for person in people))),
        categories=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        day=choose_day(file, next(filter(None, map(iso_day, texts)), None)),
        line=line,
    )
