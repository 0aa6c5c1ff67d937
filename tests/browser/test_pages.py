"""Each kind of page at all widths, with and without JavaScript: no errors, no foreign requests."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import html5lib
import pytest

from tests.browser.sites import one_of_each
from tests.browser.watch import SIZES, Watched, broken, sticks_out, until, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

_MOVED_BY_SCRIPTS = """() => {
  const root = document.documentElement;
  const parts = [...document.querySelectorAll("main :is(h2, li, p, section)")];
  const tops = () => parts.map((part) => part.getBoundingClientRect().top);
  const after = tops();
  root.classList.remove("js");
  const before = tops();
  root.classList.add("js");
  return parts.filter((_, place) => Math.abs(after[place] - before[place]) > 1).map((part) => part.className);
}"""
"""What stands elsewhere before the page's script marks it as one with scripts."""


@pytest.mark.parametrize(("of", "sizes"), [("sample", list(SIZES)), ("hostile", ["narrow", "desk"])])
def test_each_kind_of_page_has_no_errors_and_fits(
    request: pytest.FixtureRequest, serve: Serve, chromium: Browser, of: str, sizes: list[str]
) -> None:
    """Nothing sticks out at any width nor moves as scripts arrive, and words break only where they must."""
    for kind, seen in _each_kind(request.getfixturevalue(of), serve, chromium, sizes[0]):
        for size in sizes:
            width, height = SIZES[size]
            seen.page.set_viewport_size({"width": width, "height": height})
            assert sticks_out(seen.page) == [], (kind, size)
            assert broken(seen.page) == [], (kind, size)
            assert seen.page.evaluate(_MOVED_BY_SCRIPTS) == [], (kind, size)


@pytest.mark.parametrize(("of", "size"), [("sample", "narrow"), ("hostile", "desk")])
def test_each_kind_of_page_is_shown_without_scripts(
    request: pytest.FixtureRequest, serve: Serve, chromium: Browser, of: str, size: str
) -> None:
    """Text and style sheet are the same: what is tried is that a page shows them."""
    kinds = _each_kind(request.getfixturevalue(of), serve, chromium, size, java_script_enabled=False)
    assert len(list(kinds)) > 15


def _each_kind(
    made: Sample, serve: Serve, chromium: Browser, size: str, **context: bool
) -> Iterator[tuple[str, Watched]]:
    """Open a page of each kind: it has a heading and text, and no error and no foreign request."""
    url = serve(made.site)
    with watched(chromium, size, **context) as seen:
        seen.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        for kind, path in one_of_each(made.site).items():
            seen.page.goto(url + path, wait_until="load")
            if kind == "missing" or seen.page.locator("img[src=x]").count():  # as hostile notes have
                seen.errors[:] = [error for error in seen.errors if "404" not in error]
            assert seen.errors == [], kind
            assert seen.page.locator("h1:visible").count() == 1, kind
            assert seen.page.locator("dialog:visible").count() == 0, kind
            assert seen.page.locator("main").inner_text().strip(), kind
            yield kind, seen
        assert seen.hosts == {urlsplit(url).netloc}


def test_each_kind_makes_at_most_four_requests(sample: Sample, serve: Serve, chromium: Browser) -> None:
    url = serve(sample.site)
    for kind, path in one_of_each(sample.site).items():
        with watched(chromium) as seen:
            asked: list[str] = []
            seen.page.on("request", lambda request, asked=asked: asked.append(request.url))
            seen.page.goto(url + path)
            seen.page.wait_for_load_state("networkidle")
            assert 3 <= len(asked) <= 4, (kind, asked)


