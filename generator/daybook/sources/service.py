"""The services that digests can be fetched from."""

import re
from datetime import date
from typing import Protocol

from daybook.problems import refusal, shown
from daybook.sources.client import Client, RequestPolicy
from daybook.sources.feeds import ArxivFeed, WebFeed
from daybook.sources.hugging_face import HuggingFace
from daybook.text.identifiers import is_url

_CATEGORY = re.compile(r"[a-z][a-z-]*(?:\.[A-Za-z-]{2,17})?")


class Service(Protocol):
    """A service that publishes digests."""

    name: str
    """The value of ``--source``."""
    endpoint: str
    policy: RequestPolicy
    by_day: bool
    """Whether a day can be requested; if not, the service has only its newest one."""
    file_suffix: str
    """The names of its saved files, without the day at their beginning."""

    def request_day(self, client: Client, day: date) -> bytes | None:
        """Return the digest of a day, unchanged, or None if it has no papers. Raises ServiceError."""


def find_service(name: str) -> Service:
    """Return the service with a name such as ``hf`` or ``arxiv:cs.CL``, or a feed's. Raises UsageError."""
    service, _, rest = name.partition(":")
    if service == "hf" and not rest:
        return HuggingFace()
    if service == "arxiv" and all(_CATEGORY.fullmatch(category) for category in rest.split("+")):
        return ArxivFeed(rest)
    if service in ("http", "https") and is_url(name):
        return WebFeed(name)
    remedy = "known are hf, arxiv:CATEGORY such as arxiv:cs.CL, and addresses of feeds"
    raise refusal("--source", f"{shown(name)} is no source", remedy)
