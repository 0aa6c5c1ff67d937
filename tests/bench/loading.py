"""Measures how soon pages show: `python -m tests.bench.loading SITE`.

For the heaviest page of each kind of a built site it prints what it sends, when its largest text or picture
is painted (LCP) and how far its content shifts (CLS), in Chromium at the size of a phone over a slow line
with a slow processor: 1.6 Mbit/s, 150 ms until an answer, four times as slow. Each page is opened with an
empty cache; the figures are medians.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.browsing import Host, served
from tests.conftest import chromium_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KINDS = {
    "home": "index.html",
    "day": "dates/*-*-*/index.html",
    "paper": "papers/*/*/index.html",
    "topic": "topics/*/index.html",
    "map": "map/index.html",
}
"""The files of each kind of page."""
_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
_SLOWER = 4
_SETTLED = 1_500
"""Milliseconds after the network is idle in which content might still shift."""
_WATCH = """
globalThis.seen = { lcp: 0, cls: 0 };
new PerformanceObserver((list) => (seen.lcp = list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) seen.cls += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def heaviest(site: Path, files: str) -> str:
    """Return the address of the heaviest page among some files of a site; empty for the home page."""
    page = max(sorted(site.glob(files)), key=lambda file: file.stat().st_size)
    return page.relative_to(site).as_posix().removesuffix("index.html")


def opened(browser: Browser, host: Host, address: str) -> tuple[int, float, float]:
    """Open a page with an empty cache: bytes sent, milliseconds until its largest paint, its layout shift."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", _LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.add_init_script(_WATCH)
    host.sent = 0
    page.goto(host.address + address, wait_until="networkidle")
    page.wait_for_timeout(_SETTLED)
    lcp, cls = page.evaluate("[seen.lcp, seen.cls]")
    context.close()
    return host.sent, lcp, cls


def main() -> None:
    """Print a line for each kind of page."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(prog="python -m tests.bench.loading", description=__doc__)
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--visits", type=int, default=5, help="of each page (%(default)s)")
    options = parser.parse_args()
    with sync_playwright() as playwright, served(options.site) as host:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        print("| page | sent | LCP | CLS |\n| --- | --- | --- | --- |")
        for kind, files in KINDS.items():
            address = heaviest(options.site, files)
            seen = [opened(browser, host, address) for _ in range(options.visits)]
            sent, lcp, cls = (median(column) for column in zip(*seen, strict=True))
            print(f"| {kind} `/{address}` | {sent / 1000:.0f} kB | {lcp / 1000:.2f} s | {cls:.3f} |")
        browser.close()


if __name__ == "__main__":
    main()
