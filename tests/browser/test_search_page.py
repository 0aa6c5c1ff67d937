"""The search page and the dialog in Chromium: keys, filters, the address, faults and requests."""

from __future__ import annotations

import os
import shutil
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.browser.watch import RESULTS, answered, focused, opened, until, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _link(page: Page) -> str:
    """Return the address of the focused link."""
    return str(page.evaluate("document.activeElement.href"))


def _said(page: Page, wanted: str) -> str:
    """Return the status of the search, once it is as wanted or the time is over."""
    return until(page, page.locator("#status").inner_text, lambda said: said == wanted)


def _days(page: Page) -> list[str]:
    return list(page.locator("#results time").evaluate_all("all => all.map(time => time.dateTime)"))


def test_nothing_of_the_index_is_fetched_before_the_field_is_touched(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        asked: list[str] = []
        seen.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        seen.page.goto(f"{serve(sample.site)}search/")
        seen.page.wait_for_load_state("networkidle")
        early = [path for path in asked if path.endswith((".json", "/worker.js", "/ui/page.js"))]
        assert early == []
        seen.page.wait_for_selector("#help:not([hidden])", state="attached")  # now it waits to be used
        places = cycle(range(200, 220))

        def asked_after_a_move() -> bool:
            seen.page.mouse.move(next(places), 20)
            return any(path.endswith("/ui/page.js") for path in asked)

        assert until(seen.page, asked_after_a_move, bool)
        seen.page.wait_for_load_state("networkidle")
        assert not any(path.endswith((".json", "/worker.js")) for path in asked)
        with seen.page.expect_request("**/search/index.json"):
            seen.page.click("#q")
        seen.page.wait_for_load_state("networkidle")
        assert not any("/search/terms/" in path or "/search/papers/" in path for path in asked)


def test_the_worker_runs_the_reader_under_the_policy(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, f"{serve(sample.site)}search/?q=survey") as seen:
        seen.page.wait_for_selector(RESULTS)
        assert [worker.url.rpartition("/")[2].partition("?")[0] for worker in seen.page.workers] == [
            "worker.js"
        ]
        assert seen.errors == []


def test_typing_writes_one_entry_and_back_leads_through_filters(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    url = f"{serve(sample.site)}search/"
    with opened(chromium, f"{url}?q=learning") as linked:
        linked.page.wait_for_selector(RESULTS)
        whole = answered(linked.page)
    with opened(chromium, url) as seen:
        page = seen.page
        before = page.evaluate("history.length")
        page.locator("#q").press_sequentially("learning", delay=15)
        page.wait_for_url("**/?q=learning")
        assert _said(page, whole) == whole
        assert page.evaluate("history.length") == before
        page.locator("#filters input[name=year]").first.check()
        page.wait_for_url("**year=*")
        page.locator("#filters label", has_text="Newest").click()
        page.wait_for_url("**sort=newest*")
        assert _query(page)["q"] == ["learning"]
        days = until(page, lambda: _days(page), lambda days: days == sorted(days, reverse=True))
        assert days == sorted(days, reverse=True)
        assert len(set(days)) > 1
        page.go_back()
        page.wait_for_url(lambda url: "sort" not in url)
        page.go_back()
        page.wait_for_url(lambda url: "year" not in url)
        assert _said(page, whole) == whole
        assert page.input_value("#q") == "learning"
        assert seen.errors == []


def test_a_filter_leaves_the_announced_number_and_keeps_the_focus(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, f"{serve(sample.site)}search/?q=learning") as seen:
        page = seen.page
        page.wait_for_selector(RESULTS)
        page.locator("#filters input[name=year]").first.check()
        page.wait_for_selector("#filters input[name=month]")
        label = page.locator("#filters label:has(input[name=month])", has_not_text="\n0").first
        count = int(label.locator(".count").inner_text())
        label.locator("input").check()
        page.wait_for_url("**month=*")
        page.wait_for_selector(f"#status:has-text('{count} paper')")
        assert until(page, lambda: page.evaluate("document.activeElement.name"), "month".__eq__) == "month"
        linked = page.url
        page.goto("about:blank")
        page.goto(linked)
        page.wait_for_selector(f"#status:has-text('{count} paper')")


def test_arrows_move_through_results_and_enter_opens_one(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, f"{serve(sample.site)}search/?q=learning") as seen:
        page = seen.page
        page.wait_for_selector(RESULTS)
        page.focus("#q")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert (
            page.evaluate("[...document.querySelectorAll('#results a')].indexOf(document.activeElement)") == 1
        )
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert focused(page) == "q"
        page.keyboard.press("ArrowDown")
        first = page.locator(RESULTS).first.get_attribute("href")
        page.keyboard.press("Enter")
        page.wait_for_url(str(first))


def test_the_slash_key_focuses_the_field_of_the_search_page(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, f"{serve(sample.site)}search/") as seen:
        seen.page.focus("footer a")
        seen.page.keyboard.press("/")
        assert focused(seen.page) == "q"


def test_a_late_answer_does_not_replace_a_newer_one(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, f"{serve(sample.site)}search/") as seen:
        page = seen.page
        late: list[Route] = []
        page.context.route(
            "**/search/papers/**", lambda route: late.append(route) if not late else route.continue_()
        )
        page.fill("#q", "learning")
        while not late:
            page.wait_for_timeout(20)
        page.fill("#q", "survey")
        page.wait_for_timeout(300)
        late[0].continue_()
        page.wait_for_selector(RESULTS)
        page.wait_for_url("**/?q=survey")
        page.wait_for_timeout(300)
        assert page.locator("#results mark").first.inner_text().lower().startswith("survey")


def test_a_failed_request_is_reported_and_retried(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, f"{serve(sample.site)}search/") as seen:
        page = seen.page
        page.context.route("**/search/terms/**", lambda route: route.abort())
        page.fill("#q", "survey")
        page.wait_for_selector("#status .retry")
        assert "could not be loaded" in page.locator("#status").inner_text()
        page.context.unroute("**/search/terms/**")
        page.click("#status .retry")
        page.wait_for_selector(RESULTS)
        assert until(page, lambda: focused(page), "q".__eq__) == "q"


@pytest.mark.hazard(84, "an old page with a new index")
def test_an_old_page_reads_a_new_index(
    sample: Sample, real: Sample, serve: Serve, chromium: Browser, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(sample.site, tmp_path / "site"))
    with opened(chromium, f"{serve(site)}search/") as seen:
        page = seen.page
        page.fill("#q", "learning")
        page.wait_for_selector(RESULTS)
        shutil.rmtree(site / "search")
        shutil.copytree(real.site / "search", site / "search")
        # The server compares modification times in seconds, and both sites may be of the same one.
        os.utime(site / "search" / "index.json")
        page.fill("#q", "MaTVLM")
        page.wait_for_selector("#results a:has-text('MaTVLM')")


def test_a_worker_that_does_not_start_is_retried(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, f"{serve(sample.site)}search/") as seen:
        page = seen.page
        page.context.route("**/worker.js*", lambda route: route.abort())
        page.fill("#q", "survey")
        page.wait_for_selector("#status .retry")
        page.context.unroute("**/worker.js*")
        page.click("#status .retry")
        page.wait_for_selector(RESULTS)


def test_more_results_follow_without_repeats(real: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, f"{serve(real.site)}search/?q=transformer") as seen:
        page = seen.page
        page.wait_for_selector(RESULTS)
        assert page.locator(RESULTS).count() == 10
        page.click(".more")
        page.locator(RESULTS).nth(19).wait_for()
        links = page.locator(RESULTS).evaluate_all("all => all.map(a => a.href)")
        assert len(set(links)) == 20
        assert until(page, lambda: _link(page), links[10].__eq__) == links[10]


def test_the_nearest_spelling_is_suggested(real: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, f"{serve(real.site)}search/?q=transfromer") as seen:
        page = seen.page
        page.wait_for_selector(".suggestion")
        offered = page.locator(".suggestion").inner_text()
        assert offered.startswith("transformer")
        page.click(".suggestion")
        page.wait_for_url(f"**q={offered}")
        page.wait_for_selector(".suggestion", state="detached")


def test_a_later_answer_keeps_the_focus_on_the_same_paper(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, f"{serve(sample.site)}search/?q=learning") as seen:
        page = seen.page
        page.wait_for_selector(RESULTS)
        page.focus("#q")
        page.keyboard.press("ArrowDown")
        href = page.evaluate("document.activeElement.href")
        page.locator("#results").evaluate("list => list.firstChild.setAttribute('data-before', '')")
        page.evaluate("document.querySelector('#q').form.requestSubmit()")
        page.wait_for_selector("[data-before]", state="detached")
        assert until(page, lambda: _link(page), href.__eq__) == href


def test_results_are_headings_below_the_pages(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, f"{serve(sample.site)}search/?q=learning") as seen:
        seen.page.wait_for_selector(RESULTS)
        names = seen.page.locator("main :is(h1, h2, h3, h4)").evaluate_all("all => all.map(h => h.tagName)")
        assert names[0] == "H1"
        assert set(names[1:]) == {"H2"}


def test_without_javascript_the_page_leads_to_the_days(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, f"{serve(sample.site)}search/", java_script_enabled=False) as seen:
        assert "JavaScript" in seen.page.locator("main").inner_text()
        assert not seen.page.locator("input:visible, summary:visible").count()
        seen.page.locator("main noscript a, main a", has_text="days").first.click()
        assert seen.page.url.endswith("/dates/")


def test_topics_are_counted_when_they_open_and_are_left_out_by_one_click(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, f"{serve(sample.site)}search/?q=learning", size="phone") as seen:
        page = seen.page
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.wait_for_selector(RESULTS)
        assert not any("/search/topics/" in path for path in asked)
        page.click("#filters summary >> nth=0")
        page.click("#filters [data-filters=topics] summary")
        first = page.locator("#filters .option:has([name=topic])").first
        first.wait_for()
        assert any("/search/topics/" in path for path in asked)
        whole = int(page.locator("#status").inner_text().split()[0])
        having = int(first.locator(".count").inner_text())
        name = first.locator("label span").first.inner_text()
        first.locator(".not").click()
        page.wait_for_url("**not-topic=*")
        assert _said(page, f"{whole - having} papers.") == f"{whole - having} papers."
        page.locator("#filters input[name=year]").first.check()
        page.wait_for_url("**year=*")
        assert page.locator("#chips .chip-not").text_content() == f"Remove without {name}×"
        linked = page.url
        page.goto("about:blank")
        page.goto(linked)
        page.wait_for_selector("#chips .chip-not")
        page.click("#chips .chip-not")
        page.wait_for_url(lambda url: "not-topic" not in url)
        assert seen.errors == []


def test_a_choice_without_papers_keeps_its_place_and_is_none(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, f"{serve(sample.site)}search/?q=lamp") as seen:
        months = seen.page.locator("#filters .option:has([name=month])")
        months.nth(1).wait_for()
        for month in months.all():
            is_empty = month.locator(".count").inner_text() == "0"
            assert month.locator("input").is_disabled() == is_empty
            assert month.locator(".not").is_visible() != is_empty
        assert {month.locator("input").is_disabled() for month in months.all()} == {False, True}


def test_filters_alone_browse_and_an_author_is_a_chip(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, f"{serve(sample.site)}search/?q=learning") as seen:
        page = seen.page
        page.wait_for_selector(RESULTS)
        author = page.locator(".result-day span").first.inner_text().split(",")[0].split(" and ")[0]
        page.goto(f"{serve(sample.site)}search/?{urlencode({'author': author})}")
        page.wait_for_selector(RESULTS)
        assert page.locator("#results mark").first.inner_text() == author
        assert page.input_value("#q") == ""
        page.click("#chips button")
        page.wait_for_selector("#idle .examples a")
        assert page.locator(RESULTS).count() == 0
        page.click("#idle .examples a >> nth=0")
        page.wait_for_selector(RESULTS)
        assert seen.errors == []


def test_a_range_of_dates_and_conditions_choose_papers(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium) as seen:
        url = serve(sample.site)

        def shown(query: str) -> list[str]:
            seen.page.goto(f"{url}search/?{urlencode({'q': query})}")
            answered(seen.page)
            return list(seen.page.locator("#results a[href]").all_inner_texts())

        assert shown("2026-04-29..2026-05-01") and set(_days(seen.page)) <= {
            "2026-04-29",
            "2026-04-30",
            "2026-05-01",
        }
        assert " of " in seen.page.locator("#status").inner_text()
        faster = "A Faster Sort for Almost Everything in Order"
        assert shown("sort title:faster author:palmgren") == [faster]
        assert faster not in shown("sort \u2212faster")
        assert shown("a_faster_sort_for_almost_everything")[0] == faster
        assert seen.errors == []
