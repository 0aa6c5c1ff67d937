"""The server for working on a site: whom it answers, what it refuses, how long it waits, where it listens."""

from __future__ import annotations

import errno
import resource
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from daybook.commands.build.options import Options
from daybook.commands.serve import handler, server
from daybook.commands.serve.serve import Serving, serving
from daybook.problems import UsageError


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "404.html").write_text("Nothing here.", "utf-8")
    (tmp_path / "site" / "index.html").write_text("A site.", "utf-8")
    return folder


@pytest.fixture
def served(content: Path) -> Iterator[Serving]:
    with serving(Options(content, content.parent / "site"), "127.0.0.1", 0) as made:
        yield made


def connect(served: Serving) -> socket.socket:
    return socket.create_connection(("127.0.0.1", urlsplit(served.url).port or 0), timeout=30)


def say(served: Serving, request: str) -> str:
    """Send a request, and return all that the server sends until it closes the connection."""
    with connect(served) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    return answer.decode()


def get(served: Serving, path: str = "/", more: str = "") -> str:
    return say(served, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}Connection: close\r\n\r\n")


@pytest.mark.hazard(94, "a name that leads to the preview from elsewhere")
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("localhost.", 200),
        ("daybook.localhost:1", 200),
        ("127.0.0.1:8000", 200),
        ("192.168.1.5", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("notlocalhost", 421),
        ("localhost@evil.example", 421),
        ("evil.example#localhost", 421),
        ("[::1", 421),
        ("", 421),
        ("2130706433", 421),
    ],
)
def test_another_name_gets_no_answer(served: Serving, host: str, status: int) -> None:
    answer = say(served, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert ("A site." in answer) == (status == 200)
    events = say(served, f"HEAD /__daybook/events HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    assert events.startswith(f"HTTP/1.1 {status} ")


def test_a_second_name_does_not_help(served: Serving) -> None:
    answer = say(served, "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
    assert answer.startswith("HTTP/1.1 421 ")


def test_the_name_that_was_given_is_answered() -> None:
    made = handler.Handler.__new__(handler.Handler)
    made.host = "Box.example"
    assert made._is_own("box.example:8000")
    assert not made._is_own("other.example")


@pytest.mark.parametrize(
    "request_",
    [
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nabcde",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
    ],
)
def test_a_body_is_refused_and_not_taken_for_a_request(served: Serving, request_: str) -> None:
    answer = say(served, request_ + "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.startswith("HTTP/1.1 413 ")
    assert answer.count("HTTP/1.1") == 1
    assert "\r\nConnection: close\r\n" in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "<b>"])
def test_other_methods_are_refused(served: Serving, method: str) -> None:
    answer = say(served, f"{method} / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.startswith(("HTTP/1.1 501 ", "HTTP/1.1 400 "))
    assert "<b>" not in answer.partition("\r\n\r\n")[2]


@pytest.mark.parametrize(
    ("there", "missing"),
    [
        ("{}", "{}x"),
        ("{}/", "{}x/"),
        ("..{}", "..{}x"),
        ("../../../../../../../..{}", "../../../../../../../..{}x"),
        ("%2e%2e/content", "%2e%2e/contentx"),
        ("../content/", "../contentx/"),
        ("x/../../content", "x/../../contentx"),
    ],
)
def test_what_is_outside_looks_as_if_it_were_not_there(
    served: Serving, tmp_path: Path, there: str, missing: str
) -> None:
    first, second = (get(served, f"/{path.format(tmp_path.as_posix())}") for path in (there, missing))
    assert first.startswith("HTTP/1.1 404 ")
    assert [line for line in first.splitlines() if not line.startswith("Date:")] == [
        line for line in second.splitlines() if not line.startswith("Date:")
    ]


@pytest.mark.hazard(95, "connections that never finish a request")
@pytest.mark.parametrize(
    "half",
    ["", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nA: b"],
)
def test_an_idle_connection_and_half_a_request_are_closed(
    served: Serving, monkeypatch: pytest.MonkeyPatch, half: str
) -> None:
    monkeypatch.setattr(handler, "REQUEST_SECONDS", 0.2)
    with connect(served) as connection:
        connection.sendall(half.encode())
        answer = b""
        while part := connection.recv(65_536):  # until the server closes
            answer += part
    assert answer.count(b"HTTP/1.1") == ("\r\n\r\n" in half)


def test_a_request_that_drips_is_closed(served: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "REQUEST_SECONDS", 0.2)
    with connect(served) as connection, pytest.raises(OSError):
        pause = threading.Event()
        while True:
            connection.sendall(b"a")
            pause.wait(0.02)


def test_a_thousand_connections_are_held(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    """A thousand with ``--long``, else a hundred; one more is closed, and none keeps the server busy."""
    monkeypatch.setattr(server, "CONNECTIONS", 1_000 if long else 100)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 3 * server.CONNECTIONS  # both ends are of this process
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(before[0], min(wanted, before[1])), before[1]))
    try:
        with ExitStack() as stack:
            served = stack.enter_context(serving(Options(content, tmp_path / "site"), "127.0.0.1", 0))
            held = [stack.enter_context(connect(served)) for _ in range(server.CONNECTIONS)]
            with connect(served) as one_too_many:
                assert one_too_many.recv(10) == b""
            held[0].sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert held[0].recv(100).startswith(b"HTTP/1.1 200 ")
            held[1].close()
            answer = ""
            while not answer:  # until its thread has ended
                with suppress(OSError):  # one that is closed early may have no other end to shut down
                    answer = get(served)
            assert answer.endswith("A site.")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_few_open_files_are_few_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (256, 512))
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, limits: asked.append(limits))
    assert server._connections() == 412
    assert asked == [(512, 512)]


def test_a_port_that_was_asked_for_and_is_taken_is_an_error(content: Path, tmp_path: Path) -> None:
    options = Options(content, tmp_path / "site")
    with serving(options, "127.0.0.1", 0) as one:
        port = urlsplit(one.url).port or 0
        with pytest.raises(UsageError, match=f"port {port} is taken"), serving(options, "127.0.0.1", port):
            pass


def test_a_port_that_the_system_keeps_to_itself_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_address: tuple[str, int], _handler: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(server, "Server", refused)
    with pytest.raises(UsageError, match="--port: the system lets this user not listen at port 80;"):
        server.bind("127.0.0.1", 80, handler.Handler)


def test_the_usual_port_moves_on(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = Options(content, tmp_path / "site")
    with serving(options, "127.0.0.1", 0) as one:
        port = urlsplit(one.url).port or 0
        monkeypatch.setattr(server, "DEFAULT_PORT", port)
        with serving(options, "127.0.0.1", None) as other:
            assert port < (urlsplit(other.url).port or 0) < port + 20


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("box", False),
    ],
)
def test_whether_other_machines_can_reach_it(host: str, local: bool) -> None:
    assert server.is_local(host) == local


def test_an_address_of_all_networks_is_one_to_type(content: Path, tmp_path: Path) -> None:
    with serving(Options(content, tmp_path / "site"), "0.0.0.0", 0) as made:
        assert "0.0.0.0" not in made.url
        assert not made.is_local
        assert get(made).endswith("A site.")
    assert server.address_to_type("::1") == "[::1]"