def test_the_whole_site_can_be_walked(sample: Sample, serve: Serve, chromium: Browser) -> None:
    """Links lead through the site without JavaScript."""
    url = serve(sample.site)
    with watched(chromium, java_script_enabled=False) as seen:
        seen.page.goto(url)
        seen.page.locator(".ledger a").first.click()
        seen.page.wait_for_url("**/papers/**")
        seen.page.locator(".listed a").first.click()
        seen.page.wait_for_url("**/dates/**")
        seen.page.go_back()
        seen.page.locator("a.site").click()
        assert seen.page.url == url
        seen.page.goto(f"{url}nowhere/at/all/")
        seen.page.locator("a.site").click()
        assert seen.page.url == url
        assert [error for error in seen.errors if "404" not in error] == []
        assert seen.hosts == {urlsplit(url).netloc}


def test_every_page_is_linked(sample: Sample) -> None:
    site, seen, pending = sample.site, set[str](), ["index.html"]
    while pending:
        page = pending.pop()
        if page in seen or not page.endswith(".html"):
            continue
        seen.add(page)
        for href in re.findall(r'<a [^>]*href="([^"#?]+)', (site / page).read_text("utf-8")):
            target = (site / page).parent / href
            target = target / "index.html" if href.endswith(("/", ".")) else target
            if ":" not in href and target.is_file():
                pending.append(target.resolve().relative_to(site.resolve()).as_posix())
    pages = {place.relative_to(site).as_posix() for place in site.rglob("*.html")}
    moved = {page for page in pages if 'http-equiv="refresh"' in (site / page).read_text("utf-8")}
    assert pages - seen - moved == {"404.html"}


def test_the_search_page_links_to_the_lists_without_javascript(sample: Sample) -> None:
    """The page is parsed, as Playwright hides <noscript> even without JavaScript."""
    tree = html5lib.parse((sample.site / "search/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    (noscript,) = tree.iter("noscript")
    assert "Search needs JavaScript" in "".join(noscript.itertext())
    assert [link.get("href") for link in noscript.iter("a")] == ["../dates/", "../topics/", "../people/"]


def test_chromium_takes_the_manifest_and_its_icons(sample: Sample, serve: Serve, chromium: Browser) -> None:
    url = serve(sample.site)
    with watched(chromium) as seen:
        seen.page.goto(f"{url}dates/")
        answer = seen.page.context.new_cdp_session(seen.page).send("Page.getAppManifest")
        assert answer["url"] == f"{url}manifest.json"
        assert answer["errors"] == []
        manifest = json.loads(answer["data"])
        for path in (*(icon["src"] for icon in manifest["icons"]), "favicon.ico", "apple-touch-icon.png"):
            assert seen.page.request.get(url + path).ok, path
        assert seen.errors == []


@pytest.mark.hazard(16)
def test_hostile_text_is_shown_unchanged(hostile: Sample, serve: Serve, chromium: Browser) -> None:
    url = serve(hostile.site)
    with watched(chromium) as seen:
        seen.page.goto(f"{url}dates/2025-03-18/")
        shown = " ".join(seen.page.locator("main").inner_text().split())
        for text in (
            "<script>alert(1)</script>",
            "less than <4.3% on MMLU) compared to > the rest",
            "{{ 7 * 7 }}",
        ):
            assert text in shown
        assert seen.page.title().endswith('<script>alert(1)</script> & "days"')
        assert seen.page.evaluate("document.querySelectorAll('main img, main script, main svg').length") == 0


@pytest.mark.hazard(22)
def test_the_policy_is_in_force(sample: Sample, serve: Serve, chromium: Browser) -> None:
    """The control of the tests above: errors, the policy and wide elements are seen."""
    url = serve(sample.site)
    with watched(chromium) as seen:
        seen.page.goto(url)
        seen.page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'https://e.example/x.png'}))"
        )
        errors = until(seen.page, lambda: list(seen.errors), bool)
        assert any("Content Security Policy" in error for error in errors)
        seen.errors.clear()
        refused = seen.page.evaluate(
            "try { document.body.innerHTML = '<b>x</b>'; 'done' } catch (e) { e.name }"
        )
        assert refused == "TypeError"
        seen.page.evaluate("document.querySelector('h1').textContent = 'W'.repeat(400)")
        seen.page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
        assert sticks_out(seen.page) != []
