"""The client retries, reports errors, and stays on the host of its service."""

from __future__ import annotations

import gzip
import socket

import pytest

from daybook.problems import UsageError
from daybook.sources.client import Client, RequestPolicy, ServiceError, check_endpoint
from tests.sources.fake_service import Answer, FakeService, http_date, run_service, zipped

HASTE = RequestPolicy(pause=0.25, tries=3, connect=2.0, read=0.5, total=1.5, max_bytes=50_000)
FINE = Answer(b"[1]")


class Caller:
    """A client that records its waits in place of sleeping."""

    def __init__(self, url: str, manners: RequestPolicy = HASTE) -> None:
        self.waits: list[float] = []
        self.messages: list[str] = []
        self.client = Client(url, manners, lambda what, _: self.messages.append(what), self.waits.append)

    def get(self) -> bytes:
        return self.client.get("/day", {"date": "2029-02-01"}, "application/json")


def test_request_headers_and_pauses(running: FakeService) -> None:
    running.put("/day", FINE)
    caller = Caller(running.url)
    assert [caller.get(), caller.get(), caller.get()] == [b"[1]"] * 3
    assert caller.waits == [0.25, 0.25]
    assert len({request.connection for request in running.requests}) == 1
    headers = running.requests[0].headers
    assert headers["User-Agent"].startswith("Daybook/")
    assert headers["Accept"] == "application/json"
    assert running.requests[0].query == {"date": "2029-02-01"}


@pytest.mark.parametrize(
    ("bad", "waits"),
    [
        (Answer(status=500), [1.0]),
        (Answer(status=503, headers={"Retry-After": "7"}), [7.0]),
        (Answer(status=429, headers={"Retry-After": "7"}), [7.0]),
        (Answer(status=429, headers={"Retry-After": "0"}), [1.0]),
        (Answer(status=429, headers={"Retry-After": "60"}), [60.0]),
        (Answer(status=429, headers={"Retry-After": "soon"}), [1.0]),
        (Answer(status=429, headers={"Retry-After": "-5"}), [1.0]),
        (Answer(status=429, headers={"Retry-After": http_date(-100)}), [1.0]),
        (Answer(b'[1, 2, "th', missing=40), [1.0]),
        (Answer(b"[" + b"1," * 500 + b"1]", chunks=100, missing=1), [1.0]),
        (Answer(b"[1]", silent=1.0), [1.0]),
    ],
)
def test_retryable_errors_are_retried(running: FakeService, bad: Answer, waits: list[float]) -> None:
    running.put("/day", bad, FINE)
    caller = Caller(running.url)
    assert caller.get() == b"[1]"
    assert caller.waits == waits
    assert len(running.requests) == 2
    assert f"waiting {waits[0]:.0f} s" in caller.messages[0]


def test_waits_grow_to_a_limit(running: FakeService) -> None:
    running.put("/day", Answer(status=502))
    caller = Caller(running.url, RequestPolicy(pause=0.0, tries=9))
    with pytest.raises(ServiceError, match=r"out of order \(502\), 9 times in a row"):
        caller.get()
    assert caller.waits == [1, 2, 4, 8, 16, 32, 60, 60]


