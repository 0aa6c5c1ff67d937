"""The site while one works on it: built, served under its own path, rebuilt on change, reloaded in the page.

The last good build stays up while a new one is made or fails; a failure is shown in the page, on top of it.
A page whose file was edited is made and shown at once, before the build of all the others (`preview`).
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.commands.build.build import build
from daybook.commands.build.options import Built, Options
from daybook.commands.build.remembered import forget
from daybook.commands.serve.preview import Preview, make_preview
from daybook.content.site_toml import load_settings
from daybook.disk.read import read_file
from daybook.problems import DaybookError
from daybook.text import addresses

EVENTS, SCRIPT = "__daybook/events", "__daybook/reload.js"
_PORTS = 20
"""Ports tried, from the one asked for, where that one is taken."""
_HEARTBEAT = 15.0
"""Seconds between signs of life on the line that tells pages to reload."""
_POLL = 0.1
"""Seconds within which the server notices that it is to stop."""
_TYPES = {".js": "text/javascript", ".json": "application/json", ".xml": "application/xml", "": "text/plain"}

_NOTHING = b"<!doctype html><html lang=en><head></head><body><h1>Nothing is built yet</h1></body></html>"

_RELOAD = """\
const events = new EventSource(new URL("./events", import.meta.url));
const page = new URL(import.meta.url).searchParams.get("page");
const box = document.createElement("pre");
box.setAttribute("role", "alert");
Object.assign(box.style, {
  position: "fixed", inset: "auto 0 0 0", margin: 0, padding: "1rem", maxHeight: "50vh", overflow: "auto",
  background: "#7a1f1f", color: "#fff", font: "14px/1.5 monospace", whiteSpace: "pre-wrap", zIndex: 9999,
});
let seen = null;
events.addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  const isNew = state.build !== seen; // at first too: it may be newer than the page
  seen = state.build;
  if (isNew) fetch(location.href, { method: "HEAD" }).then((answer) => {
    if (answer.headers.get("ETag") !== `"${page}"`) location.reload();
  });
  box.textContent = state.fault;
  if (state.fault) document.body.append(box); else box.remove();
});
"""


class _State(Struct):
    """What pages are told: the number of the build they should show, and what is wrong with the next."""

    build: int = 0
    fault: str = ""
    told: int = 0
    """How often pages were told: by it a page's line knows what it missed."""
    previews: Mapping[str, bytes] = field(default_factory=dict)
    """Pages to be shown in place of the site's, until the next build has ended."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, fault: str, *, built: bool) -> None:
        with self.changed:
            self.fault = fault
            self.build += built
            self.told += 1
            self.changed.notify_all()

    def news(self, last: int) -> tuple[int, bytes]:
        """Wait for what a page that was told ``last`` does not know; a sign of life where nothing comes."""
        with self.changed:
            told = self.changed.wait_for(lambda: self.told != last, _HEARTBEAT)
            return self.told, self._message() if told else b": still here\n\n"

    def _message(self) -> bytes:
        state = json.dumps({"build": self.build, "fault": self.fault})
        return f"event: state\ndata: {state}\n\n".encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a reader who went away before the answer was whole: nothing is wrong then."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(SimpleHTTPRequestHandler):
    """Serves one folder below the base path, and the line that tells pages to reload."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, base: str, state: _State, **kwargs: object) -> None:
        self.base, self.state = base, state
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: only the command line prints."""

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.base):
            self._redirect(self.base)
        elif path == self.base + EVENTS:
            self._events()
        elif path == self.base + SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD.encode())
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
        mark = hashlib.sha256(data).hexdigest()[:16]
        if place.suffix == ".html":
            tag = f'<script type="module" src="{self.base}{SCRIPT}?page={mark}"></script></head>'
            data = data.replace(b"</head>", tag.encode(), 1)
        kind = _TYPES.get(place.suffix) or self.guess_type(place.name)
        self._send(status, kind, data, mark)

    @staticmethod
    def _place(root: Path, path: str) -> Path | None:
        """The file that a path names; None for one outside of the folder, or that no system could name."""
        place = root / addresses.file_of(path)
        try:
            place.lstat()
            inside = place.resolve().is_relative_to(root.resolve()) and ".." not in path.split("/")
        except (OSError, ValueError):
            return None
        return place if inside else None

    def _send(self, status: HTTPStatus, kind: str, data: bytes, mark: str = "") -> None:
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        if mark:
            self.send_header("ETag", f'"{mark}"')
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
                last, message = self.state.news(last)
                self.wfile.write(message)
        except (BrokenPipeError, ConnectionResetError):
            return


class Serving(Struct, frozen=True):
    """A server that runs, and how to build what it shows anew."""

    url: str
    rebuild: Callable[[Iterable[Path]], Built]
    """Given the files that changed. Raises DaybookError or OSError, after the pages were told."""


class _Maker(Struct):
    """Shows pages whose files were edited, as soon as a build has told what pages are made from."""

    state: _State
    preview: Preview | None = None

    def keep(self, built: Built) -> None:
        if built.pages:
            self.preview = make_preview(built.pages)

    def show(self, changed: Iterable[Path], content: Path) -> None:
        """Make the pages of files of content, and tell browsers of them."""
        root = content.resolve()
        pages: dict[str, bytes] = {}
        for place in map(Path.resolve, changed):
            if self.preview and place.suffix == ".md" and place.is_relative_to(root):
                with suppress(OSError):
                    made = self.preview.render(place.relative_to(root).as_posix(), read_file(place))
                    pages |= dict([made]) if made else {}
        if pages:
            self.state.previews = pages
            self.state.tell(self.state.fault, built=True)


@contextmanager
def serving(options: Options, host: str, port: int) -> Iterator[Serving]:
    """Serve ``options.output_dir`` while the context lasts, under the path of the site's base URL.

    Takes the next free port where ``port`` is taken. Raises OSError where none is, UsageError for settings.
    """
    base = load_settings(options.content_dir, options.base_url).base_path
    state = _State()
    handler = partial(_Handler, base=base, state=state, directory=str(options.output_dir))
    server = _bind(host, port, handler)
    url = f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}{base}"
    maker = _Maker(state)
    shown = replace(options, base_url=url, removals="ignore")
    forget(options)  # a build with nothing to do has no pages to preview

    def rebuild(changed: Iterable[Path] = ()) -> Built:
        maker.show(changed, options.content_dir)
        try:
            built = build(shown)
        except (DaybookError, OSError) as error:
            state.previews = {}
            state.tell(str(error), built=False)
            raise
        maker.keep(built)
        state.previews = {}
        state.tell("\n".join(str(problem) for problem in built.problems if problem.severity), built=True)
        return built

    thread = threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True)
    thread.start()
    try:
        yield Serving(url, rebuild)
    finally:
        server.shutdown()
        server.server_close()


def _bind(host: str, port: int, handler: Callable[..., _Handler]) -> _Server:
    for candidate in range(port, port + _PORTS if port else 1):
        try:
            return _Server((host, candidate), handler)
        except OSError:
            if candidate == port + _PORTS - 1 or not port:
                raise
    raise OSError(f"no free port from {port} on")
