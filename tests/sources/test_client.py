"""The client: patient with what passes, plain about what does not, never further than its service."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator

import pytest

from daybook.problems import UsageError
from daybook.sources.client import Client, Manners, Refusal, check_endpoint
from tests.sources.service import Answer, Service, http_date, service, zipped

HASTE = Manners(pause=0.25, tries=3, connect=2.0, silence=0.5, whole=1.5, most_bytes=50_000)
FINE = Answer(b"[1]")


@pytest.fixture
def running() -> Iterator[Service]:
    """A service."""
    with service() as made:
        yield made


class Asker:
    """A client whose waiting is written down and not done."""

    def __init__(self, url: str, manners: Manners = HASTE) -> None:
        self.waits: list[float] = []
        self.told: list[str] = []
        self.client = Client(url, manners, lambda what, _: self.told.append(what), self.waits.append)

    def get(self) -> bytes:
        return self.client.get("/day", {"date": "2029-02-01"}, "application/json")


def test_it_says_who_it_is_and_asks_as_it_should(running: Service) -> None:
    running.put("/day", FINE)
    asker = Asker(running.url)
    assert [asker.get(), asker.get(), asker.get()] == [b"[1]"] * 3
    assert asker.waits == [0.25, 0.25]
    assert len({request.connection for request in running.requests}) == 1
    headers = running.requests[0].headers
    assert headers["User-Agent"].startswith("Daybook/")
    assert headers["Accept"] == "application/json"
    assert running.requests[0].query == {"date": "2029-02-01"}
    asker.client.close()


@pytest.mark.parametrize(
    ("bad", "waits"),
    [
        (Answer(status=500), [1.0]),
        (Answer(status=503, headers={"Retry-After": "7"}), [7.0]),
        (Answer(status=429, headers={"Retry-After": "7"}), [7.0]),
        (Answer(status=429, headers={"Retry-After": "0"}), [1.0]),
        (Answer(status=429, headers={"Retry-After": "86400"}), [60.0]),
        (Answer(status=429, headers={"Retry-After": "soon"}), [1.0]),
        (Answer(status=429, headers={"Retry-After": "-5"}), [1.0]),
        (Answer(status=429, headers={"Retry-After": "9" * 400}), [60.0]),
        (Answer(status=429, headers={"Retry-After": http_date(-100)}), [1.0]),
        (Answer(status=429, headers={"Retry-After": http_date(5000)}), [60.0]),
        (Answer(b'[1, 2, "th', missing=40), [1.0]),
        (Answer(b"[" + b"1," * 500 + b"1]", chunks=100, missing=1), [1.0]),
        (Answer(b"[1]", silent=1.0), [1.0]),
    ],
)
def test_what_passes_is_waited_for(running: Service, bad: Answer, waits: list[float]) -> None:
    running.put("/day", bad, FINE)
    asker = Asker(running.url)
    assert asker.get() == b"[1]"
    assert asker.waits == waits
    assert len(running.requests) == 2
    assert f"waiting {waits[0]:.0f} s" in asker.told[0]


def test_waits_grow_and_end(running: Service) -> None:
    running.put("/day", Answer(status=502))
    asker = Asker(running.url, Manners(pause=0.0, tries=9))
    with pytest.raises(Refusal, match=r"out of order \(502\), 9 times in a row"):
        asker.get()
    assert asker.waits == [1, 2, 4, 8, 16, 32, 60, 60]


@pytest.mark.parametrize(
    ("answer", "words", "final", "requests"),
    [
        (Answer(status=429), "asks for fewer requests (429), 3 times in a row", True, 3),
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
        (Answer(b"x" * 400, drip=0.02), "sends too slowly: not done after 2 s", True, 3),
        (Answer(status=302, headers={"Location": "/day"}), "sends in circles", False, 4),
        (Answer(status=302, headers={"Location": "http://[x"}), "sends on to no address", False, 1),
    ],
)
def test_what_does_not_pass_has_a_word(
    running: Service, answer: Answer, words: str, final: bool, requests: int
) -> None:
    running.put("/day", answer)
    started = time.monotonic()
    with pytest.raises(Refusal) as caught:
        Asker(running.url).get()
    assert words in caught.value.what
    assert caught.value.final == final
    assert caught.value.remedy
    assert len(running.requests) == requests
    assert time.monotonic() - started < 8


def test_a_redirect_on_the_host_is_followed(running: Service) -> None:
    running.put("/day", Answer(status=307, headers={"Location": "/moved?to=2"}))
    running.put("/moved", zipped(b'{"a": 1}'))
    assert Asker(running.url).get() == b'{"a": 1}'


@pytest.mark.parametrize(
    "location", ["http://localhost:{port}/day", "//other.invalid/day", "ftp://x.invalid/"]
)
def test_a_redirect_to_another_place_is_not(running: Service, location: str) -> None:
    with service() as other:
        other.put("/day", FINE)
        port = other.url.rpartition(":")[2]
        running.put("/day", Answer(status=301, headers={"Location": location.format(port=port)}))
        with pytest.raises(Refusal, match="sends on to another place") as caught:
            Asker(running.url).get()
        assert caught.value.final
        assert other.requests == []


def nobody() -> str:
    """An address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def test_a_service_that_is_not_there() -> None:
    asker = Asker(nobody())
    with pytest.raises(Refusal, match="cannot be reached, 3 times in a row") as caught:
        asker.get()
    assert caught.value.final
    assert asker.waits == [1.0, 2.0]


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Refusal, match="cannot be found by its name") as caught:
        Asker("http://nowhere.invalid").get()
    assert caught.value.final


def test_one_that_speaks_no_http() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(Refusal):
            Asker(url, Manners(pause=0, tries=1, connect=0.3, silence=0.3)).get()


@pytest.mark.parametrize(
    ("url", "given"),
    [
        ("https://hub.example/", "https://hub.example"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("https://hub.example/mirror/", "https://hub.example/mirror"),
    ],
)
def test_an_endpoint(url: str, given: str) -> None:
    assert check_endpoint(url) == given


@pytest.mark.parametrize(
    "url",
    ["", "hub.example", "ftp://hub.example", "http://", "http://a:b@hub.example", "http://h?x=1", "http://h:x",
     "http://[::1", "file:///etc/passwd", "http://h#x"],
)  # fmt: skip
def test_no_endpoint(url: str) -> None:
    with pytest.raises(UsageError, match="is not the address of a service"):
        check_endpoint(url)


def test_gzip_is_asked_for_and_undone(running: Service) -> None:
    running.put("/day", zipped(b"[" + b"1," * 9000 + b"1]"))
    body = Asker(running.url).get()
    assert len(gzip.compress(body)) < len(body) == 18_003
    assert running.requests[0].headers["Accept-Encoding"] == "gzip"
