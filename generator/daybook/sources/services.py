"""The services that digests are fetched from: how each is asked, and what of its answers is a day.

Hugging Face's Daily Papers (``GET /api/daily_papers?date=…``, an array of records, at most 100 a page) are
asked for by day. arXiv's feeds (``rss.arxiv.org/rss/CATEGORY``) hold the newest announcement only, and have
no items at weekends and on holidays.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, Protocol

from daybook.problems import Problem, UsageError, shown
from daybook.sources.client import Client, Manners, Refusal

_PAGE = 100
"""Records a page of Daily Papers has at most (the service's own limit)."""
_MOST_PAGES = 10
_CATEGORY = re.compile(r"[a-z][a-z-]*(?:\.[A-Za-z-]{2,17})?")
_LATER = "fetch again later"


class Source(Protocol):
    """A service with digests."""

    @property
    def name(self) -> str:
        """As ``--source`` has it."""

    @property
    def endpoint(self) -> str:
        """The service's own address."""

    @property
    def manners(self) -> Manners:
        """How it is asked."""

    @property
    def by_day(self) -> bool:
        """Whether it can be asked for a certain day."""

    @property
    def names(self) -> re.Pattern[str]:
        """The names of its saved files; the first group is the day."""

    def file_name(self, day: date) -> str:
        """The name to save a day under."""

    def receive(self, client: Client, day: date) -> bytes | None:
        """Give a day as it comes, or None where it has no papers. Raises Refusal."""


class HuggingFace:
    """Daily Papers of the Hugging Face Hub."""

    name = "hf"
    endpoint = "https://huggingface.co"
    manners = Manners(pause=0.5)
    by_day = True
    names = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-[0-9]+)?\.json")

    def file_name(self, day: date) -> str:
        """Such as ``2025-03-18.json``."""
        return f"{day.isoformat()}.json"

    def receive(self, client: Client, day: date) -> bytes | None:
        """Give the array of a day. Of one with several pages, the arrays are put together byte by byte."""
        pages: list[bytes] = []
        seen: set[str] = set()
        for page in range(_MOST_PAGES):
            query = {"date": day.isoformat(), "limit": str(_PAGE)} | ({"p": str(page)} if page else {})
            body = client.get("/api/daily_papers", query, "application/json")
            records = _records(body)
            fresh = {json.dumps(record, sort_keys=True) for record in records} - seen
            if fresh or not pages:
                pages.append(body)
                seen |= fresh
            # A service that counts its pages from 1 gives the first one twice: no reason to stop.
            if len(records) < _PAGE or (not fresh and page > 1) or not body.lstrip().startswith(b"["):
                break
        if not seen:
            return None
        return pages[0] if len(pages) == 1 else b"[" + b",".join(map(_inside, pages)) + b"]"


class ArxivFeed:
    """The daily announcement of an arXiv category, or of several joined by ``+``."""

    endpoint = "https://rss.arxiv.org"
    manners = Manners(pause=3.0)
    by_day = False

    def __init__(self, categories: str) -> None:
        self.name = f"arxiv:{categories}"
        self._categories = categories
        self._stem = f"arxiv-{categories.lower().replace('+', '-')}"
        self.names = re.compile(
            rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})-{re.escape(self._stem)}(?:-[0-9]+)?\.xml"
        )

    def file_name(self, day: date) -> str:
        """Such as ``2025-03-18-arxiv-cs.cl.xml``."""
        return f"{day.isoformat()}-{self._stem}.xml"

    def receive(self, client: Client, day: date) -> bytes | None:  # noqa: ARG002 - it has one day only
        """Give the feed."""
        body = client.get(f"/rss/{self._categories}", {}, "application/rss+xml, application/xml")
        if not re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", body[:4096]):
            raise _foreign(body, "a feed")
        if not re.search(rb"</(?:rss|feed|rdf:RDF)>\s*\Z", body[-256:]):
            raise Refusal("sends a feed that is cut short", _LATER)
        return body if re.search(rb"<(?:item|entry)[\s>]", body) else None


def find_source(name: str) -> Source:
    """Give the source that ``--source`` names. Raises UsageError."""
    service, _, rest = name.partition(":")
    if service == "hf" and not rest:
        return HuggingFace()
    if service == "arxiv" and all(_CATEGORY.fullmatch(category) for category in rest.split("+")):
        return ArxivFeed(rest)
    what = f"{shown(name)} is no source"
    raise UsageError([Problem("--source", 0, what, "known are hf and arxiv:CATEGORY, such as arxiv:cs.CL")])


def _records(body: bytes) -> list[Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _foreign(body, "JSON") from error
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        value = value["data"]
    if not isinstance(value, list):
        raise Refusal("sends JSON that is no list of papers", "check --endpoint")
    return value


def _inside(page: bytes) -> bytes:
    """The records of an array, without its brackets."""
    return page.strip()[1:-1]


def _foreign(body: bytes, wanted: str) -> Refusal:
    """What an answer is that is not of the form asked for."""
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return Refusal(f"sends nothing instead of {wanted}", _LATER)
    if start.startswith((b"<!doctype html", b"<html")):
        return Refusal(f"sends an HTML page instead of {wanted}", "look at it in a browser; " + _LATER)
    if start.startswith((b"[", b"{")) and wanted == "JSON":
        return Refusal("sends JSON that is cut short or damaged", _LATER)
    words = shown(body[:60].decode("utf-8", "replace"))
    return Refusal(f"sends something else instead of {wanted}: {words!r}", "check --endpoint")
