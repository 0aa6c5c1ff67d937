"""Feeds of arXiv: ``rss.arxiv.org/rss/CATEGORY``, the newest announcement, empty at weekends and holidays."""

from __future__ import annotations

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
        self._stem = f"arxiv-{categories.lower().replace('+', '-')}"
        self.file_pattern = re.compile(
            rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})-{re.escape(self._stem)}(?:-[0-9]+)?\.xml"
        )

    def file_name(self, day: date) -> str:
        """Return a name such as ``2025-03-18-arxiv-cs.cl.xml``."""
        return f"{day.isoformat()}-{self._stem}.xml"

    def request_day(self, client: Client, day: date) -> bytes | None:  # noqa: ARG002 - it has one day only
        """Return the feed."""
        body = client.get(f"/rss/{self._categories}", {}, "application/rss+xml, application/xml")
        if not re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", body[:4096]):
            raise wrong_form(body, "a feed")
        if not re.search(rb"</(?:rss|feed|rdf:RDF)>\s*\Z", body[-256:]):
            raise ServiceError("sends a feed that is cut short", "fetch again later")
        return body if re.search(rb"<(?:item|entry)[\s>]", body) else None
