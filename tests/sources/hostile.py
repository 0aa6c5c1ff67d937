"""Services that never end an answer as they should: each behaviour in each part of an answer, on sockets."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
ZIPPED = OK + b"Content-Encoding: gzip\r\n\r\n"
_MEMBER = gzip.compress(b"", mtime=0)
PLACES: Mapping[str, tuple[bytes, bytes]] = {
    "before the answer": (b"", b"\r\n"),
    "in the status line": (b"HTTP/1.1 200 ", b"O"),
    "in a header's name": (OK, b"a"),
    "in a header's value": (OK + b"A: ", b"b"),
    "in further headers": (OK, b"A: b\r\n"),
    "in interim answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "in the headers of interim answers": (b"HTTP/1.1 103 Early Hints\r\n", b"A: b\r\n"),
    "in the size of a chunk": (CHUNKED, b"0"),
    "in what follows the size of a chunk": (CHUNKED + b"1;", b"a"),
    "in chunks": (CHUNKED, b"1\r\na\r\n"),
    "in a chunk": (CHUNKED + b"fffffff\r\n", b"a"),
    "in trailers": (CHUNKED + b"1\r\na\r\n0\r\n", b"A: b\r\n"),
    "in a body of a known length": (OK + b"Content-Length: 99999999\r\n\r\n", b"a"),
    "in a body of any length": (OK + b"\r\n", b"a"),
    "in empty members of gzip": (ZIPPED, _MEMBER),
    "in blanks before gzip": (ZIPPED + gzip.compress(b"[1]", mtime=0), b"\0"),
    "in the body of an error": (b"HTTP/1.1 503 Busy\r\n\r\n", b"a"),
    "in the body of a redirect": (b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", b"a"),
}
"""What is sent before a place is reached, and what can be sent there again and again."""
BEHAVIOURS = ("sends nothing", "drips", "floods", "sends noise", "closes", "resets")
_NOISE = bytes(range(256)) * 16
BUFFER = 65_536
"""Bytes that a service may send on a connection before they are read; the system would allow megabytes."""


@dataclass
class Service:
    """A service with one behaviour in one place, and how much it sent."""

    place: str
    behaviour: str
    url: str = ""
    sent: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def answer(self, connection: socket.socket) -> None:
        """Answer each request on a connection until the other end has enough."""
        start, again = PLACES[self.place]
        with suppress(OSError), connection:
            connection.settimeout(5)
            while connection.recv(65_536):
                self._send(connection, start)
                if self.behaviour == "closes":
                    return
                if self.behaviour == "resets":
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                pause = {"sends nothing": 60.0, "drips": 0.01}.get(self.behaviour, 0.0)
                more = {"floods": again * (4096 // len(again)), "sends noise": _NOISE}.get(
                    self.behaviour, again
                )
                while not self.stopped.wait(pause) if pause else not self.stopped.is_set():
                    self._send(connection, more)

    def _send(self, connection: socket.socket, data: bytes) -> None:
        connection.sendall(data)
        self.sent += len(data)


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """Run a service on a free port of 127.0.0.1; a thread answers each connection."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        service.url = f"http://127.0.0.1:{listening.getsockname()[1]}"

        def accept() -> None:
            with suppress(OSError):
                while not service.stopped.is_set():
                    threading.Thread(target=service.answer, args=listening.accept()[:1], daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield service
        finally:
            service.stopped.set()
            listening.shutdown(socket.SHUT_RDWR)
