"""Watches a page in Chromium: errors, requested hosts, and elements wider than the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Seen = TypeVar("Seen")
RESULTS = "#results a[href]"
"""Selector of the links to results."""
SIZES = {"narrow": (320, 568), "phone": (390, 844), "desk": (1280, 900), "wide": (2560, 1440)}


@dataclass
class Watched:
    """A page, its errors and the hosts it requested from."""

    page: Page
    errors: list[str] = field(default_factory=list)
    """Console errors, exceptions and failed requests."""
    hosts: set[str] = field(default_factory=set)


@contextmanager
def watched(browser: Browser, size: str = "desk", **context: Any) -> Iterator[Watched]:
    """Open a page and watch it."""
    width, height = SIZES[size]
    opened = browser.new_context(viewport={"width": width, "height": height}, **context)
    try:
        page = opened.new_page()
        page.set_default_timeout(60_000)
        seen = Watched(page)
        page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("request", lambda request: seen.hosts.add(urlsplit(request.url).netloc))
        yield seen
    finally:
        opened.close()


@contextmanager
def opened(browser: Browser, url: str, **context: Any) -> Iterator[Watched]:
    """Open an address, and watch the page once the network is idle."""
    with watched(browser, **context) as seen:
        seen.page.goto(url)
        seen.page.wait_for_load_state("networkidle")
        yield seen


def focused(page: Page) -> str:
    """Return the id or the name of the focused element."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def until(page: Page, look: Callable[[], Seen], wanted: Callable[[Seen], bool], patience: float = 60) -> Seen:
    """Return what ``look`` returns once it is as wanted; fail if it is not after so many seconds.

    The policy of the pages forbids `page.wait_for_function`.
    """
    end = time.monotonic() + patience
    while not wanted(seen := look()):
        assert time.monotonic() < end, f"after {patience:g} seconds still {seen!r}"
        page.wait_for_timeout(20)
    return seen


def answered(page: Page) -> str:
    """Return the status of the search page once it says what was found.

    A slow machine reads "Searching…" before.
    """
    return until(page, page.locator("#status").inner_text, lambda said: said not in ("", "Searching…"))


OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || box.right <= width + 1) return false;
    for (let up = element; up !== document.body; up = up.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return false;
    }
    return true;
  });
  return {
    scrolls: document.documentElement.scrollWidth > width,
    wide: wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)),
  };
}"""
"""Elements wider than the window, except in elements that scroll."""


def sticks_out(page: Page) -> list[str]:
    """Return the elements that are wider than the window."""
    found = page.evaluate(OVERFLOW)
    return [*found["wide"], *(["the page scrolls sideways"] if found["scrolls"] else [])]


_SHORT = ".count, .tally span, .turn span, .dateline > span:last-child, .rank, .weekday, caption span"
_SHORT += ", button:not(:has(.said))"  # words for screen readers alone stand elsewhere
_BROKEN = """(selector) => [...document.querySelectorAll(selector)].filter((element) => {
  if (!element.getClientRects().length || element.textContent.length > 24) return false;
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top / 6))).size > 1;
}).map((element) => element.outerHTML.slice(0, 120))"""


def broken(page: Page) -> list[str]:
    """Return the numbers and short words that are broken into lines."""
    return list(page.evaluate(_BROKEN, _SHORT))
