"""How search feels: keys under load, Back, what moves, what is offered, agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.watch import RESULTS, until, watched
from tests.conftest import Sample, Serve, chromium_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

DIALOG = "#search-dialog"
SHIFTS = """globalThis.moved = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    moved.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? String(node))]);
  }
}).observe({ type: "layout-shift", buffered: true });"""
"""Notes all that moves, also what moves soon after a key, which the browser's measure forgives."""


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.href ?? document.activeElement.id"))


def _scroll(page: Page, of: str) -> int:
    return int(page.evaluate(of))


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_nothing_moves(real: Sample, serve: Serve, chromium: Browser, size: str) -> None:
    url = serve(real.site)
    with watched(chromium, size) as seen:
        page = seen.page
        page.add_init_script(SHIFTS)
        for query in ("?q=transformer", "?q=transformer&year=2025&not-topic=agents", "?q=zzzqqq", ""):
            page.goto(f"{url}search/{query}")
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(100)
            assert page.evaluate("moved") == [], query
        page.goto(url)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        page.keyboard.type("diffusion model", delay=5)
        page.wait_for_selector(f"{DIALOG} .result")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("moved") == []


def test_no_letter_is_lost_on_a_slow_phone(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "phone") as seen:
        page = seen.page
        session = page.context.new_cdp_session(page)
        slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
        session.send("Network.emulateNetworkConditions", slow)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.add_init_script(SHIFTS)
        page.goto(serve(sample.site))
        for key in "/lamp learning":
            page.keyboard.press(key if key != " " else "Space")
        assert page.locator(f"{DIALOG} input").input_value() == "lamp learning"
        page.wait_for_selector(f"{DIALOG} .result")
        assert page.evaluate("moved") == []
        page.keyboard.press("ArrowDown")
        page.keyboard.type(" rates")
        assert page.locator(f"{DIALOG} input").input_value() == "lamp learning rates"
        assert page.evaluate("document.activeElement.type") == "search"
        assert seen.errors == []


