"""Reader of arXiv's feeds: RSS 2.0 and Atom of ``rss.arxiv.org``, and the answers of the query API.

An announcement's description begins ``arXiv:2401.00010v1 Announce Type: new``, then ``Abstract: …``; its
authors stand in one element with commas between. The query API names each author apart and reports an error
as one entry titled ``Error`` (arXiv API User's Manual, section 3.4). A feed at a weekend has no entries.

A day is the one in the file's name, else the entry's date of announcement; the query API's entries have
none, and take the day on which their first version came out. Feeds that list papers of arXiv by links to
arXiv or to Hugging Face are read as well.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from daybook.digests.names import split_names
from daybook.digests.records import Record, collect, day_of, stated
from daybook.digests.source import Reading, Source
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import iso_day, mail_day
from daybook.text.identifiers import arxiv_id, arxiv_in_url, partial_date
from daybook.text.latex import latex_to_line
from daybook.text.plain_text import one_line

NAME = "RSS or Atom of arXiv"

_MOST_BYTES = 10 * 1024 * 1024
_DEEPEST = 100
_MOST_ELEMENTS, _MOST_ATTRIBUTES = 50_000, 50
"""Of a document, and of an element; 2,000 announcements, the most arXiv gives, are 30,000 elements."""
_ROOTS = frozenset({"rss", "feed", "rdf:rdf"})
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|rss|feed|[a-z0-9]+:(?:rdf|feed))\b", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"\s*arXiv:(\S{1,40})\s+Announce Type:\s*([a-z-]{1,20})\s*(?:Abstract:\s*)?", re.IGNORECASE
)


class _Refused(Exception):
    pass


def read(source: Source) -> Reading | None:
    """Read a feed."""
    if not _START.match(source.data[:1_000]):
        return None
    if len(source.data) > _MOST_BYTES:
        what = f"is a feed of {len(source.data):,} bytes"
        return _fault(source, 0, what, f"split it: {_MOST_BYTES:,} is the most")
    try:
        if _root(source.data) not in _ROOTS:
            return None
    except _Refused as refusal:
        return _fault(source, 0, str(refusal), "fetch the feed again")
    except expat.ExpatError as error:
        what = f"is not well-formed XML: {expat.ErrorString(error.code)}"
        return _fault(source, error.lineno, what, "fetch the feed again")
    except (ValueError, LookupError):
        return _fault(source, 1, "is XML in an encoding nobody here knows", "save it as UTF-8")
    try:
        feed = _parsed(source.data)
    except Exception as error:  # sound XML of odd names makes feedparser raise whatever its parts raise
        return _fault(
            source, 0, f"is a feed that feedparser fails on: {shown(repr(error))}", "fetch it again"
        )
    if not feed.entries:
        note = Problem(source.path, 1, "lists no papers", "as on a day without any", Severity.NOTE)
        return Reading((), 0, (note,))
    if one_line(feed.entries[0].get("title", "")) == "Error":
        said = shown(one_line(feed.entries[0].get("summary", "")))
        return _fault(source, 1, f"is an error of the API, not a feed: {said}", "ask it again")
    return collect(source, _records(source, feed.entries))


def _parsed(data: bytes) -> Any:
    """The feed as feedparser has it, its text to the letter."""
    import feedparser.api

    parse: Any = feedparser.api.parse
    return parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _fault(source: Source, line: int, what: str, remedy: str) -> Reading:
    return Reading((), 0, (Problem(source.path, line, what, remedy),))


def _root(data: bytes) -> str:
    """The name of the document's element; raises where XML is not sound, too large, or declares entities.

    Document type declarations are refused altogether: no feed of arXiv has one, and entities can blow
    up or name files.
    """
    names: list[str] = []
    depth = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if elements > _MOST_ELEMENTS or len(attributes) > _MOST_ATTRIBUTES:
            raise _Refused(
                f"is XML of more than {_MOST_ELEMENTS:,} elements, or {_MOST_ATTRIBUTES} attributes"
            )
        if depth == 1:
            names.append(name.lower())
        if depth > _DEEPEST:
            raise _Refused(f"is XML nested more than {_DEEPEST} deep")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise _Refused("is XML with a DOCTYPE, which is not read")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(data, True)
    name = names[0]
    return name.rpartition(":")[2] if name.endswith(":feed") else name


def _records(source: Source, entries: list[Any]) -> Iterator[Record | Problem]:
    for number, entry in enumerate(entries, 1):
        announced = _ANNOUNCED.match(_text(entry, "summary"))
        arxiv = _identifier(entry, announced)
        if not arxiv and not _text(entry, "arxiv_doi"):
            title = shown(one_line(_text(entry, "title")))
            what = f"entry {number} names no paper of arXiv: {title}"
            yield Problem(source.path, 0, what, "remove it, or save the papers in another form")
            continue
        facts, complaints = stated(
            {
                "arxiv": arxiv,
                "doi": _text(entry, "arxiv_doi"),
                "authors": _authors(entry),
                "categories": [tag.get("term") or "" for tag in entry.get("tags", [])],
                "published": "" if announced else partial_date(_text(entry, "published")),
            }
        )
        summary = _text(entry, "summary")
        announced_on = _text(entry, "published") or _text(entry, "updated")
        yield Record(
            title=_text(entry, "title"),
            abstract=summary[announced.end() :] if announced else summary,
            day=day_of(source, iso_day(announced_on) or mail_day(announced_on)),
            facts=facts,
            complaints=complaints,
        )


def _text(entry: Any, key: str) -> str:
    value = entry.get(key, "")
    return value if isinstance(value, str) else ""


def _identifier(entry: Any, announced: re.Match[str] | None) -> str:
    if announced and (found := arxiv_id(announced[1])):
        return found
    guid, link = _text(entry, "id"), _text(entry, "link")
    return arxiv_id(guid.removeprefix("oai:arXiv.org:")) or arxiv_in_url(guid) or arxiv_in_url(link)


def _authors(entry: Any) -> list[str]:
    """Each author's name, its accents out of TeX; a single element that lists several is taken apart."""
    names = [latex_to_line(author.get("name") or "") for author in entry.get("authors", [])]
    return list(split_names(names[0])) if len(names) == 1 else names
