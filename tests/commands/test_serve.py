"""The server for working on a site: its paths, its reloading, and that nothing a request asks can harm it."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from watchfiles import Change

from daybook.archive.importing import import_digests
from daybook.cli.serve import _follow
from daybook.commands.build.options import Options
from daybook.commands.serve import serve
from daybook.commands.serve.serve import Serving, serving
from daybook.problems import InputError, UsageError
from tests.made import digest_text, many_papers


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (tmp_path / "2025-03-18.txt").write_text(digest_text("Mar 18", many_papers(2)), "utf-8")
    import_digests(folder, [tmp_path / "2025-03-18.txt"])
    (folder / "site.toml").write_text('base_url = "https://reader.example/repo/"\n', "utf-8")
    return folder


@pytest.fixture
def served(content: Path, tmp_path: Path) -> Iterator[Serving]:
    with serving(Options(content, tmp_path / "site"), "127.0.0.1", 0) as server:
        yield server


def ask(server: Serving, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port or 0, timeout=60)
    try:
        connection.putrequest(method, path, skip_host=False)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_the_site_stands_under_its_own_path(served: Serving) -> None:
    served.rebuild(())
    assert served.url.endswith("/repo/")
    status, headers, body = ask(served, "/repo/")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert b"/repo/__daybook/reload.js" in body
    assert f'href="{served.url}"'.encode() in body
    for path in ("/", "/elsewhere", "/rep"):
        assert ask(served, path)[:2][0] == 302
        assert ask(served, path)[1]["Location"] == "/repo/"
    assert ask(served, "/repo/dates")[1]["Location"] == "/repo/dates/"
    assert ask(served, "/repo/dates/?x=1#y")[0] == 200
    assert ask(served, "/repo/%64ates/")[0] == 200


def test_types_of_files(served: Serving) -> None:
    served.rebuild(())
    for path, kind in {
        "assets/style.css": "text/css; charset=utf-8",
        "assets/js/site.js": "text/javascript; charset=utf-8",
        "assets/favicon.svg": "image/svg+xml; charset=utf-8",
        "feed.xml": "application/xml; charset=utf-8",
        "search/index.json": "application/json; charset=utf-8",
        "robots.txt": "text/plain; charset=utf-8",
        "manifest.json": "application/json; charset=utf-8",
        "apple-touch-icon.png": "image/png",
    }.items():
        status, headers, _ = ask(served, f"/repo/{path}?v=1")
        assert (status, headers["Content-Type"]) == (200, kind)


def test_what_is_missing_is_the_sites_own_page(served: Serving) -> None:
    status, _, body = ask(served, "/repo/nowhere")
    assert status == 404
    assert b"Nothing is built yet" in body
    served.rebuild(())
    status, _, body = ask(served, "/repo/nowhere/at/all")
    assert status == 404
    assert b"Page not found" in body


@pytest.mark.parametrize(
    "path",
    [
        "/repo/../content/site.toml",
        "/repo/%2e%2e/content/site.toml",
        "/repo/..%2fcontent%2fsite.toml",
        "/repo//etc/passwd",
        "/repo/%2fetc/passwd",
        "/repo/papers/../../content/site.toml",
        "/repo/%00",
        "/repo/a%00b/",
        "/repo/%ff%fe",
        "/repo/" + "a" * 5000,
        "/repo/" + "a/" * 5000,
        "/repo/%0d%0aSet-Cookie:x",
        "/repo/..",
        "/repo/\\..\\x",
        "/repo/.daybook-files/",
        "/repo/index.html/x",
    ],
    ids=lambda path: path[:24],
)
def test_no_request_leads_out_of_the_folder_or_breaks_anything(
    served: Serving, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    served.rebuild(())
    status, headers, body = ask(served, path)
    assert status in (302, 404)
    assert "Set-Cookie" not in headers
    assert b"base_url" not in body
    assert b"root:" not in body
    assert ask(served, "/repo/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_link_out_of_the_site_is_not_followed(served: Serving, tmp_path: Path) -> None:
    served.rebuild(())
    (tmp_path / "secret").write_text("secret", "utf-8")
    (tmp_path / "site" / "link.txt").symlink_to(tmp_path / "secret")
    assert ask(served, "/repo/link.txt")[0] == 404


def test_only_the_head_where_only_it_is_asked_for(served: Serving) -> None:
    served.rebuild(())
    for path in ("/repo/", "/repo/nowhere", "/repo/__daybook/events", "/repo/__daybook/reload.js"):
        _, headers, body = ask(served, path, "HEAD")
        assert body == b""
        assert headers["Content-Type"]


def test_a_reader_who_goes_away_is_passed_over(
    served: Serving, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    served.rebuild(())
    (tmp_path / "site" / "much.bin").write_bytes(bytes(30_000_000))
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", urlsplit(served.url).port or 0)) as reader:
            reader.sendall(b"GET /repo/much.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
            reader.recv(100)
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert ask(served, "/repo/")[0] == 200
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        time.sleep(0.01)
    assert capfd.readouterr() == ("", "")


class Events:
    """The line that tells pages to reload."""

    def __init__(self, server: Serving) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port or 0, timeout=60)
        self.connection.request("GET", "/repo/__daybook/events")
        self.answer = self.connection.getresponse()

    def next(self) -> dict[str, object]:
        while not (line := self.answer.readline()).startswith(b"data: "):
            assert line
        return dict(json.loads(line[6:]))


def test_pages_are_told_of_builds_and_of_faults(served: Serving, content: Path) -> None:
    events = Events(served)
    assert events.next() == {"build": 0, "fault": ""}
    served.rebuild(())
    assert events.next() == {"build": 1, "fault": ""}
    (content / "papers/2025/open.md").write_text("---\ntitle: <b>\n", "utf-8")
    before = ask(served, "/repo/")[2]
    with pytest.raises(InputError):
        served.rebuild(())
    told = events.next()
    assert told["build"] == 1
    assert "open.md:1: front matter that never ends" in str(told["fault"])
    assert ask(served, "/repo/")[2] == before
    (content / "papers/2025/open.md").unlink()
    served.rebuild(())
    assert events.next() == {"build": 2, "fault": ""}
    events.connection.close()


def note(page: Path, words: str) -> Path:
    page.write_text(page.read_text("utf-8") + f"\n{words}\n", "utf-8")
    return page


@pytest.mark.parametrize("kind", ["paper", "day", "text"])
def test_an_edited_page_is_shown_before_the_others_are_built(
    served: Serving, content: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    (content / "about.md").write_text("About.\n", "utf-8")
    served.rebuild(())
    paper = min((content / "papers/2025").glob("*.md"))
    page, address = {
        "paper": (paper, f"/repo/papers/2025/{paper.stem}/"),
        "day": (content / "dates/2025-03-18.md", "/repo/dates/2025-03-18/"),
        "text": (content / "about.md", "/repo/about/"),
    }[kind]
    early = []
    whole = serve.build
    monkeypatch.setattr(
        serve, "build", lambda options: (early.append(ask(served, address)), whole(options))[1]
    )
    events = Events(served)
    assert events.next()["build"] == 1
    served.rebuild([note(page, "Edited *so*.")])
    ((_, headers, body),) = early
    assert b"Edited <em>so</em>." in body
    assert f"?page={headers['ETag'][1:-1]}".encode() in body
    _, later, built = ask(served, address)
    assert (later["ETag"], built) == (headers["ETag"], body)
    assert ask(served, address, "HEAD")[1]["ETag"] == headers["ETag"]
    assert events.next()["build"] in (2, 3)
    events.connection.close()


def test_what_a_build_wrote_itself_is_told_once(served: Serving, content: Path) -> None:
    (content / "digests/2025-03-19.txt").write_text(digest_text("Mar 19", many_papers(3)), "utf-8")
    before = {path: path.read_bytes() for path in content.rglob("*.md")}
    assert served.rebuild(())
    written = [path for path in content.rglob("*.md") if before.get(path) != path.read_bytes()]
    assert len(written) == 4
    assert served.rebuild(written) is None
    assert Events(served).next() == {"build": 1, "fault": ""}
    site = content / "site.toml"
    text = site.read_text("utf-8")
    site.write_text("title", "utf-8")
    with pytest.raises(UsageError):
        served.rebuild([site])
    site.write_text(text, "utf-8")
    assert served.rebuild([site])  # which takes the fault away
    assert Events(served).next() == {"build": 2, "fault": ""}


@pytest.mark.parametrize("text", ["---\ntitle: <b>\n", "", None])
def test_an_edited_page_that_cannot_be_shown_waits_for_the_build(
    served: Serving, content: Path, text: str | None
) -> None:
    served.rebuild(())
    paper = min((content / "papers/2025").glob("*.md"))
    before = ask(served, f"/repo/papers/2025/{paper.stem}/")
    paper.unlink()
    if text is not None:
        paper.write_text(text, "utf-8")
    events = Events(served)
    assert events.next()["build"] == 1
    with suppress(InputError):
        served.rebuild([paper, content / "site.toml", content.parent / "elsewhere.md"])
    assert events.next()["build"] == (2 if text is None else 1)
    after = ask(served, f"/repo/papers/2025/{paper.stem}/")
    assert after[0] == 200
    if text is None:
        assert b"was taken out of the archive" in after[2]
    else:
        assert after[2] == before[2]
    events.connection.close()


def test_a_preview_goes_with_the_build_that_fails(served: Serving, content: Path) -> None:
    served.rebuild(())
    paper = min((content / "papers/2025").glob("*.md"))
    before = ask(served, f"/repo/papers/2025/{paper.stem}/")[2]
    note(paper, "Edited.")
    (content / "papers/2025/open.md").write_text("---\ntitle: <b>\n", "utf-8")
    with pytest.raises(InputError):
        served.rebuild([paper])
    assert ask(served, f"/repo/papers/2025/{paper.stem}/")[2] == before


def test_a_digest_that_cannot_be_read_is_shown_on_top_of_what_could_be_built(
    served: Serving, content: Path
) -> None:
    (content / "digests" / "empty.txt").write_bytes(b"")
    served.rebuild(())
    told = Events(served).next()
    assert told["build"] == 1
    assert "empty.txt: is empty" in str(told["fault"])


def test_no_build_is_missed_by_a_line_that_is_just_being_opened(served: Serving, content: Path) -> None:
    page = content / "dates/2025-03-18.md"
    lines = [Events(served) for _ in range(8)]
    builder = threading.Thread(target=lambda: [(note(page, "More."), served.rebuild(())) for _ in range(3)])
    builder.start()
    lines += [Events(served) for _ in range(8)]
    builder.join()
    deadline = time.monotonic() + 60
    for line in lines:
        while line.next()["build"] != 3:
            assert time.monotonic() < deadline
        line.connection.close()


def test_the_port_is_free_again_at_the_end(content: Path, tmp_path: Path) -> None:
    options = Options(content, tmp_path / "site")
    with serving(options, "127.0.0.1", 0) as one:
        port = urlsplit(one.url).port or 0
    with serving(options, "127.0.0.1", port) as other:
        assert urlsplit(other.url).port == port


def test_another_path_of_the_site_and_a_theme_that_comes_or_goes_need_another_server(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    built: list[Path] = []
    changed = (Change.modified, str(content / "site.toml"))
    settings, options = content / "site.toml", Options(content, tmp_path / "site")
    with serving(options, "127.0.0.1", 0) as server:
        monkeypatch.setattr(server, "rebuild", built.extend)

        def follow(*changes: set[tuple[Change, str]]) -> list[object]:
            left = iter(changes)
            monkeypatch.setattr("watchfiles.watch", lambda *_, **__: left)
            _follow(server, options)
            return [*left]

        settings.write_text('base_url = "https://reader.example/moss/"\n', "utf-8")
        assert follow({changed}, {changed}) == [{changed}]
        settings.write_text('base_url = "https://other.example/repo/"\n', "utf-8")
        (tmp_path / "theme").mkdir()
        assert follow(set(), set()) == [set()]
        options = Options(content, tmp_path / "site", theme_dir=Path("theme"))
        assert follow(set()) == []
        (tmp_path / "theme").rmdir()
        assert follow({changed}, set()) == [set()]
        assert built == []


def test_a_host_that_is_not_this_machines_is_named(content: Path, tmp_path: Path) -> None:
    options = Options(content, tmp_path / "site")
    for host in ("192.0.2.77", "no host"):
        with pytest.raises(UsageError, match=f"{host} is no address"), serving(options, host, 0):
            pass
