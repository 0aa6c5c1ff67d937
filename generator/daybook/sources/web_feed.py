"""A feed at an address of the web: RSS or Atom, with its newest entries."""

from datetime import date
from urllib.parse import urlsplit

from daybook.sources.arxiv_feed import checked_feed
from daybook.sources.client import Client, RequestPolicy
from daybook.text.slugs import hyphenated

_MOST_NAME = 48


class WebFeed:
    """The newest entries of a feed."""

    policy = RequestPolicy(pause=1.0)
    by_day = False

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.name = url
        self.endpoint = f"{parts.scheme}://{parts.netloc}"
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        words = hyphenated(f"{parts.hostname}{self._path}")
        self.file_suffix = f"-{words[:_MOST_NAME].rstrip('-')}.xml"

    def request_day(self, client: Client, day: date) -> bytes | None:  # noqa: ARG002 - it has one day only
        """Return the feed."""
        return checked_feed(client.get(self._path, {}, "application/atom+xml, application/rss+xml, text/xml"))
