"""Results are shown in parts: the visible ones do not wait for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.watch import RESULTS, until, watched
from tests.conftest import Sample, Serve
from tests.search.read_records import read_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

_NOTE = """() => {
  const list = document.querySelector("#results");
  globalThis.noted = { lengths: [], first: null, kept: true, said: [] };
  new MutationObserver(() => {
    noted.lengths.push(list.children.length);
    noted.kept &&= list.firstChild === (noted.first ??= list.firstChild);
  }).observe(list, { childList: true });
  new MutationObserver(() => noted.said.push(document.querySelector("#status").textContent))
    .observe(document.querySelector("#status"), { childList: true });
}"""

_GROWING = ([3, 6, 10], [3, 10])
"""Results in the list from change to change: those of a first frame, then of a first part, then all."""


def _papers(page: Page) -> list[str]:
    links = page.locator(RESULTS).evaluate_all("all => all.map(a => a.href)")
    return [link.partition("/papers/")[2].strip("/") for link in links]


def test_the_first_results_are_shown_first_and_stay(real: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(real.site)}search/")
        seen.page.evaluate(_NOTE)
        seen.page.fill("#q", "transformer")
        seen.page.locator(RESULTS).nth(9).wait_for()
        assert seen.page.evaluate("noted.lengths") in _GROWING
        assert seen.page.evaluate("noted.kept")
        assert len([said for said in seen.page.evaluate("noted.said") if said != "Searching…"]) == 1
        assert seen.errors == []


def test_all_results_come_at_once_if_the_focus_is_elsewhere(
    real: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        page = seen.page
        page.goto(f"{serve(real.site)}search/?q=transformer")
        page.locator(RESULTS).nth(9).wait_for()
        page.locator(RESULTS).nth(8).focus()
        focused = page.evaluate("document.activeElement.href")
        page.evaluate(_NOTE)
        page.evaluate("document.querySelector('#q').form.requestSubmit()")
        assert until(page, lambda: page.evaluate("noted.lengths"), bool) == [10]
        assert page.evaluate("document.activeElement.href") == focused
        assert seen.errors == []


def test_without_workers_the_page_searches_itself(real: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        seen.page.add_init_script("globalThis.Worker = class { constructor() { throw new Error('none'); } };")
        seen.page.goto(f"{serve(real.site)}search/")
        seen.page.evaluate(_NOTE)
        seen.page.fill("#q", "transformer")
        seen.page.locator(RESULTS).nth(9).wait_for()
        assert seen.page.evaluate("noted.lengths") in _GROWING
        assert seen.page.evaluate("noted.kept")
        assert seen.page.workers == []
        assert seen.errors == []


def test_the_rest_may_fail_and_be_retried(real: Sample, serve: Serve, chromium: Browser) -> None:
    url = f"{serve(real.site)}search/?q=transformer"
    with watched(chromium) as seen:
        seen.page.goto(url)
        seen.page.locator(RESULTS).nth(9).wait_for()
        whole = _papers(seen.page)
    holding = {
        file.relative_to(real.site).as_posix(): {record[0] for record in read_records(file.read_bytes())}
        for file in (real.site / "search" / "papers").rglob("*.json")
    }

    def refuse(route: Route) -> None:
        held = holding["search/papers/" + route.request.url.partition("/search/papers/")[2]]
        if held.isdisjoint(whole[:6]):
            route.abort()
        else:
            route.continue_()

    with watched(chromium) as seen:
        seen.page.context.route("**/search/papers/**", refuse)
        seen.page.goto(url)
        seen.page.wait_for_selector("#status .retry")
        assert "other results could not be loaded" in seen.page.locator("#status").inner_text()
        assert _papers(seen.page) == whole[:6]
        seen.page.context.unroute("**/search/papers/**")
        seen.page.click("#status .retry")
        seen.page.locator(RESULTS).nth(9).wait_for()
        assert _papers(seen.page) == whole
