"""A service of digests on the loopback interface, with any fault that a service can have."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, valid or with one fault."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0
    """Bytes of ``Content-Length`` that are not sent."""
    chunks: int = 0
    """Bytes of a chunk, if not 0; with `missing`, the last chunk is not sent."""
    drip: float = 0.0
    """Seconds between two bytes."""
    silent: float = 0.0
    """Seconds before anything is sent."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the service."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    connection: tuple[str, int]


class FakeService:
    """Sends the answers that were put for a path or a day in their order, then repeats the last."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[Request] = []
        self.answers: dict[str, list[Answer]] = {}
        self.stopped = threading.Event()

    def put(self, key: str, *answers: Answer) -> None:
        """Set the answers for a path, such as ``/rss/cs.CL``, or for a day of Daily Papers."""
        self.answers[key] = list(answers)

    def days(self) -> list[str]:
        """The days that were requested, in order."""
        return [request.query["date"] for request in self.requests]

    def answer(self, request: Request) -> Answer:
        """Return the next answer to a request, or an empty day."""
        self.requests.append(request)
        page = request.query.get("p", "0")
        day = request.query.get("date", "")
        for key in (f"{day} p{page}", day, request.path):
            if waiting := self.answers.get(key):
                return waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return Answer(b"[]") if day else Answer(b"Not here", 404)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: FakeService

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        answer = self.service.answer(Request(parts.path, query, dict(self.headers), self.client_address))
        self.service.stopped.wait(answer.silent)
        self.send_response(answer.status)
        for key, value in answer.headers.items():
            self.send_header(key, value)
        if answer.chunks:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(answer.body) + answer.missing))
        self.end_headers()
        try:
            self._send(answer)
        except OSError:
            self.close_connection = True

    def _send(self, answer: Answer) -> None:
        if answer.missing:
            self.close_connection = True
        size = answer.chunks or (1 if answer.drip else len(answer.body) or 1)
        for start in range(0, len(answer.body), size):
            part = answer.body[start : start + size]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part) if answer.chunks else part)
            if answer.drip and self.service.stopped.wait(answer.drip):
                return
        if answer.chunks and not answer.missing:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        """Log nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Ignore clients that disconnect."""


@contextmanager
def run_service() -> Iterator[FakeService]:
    """A running service on a free port of 127.0.0.1."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    made = FakeService(f"http://127.0.0.1:{server.server_port}")
    handler.service = made
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        made.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


def record(number: int, day: str, **more: Any) -> dict[str, Any]:
    """An invented record of Daily Papers."""
    title = f"Lantern No. {number}:\n  On the Keeping of Small Lights"
    words = " ".join(f"lamp{number}w{index}" for index in range(60))
    paper = {
        "id": f"2902.{number:05d}",
        "authors": [{"_id": f"a{number}", "name": f"Ada Wick {number}", "hidden": False}],
        "publishedAt": f"{day}T00:00:00.000Z",
        "submittedOnDailyAt": f"{day}T02:11:08.263Z",
        "title": title,
        "summary": f"We keep lantern number {number} alight.\n{words}.",
        "upvotes": number,
    } | more
    return {"paper": paper, "publishedAt": f"{day}T00:00:00.000Z", "title": title, "summary": "Cut short"}


def day_of(day: str, *numbers: int) -> bytes:
    """The body of a day with the records of these numbers."""
    return json.dumps([record(number, day) for number in numbers], indent=1).encode()


def zipped(body: bytes) -> Answer:
    """An answer in gzip."""
    return Answer(gzip.compress(body, mtime=0), headers={"Content-Encoding": "gzip"})


def http_date(seconds: float) -> str:
    """A time from now, as HTTP writes it."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    at = time.gmtime(time.time() + seconds)
    clock = f"{at.tm_hour:02d}:{at.tm_min:02d}:{at.tm_sec:02d}"
    return f"{days[at.tm_wday]}, {at.tm_mday:02d} {months[at.tm_mon - 1]} {at.tm_year} {clock} GMT"
