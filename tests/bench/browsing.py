"""Bytes and milliseconds in headless Chromium, over a server that compresses as static hosts do."""

from __future__ import annotations

import gzip
import json
import mimetypes
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PACKED = {".js", ".json", ".css", ".html", ".svg", ".txt", ".xml"}
"""Types that hosts such as GitHub Pages compress; Pagefind's own files are compressed already."""

_WATCH = """([input, results]) => {
  globalThis.moments = { key: 0, last: 0, shown: [], longest: 0 };
  const field = document.querySelector(input);
  field.addEventListener("keydown", () => (moments.key ||= performance.now()), true);
  field.addEventListener("input", () => (moments.last = performance.now()), true);
  new MutationObserver(() => {
    const first = document.querySelector(results)?.href ?? "";
    if (first !== (moments.shown.at(-1)?.first ?? "")) moments.shown.push({ first, at: performance.now() });
  }).observe(document.body, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) moments.longest = Math.max(moments.longest, task.duration);
  }).observe({ type: "longtask" });
}"""
_TIMES = """() => {
  const { key, last, shown } = moments;
  return [shown.find(({ first }) => first).at - key, Math.max(0, shown.at(-1).at - last)];
}"""
_FORGET = "() => Object.assign(moments, { key: 0, last: 0, shown: [] })"


@dataclass(frozen=True, slots=True)
class Target:
    """A search page: its path in the site, and selectors of its field and of a result."""

    page: str
    input: str
    results: str


DAYBOOK = Target("search/", "#q", "#results a[href]")
PAGEFIND = Target("", ".pagefind-ui__search-input", ".pagefind-ui__result-link")


@dataclass(frozen=True, slots=True)
class Line:
    """How slow the line of a reader is, and the reader's processor."""

    latency: float
    """Seconds until an answer begins."""
    speed: int
    """Bytes a second, of all answers together."""
    slower: int
    """By how much the processor of the page's own thread is slower."""


SLOW = Line(0.15, 200_000, 4)
"""1.6 Mbit/s, 150 ms, a phone's processor."""
_PIECE = 4_096
"""Bytes that are sent at once over a slow line."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Bytes and times of a query: medians over several visits."""

    sent: int
    """Bytes of all responses, for the first query including the page."""
    first_ms: float
    """From the first key to a visible result."""
    last_ms: float
    """From the last letter to the final first result."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The first query on a new page, and the next one."""

    first: Moments
    next: Moments
    longest_ms: float
    """The longest task on the main thread over 50 ms while searching; 0 if there was none."""


@dataclass
class Host:
    """A folder served on loopback; ``sent`` counts the bytes of response bodies."""

    address: str
    sent: int = 0
    lock: Any = field(default=None, repr=False)


@cache
def _body(file: Path) -> tuple[bytes, bool]:
    data = file.read_bytes()
    packed = gzip.compress(data, 6, mtime=0) if file.suffix in _PACKED else data
    return (packed, True) if len(packed) < len(data) else (data, False)


@contextmanager
def served(folder: Path, line: Line | None = None) -> Iterator[Host]:
    """Serve a folder, as over a line if one is given.

    The server waits, and not the browser, which slows the requests of pages and not those of their workers.
    """
    host = Host("")
    taken = Lock()

    def write(target: Any, data: bytes) -> None:
        if not line:
            target.write(data)
            return
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            with taken:
                time.sleep(len(piece) / line.speed)
                target.write(piece)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body go out together and at once, as from any host: else each answer may wait 40 ms for
        # the other end's delayed acknowledgement (Nagle's algorithm).
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = folder / (path + "index.html" if path.endswith("/") else path).lstrip("/")
            data, packed = _body(file) if file.is_file() else (b"", False)
            time.sleep(line.latency if line else 0)
            host.sent += len(data)
            self.send_response(200 if file.is_file() else 404)
            self.send_header("Content-Type", mimetypes.guess_type(file)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "max-age=600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            write(self.wfile, data)

        def log_message(self, format: str, *args: Any) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    host.address = f"http://127.0.0.1:{server.server_port}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visit(
    browser: Browser,
    targets: Sequence[tuple[Host, Target]],
    queries: Sequence[tuple[str, str]],
    line: Line | None = None,
) -> list[Visit]:
    """Visit each page anew for each pair of queries: type the first, then the second in its place.

    In turns, so that none has the browser while it is new, or the machine while it is slow, for itself; each
    page is visited once before, for nothing.
    """
    for host, target in targets:
        _once(browser, host, target, queries[-1], line)
    rounds = [[_once(browser, *target, pair, line) for target in targets] for pair in queries]
    return [_summed(seen) for seen in zip(*rounds, strict=True)]


def _summed(seen: Sequence[tuple[Moments, Moments, float]]) -> Visit:
    firsts, nexts, longest = zip(*seen, strict=True)
    return Visit(_medians(firsts), _medians(nexts), max(longest))


def _medians(seen: Sequence[Moments]) -> Moments:
    return Moments(
        int(median(each.sent for each in seen)),
        median(each.first_ms for each in seen),
        median(each.last_ms for each in seen),
    )


def _once(
    browser: Browser, host: Host, target: Target, pair: tuple[str, str], line: Line | None
) -> tuple[Moments, Moments, float]:
    first, second = pair
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    if line:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": line.slower})
    host.sent = 0
    page.goto(host.address + target.page, wait_until="networkidle")
    page.wait_for_selector(target.input)
    page.evaluate(_WATCH, [target.input, target.results])
    answered = _typed(page, host, target, first)
    page.fill(target.input, "")
    page.wait_for_selector(target.results, state="detached")
    host.sent = 0
    page.evaluate(_FORGET)
    again = _typed(page, host, target, second)
    longest = page.evaluate("moments.longest")
    context.close()
    return answered, again, longest


def _typed(page: Page, host: Host, target: Target, text: str) -> Moments:
    """Type a query and wait until the network is idle."""
    page.click(target.input)
    page.keyboard.type(text)
    page.wait_for_selector(target.results)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    first_ms, last_ms = page.evaluate(_TIMES)
    return Moments(host.sent, first_ms, last_ms)


def pagefind_answers(browser: Browser, host: Host, queries: Sequence[str]) -> list[list[str]]:
    """Return the addresses of the first ten papers that Pagefind finds for each query."""
    page = browser.new_page()
    page.goto(host.address)
    found = page.evaluate(
        """async (queries) => {
          const pagefind = await import("/pagefind/pagefind.js");
          const answers = [];
          for (const query of queries) {
            const { results } = await pagefind.search(query);
            const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
            answers.push(data.map(({ url }) => url));
          }
          return JSON.stringify(answers);
        }""",
        list(queries),
    )
    page.close()
    return [[url.strip("/").removeprefix("papers/") for url in urls] for urls in json.loads(found)]
