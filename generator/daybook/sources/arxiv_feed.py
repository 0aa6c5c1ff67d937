"""Feeds of arXiv: ``rss.arxiv.org/rss/CATEGORY``, the newest announcement, empty at weekends and holidays."""

import re
from datetime import date

from daybook.sources.client import Client, RequestPolicy, ServiceError, wrong_form


class ArxivFeed:
    """The newest announcement of an arXiv category, or of several joined by ``+``."""

    endpoint = "https://rss.arxiv.org"
    policy = RequestPolicy(pause=3.0)
    by_day = False

    def __init__(self, categories: str) -> None:
        self.name = f"arxiv:{categories}"
        self._categories = categories
        self.file_suffix = f"-arxiv-{categories.lower().replace('+', '-')}.xml"

    def request_day(self, client: Client, day: date) -> bytes | None:  # noqa: ARG002 - it has one day only
        """Return the feed."""
        return checked_feed(
            client.get(f"/rss/{self._categories}", {}, "application/rss+xml, application/xml")
        )


def checked_feed(body: bytes) -> bytes | None:
    """Return a feed if it has entries. Raises ServiceError if it is none, or cut short."""
    if not re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", body[:4096]):
        raise wrong_form(body, "a feed")
    if not re.search(rb"</(?:rss|feed|rdf:RDF)>\s*\Z", body[-256:]):
        raise ServiceError("sends a feed that is cut short", "fetch again later")
    return body if re.search(rb"<(?:item|entry)[\s>]", body) else None
