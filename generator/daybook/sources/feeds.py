"""Feeds, which have their newest entries alone: of arXiv, and at any address of the web."""

import re
from datetime import date
from urllib.parse import urlsplit

from daybook.sources.client import Client, RequestPolicy, ServiceError, wrong_form
from daybook.text.slugs import hyphenated

_MOST_NAME = 48


class WebFeed:
    """The newest entries of a feed, RSS or Atom, at an address of the web."""

    policy = RequestPolicy(pause=1.0)
    by_day = False
    accepted = "application/atom+xml, application/rss+xml, text/xml"

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.name = url
        self.endpoint = f"{parts.scheme}://{parts.netloc}"
        self.path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        words = hyphenated(f"{parts.hostname}{self.path}")
        self.file_suffix = f"-{words[:_MOST_NAME].rstrip('-')}.xml"

    def request_day(self, client: Client, day: date) -> bytes | None:  # noqa: ARG002 - it has one day only
        """Return the feed."""
        return _checked(client.get(self.path, {}, self.accepted))


class ArxivFeed(WebFeed):
    """The newest announcement of an arXiv category, or of several joined by ``+``.

    It is ``rss.arxiv.org/rss/CATEGORY``, and empty at weekends and on holidays.
    """

    policy = RequestPolicy(pause=3.0)
    accepted = "application/rss+xml, application/xml"

    def __init__(self, categories: str) -> None:
        super().__init__(f"https://rss.arxiv.org/rss/{categories}")
        self.name = f"arxiv:{categories}"
        self.file_suffix = f"-arxiv-{categories.lower().replace('+', '-')}.xml"


def _checked(body: bytes) -> bytes | None:
    """Return a feed if it has entries. Raises ServiceError if it is none, or cut short."""
    if not re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", body[:4096]):
        raise wrong_form(body, "a feed")
    if not re.search(rb"</(?:rss|feed|rdf:RDF)>\s*\Z", body[-256:]):
        raise ServiceError("sends a feed that is cut short", "fetch again later")
    return body if re.search(rb"<(?:item|entry)[\s>]", body) else None
