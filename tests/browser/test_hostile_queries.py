"""Hostile queries, from a shared link and typed, are answered or refused, and the page goes on working."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.watch import answered, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser

LONG = 100_000
QUERIES = (
    "a~99999 " * (LONG // 8),
    "x" * LONG,
    "w\u00e9 " * (LONG // 3),
    "*",
    "*a" * (LONG // 2),
    "+* " * 60,
    "a^99999999 " * 90,
    "^~:*+-\\" * (LONG // 7),
    "\U0001f600\u0301" * (LONG // 3),
    "\u202e" * 500 + "survey",
    "title:" * (LONG // 6),
    "<img src=x onerror=alert(1)>",
    "'\"><script>alert(1)</script>",
    "x" * 200 + "~4",
    "foo:bar",
    "a^",
    "+ - * ~ ^ :",
    "__proto__ constructor toString",
    "%",
)


@pytest.mark.hazard(24, 25)
@pytest.mark.parametrize("way", ["link", "typed"])
def test_queries_from_links_and_typed(sample: Sample, serve: Serve, chromium: Browser, way: str) -> None:
    url = serve(sample.site)
    with watched(chromium) as seen:
        page = seen.page
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        page.goto(f"{url}search/")
        for query in QUERIES:
            if way == "link":
                page.goto(f"{url}search/?q={quote(query[:2000])}")
            else:
                page.locator("#q").fill(query)
            answered(page)
            assert page.locator("main img").count() == 0, query
        page.locator("#q").fill("survey")
        page.wait_for_selector("#results a[href]")
        assert seen.errors == []


def test_a_lone_surrogate_and_nul_in_the_address(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        for query in ("%ED%A0%BD", "%00", "%FF%FE", "%", "%E0%A4%A", "a%00b%ED%A0%BDc*"):
            seen.page.goto(f"{serve(sample.site)}search/?q={query}")
            answered(seen.page)
        assert seen.errors == []


_STUCK = """
addEventListener("message", ({ data: { ping, id, request } }) => {
  if (ping) postMessage({ alive: true });
  if (request?.text === "stuck") for (;;);
  const none = { pages: [], related: [], results: [], total: 0, withAllWords: 0 };
  const answer = { ...none, plain: true, suggestion: "", complete: true };
  if (request) postMessage({ id, answer });
});
postMessage({ alive: true });
"""


def test_a_stuck_worker_is_ended_and_the_next_query_answered(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    """The last of all bounds: a worker that does not answer for eight seconds is ended."""

    def stuck(route: Route) -> None:
        route.fulfill(body=_STUCK, content_type="text/javascript")

    with watched(chromium) as seen:
        seen.page.context.route("**/search/worker/worker.js*", stuck)
        seen.page.goto(f"{serve(sample.site)}search/")
        seen.page.locator("#q").fill("nothing")
        seen.page.wait_for_selector("#status >> text=No paper matches")
        seen.page.locator("#q").fill("stuck")
        seen.page.wait_for_selector("#status >> text=took too long")
        seen.page.locator("#q").fill("nothing more")
        seen.page.wait_for_selector("#status >> text=No paper matches")
        assert seen.errors == []
