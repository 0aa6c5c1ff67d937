"""Answer requests of `daybook serve`: files of one folder, previews, and events that reload pages."""

import hashlib
import io
import json
import socket
import threading
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from daybook.text import addresses

_HEARTBEAT = 15.0
"""Seconds between comments on an idle stream."""


class State(Struct):
    """The number of the build that pages should show, and what is wrong with the next."""

    build: int = 0
    fault: str = ""
    version: int = 0
    """Counts changes: a stream that has sent this version has nothing to send."""
    previews: Mapping[str, bytes] = field(default_factory=dict)
    """Pages to serve in place of the site's, by path, until the next build ends."""
    is_over: bool = False
    """Whether the server ends, and its streams with it: browsers then ask the next one."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def update(self, fault: str, *, is_built: bool) -> None:
        """Set the fault, count a build, and wake all streams."""
        with self.changed:
            self.fault = fault
            self.build += is_built
            self.version += 1
            self.changed.notify_all()

    def end(self) -> None:
        self.is_over = True
        self.update(self.fault, is_built=False)

    def next_event(self, last: int) -> tuple[int, bytes]:
        """Wait for a version after ``last``; return it with the event, or with a comment after a while."""
        with self.changed:
            if not self.changed.wait_for(lambda: self.version != last, _HEARTBEAT):
                return self.version, b": still here\n\n"
            state = json.dumps({"build": self.build, "fault": self.fault})
            return self.version, f"event: state\ndata: {state}\n\n".encode()


EVENTS, SCRIPT = "__daybook/events", "__daybook/reload.js"
_RELOAD = Path(__file__).with_name("reload.js").read_bytes()
_TYPES = {".js": "text/javascript", ".json": "application/json", ".xml": "application/xml", "": "text/plain"}
_NOTHING = b"<!doctype html><html lang=en><head></head><body><h1>Nothing is built yet</h1></body></html>"
_OTHER_NAME = b"This server answers for localhost, for numbers and for the name given with --host alone.\n"
_NO_BODY = b"This server takes no request with a body.\n"
REQUEST_SECONDS, ANSWER_SECONDS = 20.0, 60.0
"""In which a whole request must come, counted from the answer before it, and a reader must take an answer."""


class _Request(io.RawIOBase):
    """The bytes that a connection receives, until the deadline of a request."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.deadline = 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class Handler(SimpleHTTPRequestHandler):
    """Serves one folder below the base path, and the events that reload pages.

    Answers only where the request names ``host``, ``localhost`` or a number: a page of another site, whose
    name leads here, would otherwise read what is not published yet (DNS rebinding).
    """

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, base: str, host: str, state: State, **kwargs: object) -> None:
        self.base, self.host, self.state = base, host, state
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def setup(self) -> None:
        super().setup()
        self.request_bytes = _Request(self.connection)
        self.rfile = io.BufferedReader(self.request_bytes)

    def handle_one_request(self) -> None:
        self.request_bytes.deadline = time.monotonic() + REQUEST_SECONDS
        super().handle_one_request()

    def parse_request(self) -> bool:
        """Read a request, whose answer then has a time of its own; refuse what is asked of another server."""
        is_request = super().parse_request()
        self.connection.settimeout(ANSWER_SECONDS)
        if not is_request:
            return False
        if self.headers.get_all("Content-Length", ["0"]) != ["0"] or "Transfer-Encoding" in self.headers:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _NO_BODY)
        elif not all(map(self._is_own, self.headers.get_all("Host", []))):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, _OTHER_NAME)
        else:
            return True
        return False

    def _refuse(self, status: HTTPStatus, words: bytes) -> None:
        self.close_connection = True
        self.command = self.command or "GET"
        self._send(status, "text/plain", words)

    def _is_own(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").removesuffix(".")
        except ValueError:
            return False
        if name in ("localhost", self.host.lower()) or name.endswith(".localhost"):
            return True
        try:
            return bool(ip_address(name))
        except ValueError:
            return False

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: only the command line prints."""

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.base):
            self._redirect(self.base)
        elif path == self.base + EVENTS:
            self._events()
        elif path == self.base + SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD)
        else:
            self._file(path.removeprefix(self.base))

    def _file(self, path: str) -> None:
        root = Path(self.directory)
        place, status = self._place(root, path), HTTPStatus.OK
        if place and place.is_dir():
            self._redirect(f"{self.base}{path}/")
            return
        if not (place and place.is_file()):
            place, status = root / addresses.MISSING, HTTPStatus.NOT_FOUND
        try:
            data = self.state.previews.get(place.relative_to(root).as_posix()) or place.read_bytes()
        except OSError:
            data = _NOTHING
        etag = hashlib.sha256(data).hexdigest()[:16]
        if place.suffix == ".html":
            tag = f'<script type="module" src="{self.base}{SCRIPT}?page={etag}"></script></head>'
            data = data.replace(b"</head>", tag.encode(), 1)
        kind = _TYPES.get(place.suffix) or self.guess_type(place.name)
        self._send(status, kind, data, etag)

    @staticmethod
    def _place(root: Path, path: str) -> Path | None:
        """Return the file of a path; None if it is outside of the folder, or no valid path."""
        place = root / addresses.file_of(path)
        try:
            place.lstat()
            inside = place.resolve().is_relative_to(root.resolve()) and ".." not in path.split("/")
        except (OSError, ValueError):
            return None
        return place if inside else None

    def _send(self, status: HTTPStatus, kind: str, data: bytes, etag: str = "") -> None:
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        if etag:
            self.send_header("ETag", f'"{etag}"')
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_HEAD = do_GET

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        last = -1
        try:
            while not self.state.is_over:
                last, message = self.state.next_event(last)
                self.wfile.write(message)
        except (BrokenPipeError, ConnectionResetError):
            return
