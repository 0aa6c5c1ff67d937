"""Reader of arXiv's feeds (RSS 2.0 and Atom of ``rss.arxiv.org``), of answers of its query API (Atom), and of
other feeds of papers.

The description of an item of a feed is ``arXiv:2401.00010v1 Announce Type: new``, then ``Abstract: …``; one
element lists its authors, separated by commas. Until January 2024 arXiv's feeds were RSS 1.0, with the
identifier at the end of titles and the day in the channel's ``dc:date``. The query API has an element for
each author and reports an error as an entry titled ``Error`` (arXiv API User's Manual, section 3.4). Feeds
are empty at weekends. Descriptions of other feeds are HTML (RSS 2.0 specification; RFC 4287, section 3.1).

The day is that of the file's name, else the item's, else the channel's; from the query API it is the first
version's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.parsers import expat

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.feed_item import FeedItem, parse_items
from daybook.digests.records import choose_day, text_of
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import iso_day, mail_day
from daybook.text.identifiers import arxiv_in_url, partial_date
from daybook.text.plain_text import one_line

NAME = "RSS or Atom of papers"

_MAX_BYTES = 10 * 1024 * 1024
_MAX_DEPTH = 100
_MAX_ELEMENTS, _MAX_ATTRIBUTES = 50_000, 50
"""Of a document, and of an element; arXiv's largest feeds, of 2,000 papers, have 30,000 elements."""
_ROOTS = frozenset({"rss", "feed", "rdf:rdf"})
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|rss|feed|[a-z0-9]+:(?:rdf|feed))\b", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"\s*arXiv:(\S{1,40})\s+Announce Type:\s*([a-z-]{1,20})\s*(?:Abstract:\s*)?", re.IGNORECASE
)
_IDENTIFIERS = ("id", "arxiv_doi", "prism_doi", "dc_identifier", "citation_doi")


class _UnsafeXmlError(Exception):
    """A document exceeds a limit or has a document type declaration."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a feed; None if the file is none."""
    if not _START.match(file.data[:1_000]):
        return None
    if len(file.data) > _MAX_BYTES:
        what = f"is a feed of {len(file.data):,} bytes"
        return Problem(file.path, 0, what, f"split it: {_MAX_BYTES:,} is the most")
    try:
        if _root_name(file.data) not in _ROOTS:
            return None
    except _UnsafeXmlError as error:
        return Problem(file.path, 0, str(error), "fetch the feed again")
    except expat.ExpatError as error:
        what = f"is not well-formed XML: {expat.ErrorString(error.code)}"
        return Problem(file.path, error.lineno, what, "fetch the feed again")
    except (ValueError, LookupError):
        return Problem(file.path, 1, "is XML in an unknown encoding", "save it as UTF-8")
    import feedparser.api  # slow to load, rarely needed

    parse: Any = feedparser.api.parse
    try:
        feed = parse(io.BytesIO(file.data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser lets any exception through
        what = f"is a feed that feedparser fails on: {shown(repr(error))}"
        return Problem(file.path, 0, what, "fetch it again")
    if not feed.entries and not feed.version:
        return None
    if not feed.entries:
        return Problem(file.path, 1, "lists no papers", "as on a day without any", Severity.NOTE)
    if one_line(feed.entries[0].get("title", "")) == "Error":
        message = shown(one_line(feed.entries[0].get("summary", "")))
        return Problem(file.path, 1, f"is an error of the API, not a feed: {message}", "ask it again")
    return parse_items(file, list(_items(file, feed)))


def _root_name(data: bytes) -> str:
    """Return the name of the root element.

    Raises ExpatError, ValueError or LookupError if the XML is not valid, and _UnsafeXmlError if it is too
    large or has a document type declaration, whose entities could expand without limit or name files.
    """
    names: list[str] = []
    depth = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if elements > _MAX_ELEMENTS or len(attributes) > _MAX_ATTRIBUTES:
            what = f"is XML of more than {_MAX_ELEMENTS:,} elements, or {_MAX_ATTRIBUTES} attributes"
            raise _UnsafeXmlError(what)
        if depth == 1:
            names.append(name.lower())
        if depth > _MAX_DEPTH:
            raise _UnsafeXmlError(f"is XML nested more than {_MAX_DEPTH} deep")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise _UnsafeXmlError("is XML with a DOCTYPE, which is not read")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(data, True)
    name = names[0]
    return name.rpartition(":")[2] if name.endswith(":feed") else name


def _items(file: DigestFile, feed: Any) -> Iterator[FeedItem]:
    channel_day = _day(feed.feed, "updated", "published")
    for entry in feed.entries:
        summary = text_of(entry, "summary") or next(
            (text_of(content, "value") for content in _objects(entry, "content")), ""
        )
        announced = _ANNOUNCED.match(summary)
        is_query = feed.version == "atom10" and bool(arxiv_in_url(text_of(entry, "id")))
        is_text = any(detail.get("type") == "text/plain" for detail in _objects(entry, "summary_detail"))
        yield FeedItem(
            title=text_of(entry, "title"),
            description=summary[announced.end() :] if announced else summary,
            is_html=not (announced or is_text),
            is_tex=bool(announced) or is_query,
            links=tuple(text_of(entry, key) for key in ("id", "link", "prism_url")),
            identifiers=(
                announced[1] if announced else "",
                *(text_of(entry, key).removeprefix("oai:arXiv.org:") for key in _IDENTIFIERS),
            ),
            authors=_authors(entry),
            categories=tuple(text_of(tag, "term") for tag in _objects(entry, "tags")),
            published="" if announced else partial_date(_published(entry)),
            day=choose_day(file, _day(entry, "published", "updated", "prism_publicationdate") or channel_day),
            comment=text_of(entry, "arxiv_comment"),
            has_metadata=any(key.startswith("prism_") for key in entry),
        )


def _authors(entry: Any) -> tuple[str, ...]:
    """Return the authors' names, or the text of an element ``authors`` (IEEE Xplore)."""
    text = text_of(entry, "authors")
    return (text,) if text else tuple(text_of(author, "name") for author in _objects(entry, "authors"))


def _objects(entry: Any, key: str) -> list[Any]:
    """Return the objects of a field; none if it is the text of an unknown element with this name."""
    value = entry.get(key)
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def _published(entry: Any) -> str:
    return text_of(entry, "published") or text_of(entry, "prism_publicationdate")


def _day(fields: Any, *keys: str) -> date | None:
    """Return the day in the first of several fields that has one."""
    texts = [text_of(fields, key) for key in keys if key in fields]  # feedparser invents an `updated`
    return next(filter(None, (iso_day(text) or mail_day(text) for text in texts)), None)
