"""The HTTP server of `daybook serve`: files of one folder, previews, and events that reload pages."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from daybook.commands.serve.state import State
from daybook.text import addresses

EVENTS, SCRIPT = "__daybook/events", "__daybook/reload.js"
_RELOAD = Path(__file__).with_name("reload.js").read_bytes()
_PORTS = 20
"""Ports tried, from the one asked for."""
_TYPES = {".js": "text/javascript", ".json": "application/json", ".xml": "application/xml", "": "text/plain"}
_NOTHING = b"<!doctype html><html lang=en><head></head><body><h1>Nothing is built yet</h1></body></html>"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore a client that closed the connection before the answer was complete."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(SimpleHTTPRequestHandler):
    """Serves one folder below the base path, and the events that reload pages."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, base: str, state: State, **kwargs: object) -> None:
        self.base, self.state = base, state
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

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
            while True:
                last, message = self.state.next_event(last)
                self.wfile.write(message)
        except (BrokenPipeError, ConnectionResetError):
            return


def bind(host: str, port: int, handler: Callable[..., Handler]) -> Server:
    """Return a server at ``port`` or, if it is taken, the next free port. Raises OSError if none is free."""
    for candidate in range(port, port + _PORTS if port else 1):
        try:
            return Server((host, candidate), handler)
        except OSError:
            if candidate == port + _PORTS - 1 or not port:
                raise
    raise OSError(f"no free port from {port} on")
