"""A hundred services that send for ever, or nothing: each exchange ends by itself, and takes few bytes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from daybook.sources.client import _OVERHEAD, Client, RequestPolicy, ServiceError
from tests.hazards import tried
from tests.sources.hostile import BEHAVIOURS, PLACES, Service, running

SHORT = RequestPolicy(pause=0.0, tries=1, connect=5.0, read=1.0, total=2.0, max_bytes=50_000)
BUFFERS = 4_000_000
"""Bytes that the two ends of a connection can hold on their way."""
IN_TIME = {
    *("in blanks before gzip", "in empty members of gzip", "in further headers", "before the answer"),
    *("in the body of a redirect", "in the headers of interim answers"),
}
"""Where an answer is over, or is wrong, before the clock has run out, though it drips."""


def ask(place: str, behaviour: str) -> tuple[Service, str]:
    """Return a service after a request, and what the client says about it; empty for an answer."""
    with running(Service(place, behaviour)) as service:
        try:
            Client(service.url, SHORT, sleep=lambda _seconds: None).get("/day", {}, "*/*")
        except ServiceError as error:
            assert error.remedy
            return service, error.what
        return service, ""


@pytest.mark.hazard(93, "a service that drips, floods or never ends")
def test_each_exchange_ends() -> None:
    cases = list(product(PLACES, BEHAVIOURS))
    with ThreadPoolExecutor(54) as pool:
        done = list(pool.map(lambda case: ask(*case), cases))
    assert len(done) >= 100
    said = {(service.place, service.behaviour): words for service, words in done}
    assert {behaviour for (_, behaviour), words in said.items() if not words} == {"closes"}
    dripped = {place: words for (place, behaviour), words in said.items() if behaviour == "drips"}
    assert {place for place, words in dripped.items() if "too slowly" not in words} <= IN_TIME, dripped
    assert [service for service, _ in done if service.sent > SHORT.max_bytes + _OVERHEAD + BUFFERS] == []
    tried("hostile services: behaviours in parts of an answer", len(done))
