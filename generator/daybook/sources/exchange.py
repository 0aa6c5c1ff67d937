"""HTTP connections with a limit on all bytes that they receive, and on the time that this takes.

The limits hold where bytes come from the socket, so they hold for the status line, for headers and interim
answers, for the sizes of chunks and for trailers as well as for the body. With a limit for each read alone, a
service could send a byte now and then for ever.
"""

import http.client
import io
import socket
import time
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class TooMuchError(Exception):
    """An answer has more bytes than may be received."""


class TooSlowError(Exception):
    """An exchange took longer than it may."""


class Exchange:
    """Bounds what is received from `begin` on, over all connections of a client."""

    def __init__(self, seconds: float, seconds_silent: float, max_bytes: int) -> None:
        self._seconds, self._silent, self._max_bytes = seconds, seconds_silent, max_bytes
        self._deadline, self._left = time.monotonic() + seconds, max_bytes

    def begin(self) -> None:
        """Start the clock, and count from zero."""
        self._deadline, self._left = time.monotonic() + self._seconds, self._max_bytes

    def receive(self, sock: socket.socket, raw: io.RawIOBase, buffer: memoryview) -> int | None:
        """Receive bytes into a buffer. Raises TooMuchError, TooSlowError, and TimeoutError after silence."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TooSlowError
        sock.settimeout(min(left, self._silent))
        try:
            number = raw.readinto(buffer)
        except TimeoutError:
            if left <= self._silent:
                raise TooSlowError from None
            raise
        self._left -= number or 0
        if self._left < 0:
            raise TooMuchError
        return number


class _Received(io.RawIOBase):
    """The bytes that a socket receives."""

    def __init__(self, exchange: Exchange, sock: socket.socket) -> None:
        self._exchange, self._sock = exchange, sock
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        return self._exchange.receive(self._sock, self._raw, buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def open_pool(exchange: Exchange, timeout: urllib3.Timeout) -> urllib3.PoolManager:
    """Return a pool of one connection, whose answers are received within the limits of ``exchange``."""

    class Response(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
            super().__init__(sock, *args, **kwargs)
            self.fp.close()
            self.fp = io.BufferedReader(_Received(exchange, sock))

    class Plain(HTTPConnection):
        response_class = Response

    class Secure(HTTPSConnection):
        response_class = Response

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    pool = urllib3.PoolManager(num_pools=1, maxsize=1, block=True, retries=False, timeout=timeout)
    pool.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return pool
