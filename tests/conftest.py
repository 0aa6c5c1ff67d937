"""Shared fixtures: archives built once a session, a browser, and a server below a sub-path."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.sources.fake_service import FakeService

ROOT = Path(__file__).resolve().parent.parent
REAL_DIGESTS = ROOT.parent / "shared" / "digests"
PYTHONPATH = os.pathsep.join((str(ROOT), str(ROOT / "generator")))
"""For child processes that run this checkout's code in another folder."""
BASE_URL = "https://reader.example/repo/"

settings.register_profile("short", max_examples=60, derandomize=True, database=None, deadline=None)
settings.register_profile("long", max_examples=3000, database=None, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write expected files and the README's pictures")
    parser.addoption("--long", action="store_true", help="try many more cases, as before a release")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "short")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in ("browser", "faults", "repository"):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Return whether tests shall try all cases they have."""
    return bool(request.config.getoption("--long"))


@dataclass(frozen=True)
class Sample:
    """A content folder and its site; a test that changes them takes a `copy`."""

    content: Path
    site: Path
    base_url: str = BASE_URL

    def copy(self, to: Path) -> Sample:
        """Return a copy in another folder."""
        content = Path(shutil.copytree(self.content, to / "content"))
        return Sample(content, Path(shutil.copytree(self.site, to / "site")), self.base_url)


Made = TypeVar("Made")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """Return what a function makes in a folder: the first worker that asks makes it, the others read it.

    Tests do not change it: another worker may read it at that time.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    value = shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not value.exists():
            made = make(factory.mktemp(name))
            value.write_bytes(pickle.dumps(made))
    return pickle.loads(value.read_bytes())


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Build the invented archive that the project ships."""
    return made_once(tmp_path_factory, "sample", _sample)


def _sample(folder: Path) -> Sample:
    made = Sample(Path(shutil.copytree(ROOT / "content", folder / "content")), folder / "site")
    build(Options(made.content, made.site, base_url=BASE_URL))
    return made


@pytest.fixture(scope="session")
def real_digests() -> Path:
    """Return the folder of five real digests, which are not in the repository."""
    if not REAL_DIGESTS.is_dir():
        pytest.skip(f"the real digests are missing: {REAL_DIGESTS} is not a folder")
    return REAL_DIGESTS


@pytest.fixture(scope="session")
def real(real_digests: Path, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Import the real digests and build their site."""

    def make(folder: Path) -> Sample:
        made = Sample(folder / "content", folder / "site")
        made.content.mkdir()
        imported = import_digests(made.content, [real_digests], GivenDates(2025))
        assert not imported.problems
        build(Options(made.content, made.site, base_url=BASE_URL))
        return made

    return made_once(tmp_path_factory, "real", make)


Serve = Callable[..., str]


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder below a path, and its 404.html for missing files, as static hosts do."""

    def __init__(self, *args: Any, base: str, **kwargs: Any) -> None:
        self.base = base
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        if not urlsplit(path).path.startswith(self.base):
            return str(Path(self.directory) / "outside of the site")
        return super().translate_path(path[len(self.base) - 1 :])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print no error of a browser that went away before its answer was written."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def _served(folder: Path, base: str) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), partial(_Quiet, base=base, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Return a function that serves a folder below ``/repo/`` (or another path) and returns its URL.

    A folder has one server for the session: each looks fifty times a second whether it shall end.
    """
    with ExitStack() as stack:
        yield cache(lambda folder, base="/repo/": stack.enter_context(_served(folder, base)))


@pytest.fixture
def running() -> Iterator[FakeService]:
    """Run a service of papers."""
    from tests.sources.fake_service import run_service

    with run_service() as made:
        yield made


def chromium_path() -> str:
    """Return the path of a Chromium: $CHROMIUM, else one on the PATH."""
    names = (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    )
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail("no Chromium: set CHROMIUM to the path of one, or run `python3 -m tests`")
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Launch a headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield browser
        browser.close()