def test_back_closes_the_dialog_and_back_from_a_paper_restores_it(
    real: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        page = seen.page
        page.goto(serve(real.site))
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        page.keyboard.type("transformer")
        page.wait_for_selector(f"{DIALOG} .result:nth-child(10)")
        links = page.locator(f"{DIALOG} .result a").evaluate_all("all => all.map((a) => a.href)")
        offers = page.locator(f"{DIALOG} .offers")
        assert offers.evaluate("all => all.clientHeight >= all.firstChild.offsetHeight")
        for _ in range(offers.locator("a").count() + 6):
            page.keyboard.press("ArrowDown")
        href, place = _focused(page), _scroll(page, "document.querySelector('dialog').scrollTop")
        assert href in links
        assert place > 0
        page.keyboard.press("Enter")
        page.wait_for_selector("body.paper")
        page.go_back()
        page.wait_for_selector(f"{DIALOG}[open] .result:nth-child(10)")
        assert until(page, lambda: _focused(page), href.__eq__) == href
        assert page.locator(f"{DIALOG} input").input_value() == "transformer"
        assert page.locator(f"{DIALOG} .result a").evaluate_all("all => all.map((a) => a.href)") == links
        scrolled = until(
            page, lambda: _scroll(page, "document.querySelector('dialog').scrollTop"), place.__eq__
        )
        assert scrolled == place
        page.go_back()
        page.wait_for_selector(f"{DIALOG}:not([open])", state="attached")
        page.keyboard.press("/")
        page.keyboard.press("Escape")
        page.wait_for_selector(f"{DIALOG}:not([open])", state="attached")
        assert until(page, lambda: page.evaluate("history.state"), lambda state: state is None) is None
        assert seen.errors == []


def test_back_restores_the_search_page(real: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        page = seen.page
        page.add_init_script(SHIFTS)
        page.goto(f"{serve(real.site)}search/?q=transformer")
        page.click("[data-filters=topics] summary")
        page.wait_for_selector("[data-filters=topic-list] input")
        page.click(".more")
        page.locator(RESULTS).nth(19).wait_for()
        said = page.locator("#status").inner_text()
        link = page.locator(RESULTS).nth(14)
        link.scroll_into_view_if_needed()
        link.focus()
        href, place = _focused(page), _scroll(page, "Math.round(scrollY)")
        page.keyboard.press("Enter")
        page.wait_for_selector("body.paper")
        page.go_back()
        page.locator(RESULTS).nth(19).wait_for()
        assert until(page, lambda: _focused(page), href.__eq__) == href
        assert until(page, lambda: _scroll(page, "Math.round(scrollY)"), place.__eq__) == place
        assert page.locator("#status").inner_text() == said
        page.wait_for_selector("[data-filters=topic-list] input")
        assert page.evaluate("moved") == []
        assert page.input_value("#q") == "transformer"


def test_queries_are_kept_and_forgotten_and_names_lead_to_pages(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        page = seen.page
        page.goto(f"{serve(sample.site)}people/")
        link = page.locator("main a[href*='people/']:not([href*='names']), main li a").first
        name, person = link.inner_text(), str(link.evaluate("a => a.href"))
        page.goto(f"{serve(sample.site)}search/")
        page.fill("#q", name)
        page.wait_for_selector("#offers a")
        assert page.locator("#offers a").evaluate_all("all => all.map((a) => a.href)")[0] == person
        page.locator("#offers a").first.focus()
        page.keyboard.press("s")
        assert page.input_value("#q") == f"{name}s"
        page.keyboard.press("Backspace")
        page.keyboard.press("Enter")
        page.fill("#q", "")
        page.wait_for_selector("#recent button")
        assert page.locator("#recent button").first.inner_text() == name
        page.click("#recent .forget")
        page.wait_for_selector("#recent", state="hidden")
        assert page.evaluate("localStorage.length") == 0
        assert "forgotten" in page.locator("#status").inner_text()
        page.goto(serve(sample.site))
        page.keyboard.press("/")
        page.locator(f"{DIALOG} .recent .chip").first.click()
        page.wait_for_selector(f"{DIALOG} .result")
        assert not page.locator(f"{DIALOG} .recent .chip").first.is_visible()
        assert seen.errors == []


def test_an_agent_finds_a_search_tool(sample: Sample, serve: Serve, chromium: Browser) -> None:
    flagged = chromium.browser_type.launch(
        executable_path=chromium_path(), args=["--no-sandbox", "--enable-features=WebMCP"]
    )
    try:
        with watched(flagged) as seen:
            page = seen.page
            page.goto(serve(sample.site))
            if not page.evaluate("'modelContext' in document"):
                pytest.skip("this Chromium has no WebMCP behind its flag")
            names = until(
                page,
                lambda: page.evaluate(
                    "document.modelContext.getTools().then((all) => all.map((a) => a.name))"
                ),
                bool,
            )
            assert names == ["search_papers"]
            answer = page.evaluate(
                """async () => {
                  const [tool] = await document.modelContext.getTools();
                  const given = { query: "learning", limit: 2 };
                  const answer = await document.modelContext.executeTool(tool, given);
                  return typeof answer === "string" ? answer : JSON.stringify(answer);
                }"""
            )
            assert '"url":"http://127.0.0.1:' in answer
            assert answer.count('"title"') == 2
            assert seen.errors == []
    finally:
        flagged.close()


HELD = "**/search/days/*.json"
"""The file that counts of filters need."""


def test_opening_the_filters_moves_nothing_later(real: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "phone") as seen:
        page = seen.page
        page.add_init_script(SHIFTS)
        page.goto(f"{serve(real.site)}search/?q=transformer")
        page.locator(RESULTS).nth(9).wait_for()
        held: list[Route] = []
        page.route(HELD, lambda route: held.append(route))
        page.click("#filters summary")
        assert until(page, lambda: len(held), bool)
        page.wait_for_timeout(100)
        page.evaluate("moved.length = 0")
        for route in held:
            route.continue_()
        page.wait_for_selector("#filters [name=year]")
        page.wait_for_timeout(100)
        assert page.evaluate("moved") == []


def test_filters_stay_when_they_are_counted_again(real: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "desk") as seen:
        page = seen.page
        page.goto(f"{serve(real.site)}search/?q=transformer")
        page.wait_for_selector("#filters .option:nth-of-type(1)")
        year = page.locator("#filters input[name=year]").first
        year.check()
        page.wait_for_selector("#chips li")
        assert page.locator("#chips").evaluate("list => getComputedStyle(list).borderTopStyle") == "none"
        page.wait_for_load_state("networkidle")
        page.evaluate(
            """globalThis.added = 0;
            new MutationObserver((all) => {
              for (const { addedNodes } of all) for (const node of addedNodes) added += node.nodeType === 1;
            }).observe(document.querySelector("#filters"), { childList: true, subtree: true });"""
        )
        page.locator("#filters input[value=newest]").check()
        until(page, lambda: page.url, lambda url: "sort=newest" in url)
        year.uncheck()
        page.wait_for_selector("#chips li", state="detached")
        page.wait_for_load_state("networkidle")
        page.locator("#filters input[name=sort]").first.check()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("added") == 0
        assert page.evaluate("document.activeElement.name") == "sort"
