"""The HTTP server of `daybook serve`: a thread for each connection, up to a limit; the port to listen at."""

import errno
import socket
import sys
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from ipaddress import ip_address

from daybook.commands.serve.handler import Handler
from daybook.problems import refusal

if sys.platform != "win32":
    import resource

DEFAULT_PORT = 8000
_PORTS = 20
"""Ports tried, from the usual one."""
CONNECTIONS = 1_000
_OTHER_FILES = 100
"""Files that are open while so many connections are."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = sys.platform != "win32"  # where it would let two servers have one port
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: Callable[..., Handler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self._room = threading.BoundedSemaphore(_connections())
        super().__init__(address, handler)

    def process_request(self, request: object, client_address: object) -> None:
        """Answer a connection, or close it if there are too many."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)  # type: ignore[arg-type]
        else:
            self.shutdown_request(request)  # type: ignore[arg-type]

    def process_request_thread(self, request: object, client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        finally:
            self._room.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore a client that closed the connection, or was too slow, before the answer was complete."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _connections() -> int:
    """Return how many connections may be open, after a try to raise the limit of open files for them."""
    if sys.platform == "win32":
        return CONNECTIONS
    wanted = CONNECTIONS + _OTHER_FILES
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files != resource.RLIM_INFINITY and files < wanted:
        files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
        return max(1, files - _OTHER_FILES)
    return CONNECTIONS


def bind(host: str, port: int | None, handler: Callable[..., Handler]) -> Server:
    """Return a server at ``port``; without one, at the usual port or the next that is free.

    Raises UsageError if the port that was asked for is taken, OSError if none can be had.
    """
    refused = OSError()
    for candidate in range(DEFAULT_PORT, DEFAULT_PORT + _PORTS) if port is None else [port]:
        try:
            return Server((host, candidate), handler)
        except OSError as error:
            refused = error
        if refused.errno != errno.EADDRINUSE:
            break
    if port and refused.errno == errno.EADDRINUSE:
        what = f"port {port} is taken by another program"
        raise refusal("--port", what, "choose another one, or leave it out to get a free one") from refused
    if refused.errno == errno.EACCES:
        what = f"the system lets this user not listen at port {candidate}"
        raise refusal("--port", what, "choose one from 1024 on") from refused
    if isinstance(refused, socket.gaierror) or refused.errno == errno.EADDRNOTAVAIL:
        what = f"{host} is no address of this machine"
        raise refusal("--host", what, "give another, or leave it out") from refused
    raise refused


def is_local(host: str) -> bool:
    """Return whether only this machine can reach an address to listen at."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def address_to_type(host: str) -> str:
    """Return the address at which a browser finds the server: of ``0.0.0.0`` the one of this machine."""
    if host not in ("0.0.0.0", "::", ""):  # noqa: S104 - compared, not bound to
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # chooses a network; a datagram socket sends nothing by it
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