@pytest.mark.parametrize(
    ("answer", "words", "final", "requests"),
    [
        (Answer(status=429), "asks for fewer requests (429), 3 times in a row", True, 3),
        (Answer(status=429, headers={"Retry-After": "86400"}), "(429) and to wait 24 hours", True, 1),
        (Answer(status=503, headers={"Retry-After": "9" * 400}), "and to wait 10,000 days", True, 1),
        (
            Answer(status=503, headers={"Retry-After": http_date(40 * 86_400)}),
            "(503) and to wait",
            True,
            1,
        ),
        (Answer(status=503, headers={"Retry-After": "61"}), "and to wait 61 seconds", True, 1),
        (Answer(status=406), "refuses to answer this program (406)", True, 1),
        (Answer(b"<html>", 404), "has no such page (404)", False, 1),
        (
            Answer(b'{"error": "date is odd\\u001b[2J"}', 400),
            "(400) and says 'date is odd\\\\u001b[2J'",
            False,
            1,
        ),
        (Answer(status=403), "forbids it (403)", True, 1),
        (Answer(status=418), "answers with status 418", False, 1),
        (Answer(status=204), "answers with status 204", False, 1),
        (Answer(b"x" * 50_001), "more than 50,000 bytes", False, 1),
        (zipped(b"x" * 30_000_000), "more than 50,000 bytes", False, 1),
        (Answer(b"not gzip", headers={"Content-Encoding": "gzip"}), "damaged gzip", False, 1),
        (Answer(b"[1]", missing=1), "breaks off", False, 3),
        (Answer(b"[1]", silent=1.0), "does not answer in time", True, 3),
        (Answer(b"x" * 400, drip=0.02), "sends too slowly: not done after 1.5 s", True, 3),
        (Answer(status=302, headers={"Location": "/day"}), "redirects in circles", False, 4),
        (Answer(status=302, headers={"Location": "http://[x"}), "redirects to an invalid address", False, 1),
    ],
)
def test_errors_are_described(
    running: FakeService, answer: Answer, words: str, final: bool, requests: int
) -> None:
    running.put("/day", answer)
    with pytest.raises(ServiceError) as caught:
        Caller(running.url).get()
    assert words in caught.value.what
    assert caught.value.final == final
    assert caught.value.remedy
    assert len(running.requests) == requests


def test_a_redirect_to_the_same_host_is_followed(running: FakeService) -> None:
    running.put("/day", Answer(status=307, headers={"Location": "/moved?to=2"}))
    running.put("/moved", zipped(b'{"a": 1}'))
    assert Caller(running.url).get() == b'{"a": 1}'


@pytest.mark.parametrize(
    "location", ["http://localhost:{port}/day", "//other.invalid/day", "ftp://x.invalid/"]
)
def test_a_redirect_to_another_host_is_refused(running: FakeService, location: str) -> None:
    with run_service() as other:
        other.put("/day", FINE)
        port = other.url.rpartition(":")[2]
        running.put("/day", Answer(status=301, headers={"Location": location.format(port=port)}))
        with pytest.raises(ServiceError, match="redirects to another host") as caught:
            Caller(running.url).get()
        assert caught.value.final
        assert other.requests == []


def unused_address() -> str:
    """An address without a server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def test_connection_refused() -> None:
    caller = Caller(unused_address())
    with pytest.raises(ServiceError, match="cannot be reached, 3 times in a row") as caught:
        caller.get()
    assert caught.value.final
    assert caller.waits == [1.0, 2.0]


def test_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(ServiceError, match="cannot be found by its name") as caught:
        Caller("http://nowhere.invalid").get()
    assert caught.value.final


def test_a_server_that_does_not_answer() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(ServiceError):
            Caller(url, RequestPolicy(pause=0, tries=1, connect=0.3, read=0.3)).get()


@pytest.mark.parametrize(
    ("url", "given"),
    [
        ("https://hub.example/", "https://hub.example"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("https://hub.example/mirror/", "https://hub.example/mirror"),
    ],
)
def test_valid_endpoints(url: str, given: str) -> None:
    assert check_endpoint(url) == given


@pytest.mark.parametrize(
    "url",
    ["", "hub.example", "ftp://hub.example", "http://", "http://a:b@hub.example", "http://h?x=1", "http://h:x",
     "http://[::1", "file:///etc/passwd", "http://h#x"],
)  # fmt: skip
def test_invalid_endpoints(url: str) -> None:
    with pytest.raises(UsageError, match="is not the address of a service"):
        check_endpoint(url)


def test_gzip_is_accepted(running: FakeService) -> None:
    running.put("/day", zipped(b"[" + b"1," * 9000 + b"1]"))
    body = Caller(running.url).get()
    assert len(gzip.compress(body)) < len(body) == 18_003
    assert running.requests[0].headers["Accept-Encoding"] == "gzip"
