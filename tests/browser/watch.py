"""A page in Chromium, watched: errors, requests to other hosts, and what sticks out of the screen."""

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
SIZES = {"phone": (390, 844), "desk": (1280, 900)}


@dataclass
class Watched:
    """A page, and what was seen of it."""

    page: Page
    errors: list[str] = field(default_factory=list)
    """On the console, thrown, or of a request that failed."""
    hosts: set[str] = field(default_factory=set)
    """That were asked for anything."""


@contextmanager
def watched(browser: Browser, size: str = "desk", **context: Any) -> Iterator[Watched]:
    """Open a page; nothing but what a test asks for may be in ``errors`` at its end."""
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


def until(page: Page, look: Callable[[], Seen], wanted: Callable[[Seen], bool], patience: float = 60) -> Seen:
    """What is seen once it is as wanted, or after so many seconds: what a page answers comes when it comes.

    (`page.wait_for_function` would be refused by the pages' policy.)
    """
    end = time.monotonic() + patience
    while not wanted(seen := look()) and time.monotonic() < end:
        page.wait_for_timeout(20)
    return seen


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
"""What sticks out of the window, but for what scrolls by itself."""


def sticks_out(page: Page) -> list[str]:
    """The elements that are wider than the window, if any."""
    found = page.evaluate(OVERFLOW)
    return [*found["wide"], *(["the page scrolls sideways"] if found["scrolls"] else [])]
