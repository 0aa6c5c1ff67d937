"""Reader of arXiv's feeds (RSS 2.0 and Atom of ``rss.arxiv.org``), of answers of its query API (Atom), and of
other feeds of papers.

The description of an item of a feed is ``arXiv:2401.00010v1 Announce Type: new``, then ``Abstract: …``; one
element lists its authors, separated by commas. Until January 2024 arXiv's feeds were RSS 1.0, with the
identifier at the end of titles and the day in the channel's ``dc:date``. The query API has an element for
each author and reports an error as an entry titled ``Error`` (arXiv API User's Manual, section 3.4). Feeds
are empty at weekends. Descriptions of other feeds are HTML (RSS 2.0 specification; RFC 4287, section 3.1).

The day comes from the file's name, else the item's, else the channel's; from the query API it is the first
version's.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.feeds.elements import Feed, FeedPart, parse_feed
from daybook.digests.feeds.items import FeedItem, has_abstract_label, parse_items
from daybook.digests.fields.entry_lines import after_announcement
from daybook.digests.records import choose_day
from daybook.digests.syntax.xml_tree import XmlError, cut_off
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import iso_day, mail_day
from daybook.text.identifiers import arxiv_in_url, partial_date
from daybook.text.partial_dates import parse_partial_date
from daybook.text.plain_text import one_line
from daybook.text.venue import write_venue

NAME = "RSS or Atom of papers"

_MAX_BYTES = 10 * 1024 * 1024
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|rss|feed|[a-z0-9]+:(?:rdf|feed))\b", re.IGNORECASE
)
_IDENTIFIERS = ("id", "arxiv_doi", "prism_doi", "dc_identifier", "citation_doi")


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a feed; None if the file is something else."""
    if not _START.match(file.data[:1_000]):
        return None
    if len(file.data) > _MAX_BYTES:
        what = f"is a feed of {len(file.data):,} bytes"
        return Problem(file.path, 0, what, f"split it: {_MAX_BYTES:,} is the most")
    try:
        feed = parse_feed(file.data)
    except XmlError as error:
        return error.problem(file.path)
    if feed is None or not feed.is_feed:
        return None
    if feed.cut_off and not feed.items:
        return cut_off(file.path, feed.cut_off, 0)
    if not feed.items:
        return Problem(file.path, 1, "lists no papers", "as on a day without any", Severity.NOTE)
    if _is_error(feed.items[0]):
        message = shown(one_line(feed.items[0].summary))
        return Problem(file.path, 1, f"is an error of the API, not a feed: {message}", "ask it again")
    ending = [cut_off(file.path, feed.cut_off, len(feed.items))] if feed.cut_off else []
    return parse_items(file, [*_items(file, feed), *ending], feed.own.texts.get("link", ""))


def _is_error(part: FeedPart) -> bool:
    return one_line(part.texts.get("title", "")) == "Error"


def _items(file: DigestFile, feed: Feed) -> Iterator[FeedItem | Problem]:
    parts = " ".join(feed.own.texts.get(name, "") for name in ("day", "month", "year"))  # of IEEE Xplore
    channel_day = _day(feed.own, "updated", "published") or iso_day(parse_partial_date(parts))
    for part in feed.items:
        texts = part.texts
        if _is_error(part):
            what = f"an error of the API in place of a paper: {shown(one_line(part.summary))}"
            yield Problem(file.path, 0, what, "ask for it again")
            continue
        summary = part.summary or part.content
        if part.content and has_abstract_label(part.content):
            summary = part.content  # the summary is its beginning, or names the issue
        announced, summary = after_announcement(summary)
        published = texts.get("published") or texts.get("prism_publicationdate", "")
        yield FeedItem(
            title=texts.get("title") or texts.get("media_title", ""),
            description=summary,
            is_html=not (announced or part.is_text),
            is_tex=bool(announced) or (feed.is_atom and bool(arxiv_in_url(texts.get("id", "")))),
            links=tuple(texts.get(key, "") for key in ("id", "link", "prism_url")),
            identifiers=(
                announced,
                *(texts.get(key, "").removeprefix("oai:arXiv.org:") for key in _IDENTIFIERS),
            ),
            authors=tuple(filter(None, [texts["authors"]] if texts.get("authors") else part.authors)),
            categories=tuple(part.categories),
            published="" if announced else partial_date(published),
            day=choose_day(file, _day(part, "published", "updated", "prism_publicationdate") or channel_day),
            comment=texts.get("arxiv_comment", ""),
            venue=_venue(texts),
            has_metadata=any(key.startswith(("prism_", "arxiv_")) for key in texts),
        )


def _venue(texts: Mapping[str, str]) -> str:
    name, volume, number = (texts.get(f"prism_{key}", "") for key in ("publicationname", "volume", "number"))
    pages = (texts.get(f"prism_{key}", "") for key in ("startingpage", "endingpage"))
    return write_venue(name, volume, number, "–".join(pages))


def _day(part: FeedPart, *keys: str) -> date | None:
    """Return the day in the first of several fields that has one."""
    texts = [part.texts[key] for key in keys if key in part.texts]
    return next(filter(None, (iso_day(text) or mail_day(text) for text in texts)), None)
