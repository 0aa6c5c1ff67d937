"""No rule of axe is broken on any kind of page, in both palettes and at three widths.

A palette changes colours, a width the layout: every kind of page is tried in each of both, not in each pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.axe import add_axe, violations
from tests.browser.sites import one_of_each
from tests.browser.watch import RESULTS, until, watched
from tests.conftest import BASE_URL, Sample, Serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


_WITHOUT_IMAGES = "document.querySelectorAll('img:not([alt])').forEach((image) => image.remove())"
"""Images without words are a person's own, in the notes of hostile papers."""


_CUT_RINGS = """() => [...document.querySelectorAll("main a")].filter((link) => {
  link.focus();
  const { outlineWidth, outlineOffset } = getComputedStyle(link);
  const box = link.closest("ul, h2");
  if (!box || getComputedStyle(box).overflowX === "visible") return false;
  const [ring, frame] = [link, box].map((element) => element.getBoundingClientRect());
  const width = parseFloat(outlineWidth) + parseFloat(outlineOffset);
  return ring.top - width < frame.top - 1 && ring.bottom + width > frame.bottom + 1;
}).map((link) => link.textContent)"""
"""Links in a box that scrolls whose ring stands above and below it."""


def check(site: Path, url: str, chromium: Browser, look: tuple[str, str], *off: str) -> None:
    """Run axe on a page of each kind, of this size and palette, without the rules that are named."""
    size, scheme = look
    with watched(chromium, size, color_scheme=scheme) as seen:
        add_axe(seen.page)
        for kind, path in one_of_each(site).items():
            seen.page.goto(url + path)
            seen.page.evaluate(_WITHOUT_IMAGES)
            assert violations(seen.page, *off) == [], kind


@pytest.mark.parametrize(("size", "scheme"), [("narrow", "dark"), ("desk", "light")])
def test_no_rule_is_broken(sample: Sample, serve: Serve, chromium: Browser, size: str, scheme: str) -> None:
    check(sample.site, serve(sample.site), chromium, (size, scheme))


def test_no_rule_is_broken_by_hostile_text(hostile: Sample, serve: Serve, chromium: Browser) -> None:
    """No text changes colours, whose rule takes most of the time."""
    check(hostile.site, serve(hostile.site), chromium, ("narrow", "light"), "color-contrast")


@pytest.mark.parametrize(("size", "scheme"), [("narrow", "dark"), ("desk", "light")])
def test_no_rule_is_broken_where_people_wrote_and_removed(
    tmp_path: Path, serve: Serve, chromium: Browser, size: str, scheme: str
) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    content.mkdir()
    (content / "removed.toml").write_text('[[papers]]\naddress = "2025/gone"\n', "utf-8")
    row = f"| {' | '.join(f'Column {number}' for number in range(12))} |\n"
    written = f"# A\n\n> Quoted *words*[^1]\n\n- [one](https://example.org/)\n\n{row}|{'---|' * 12}\n{row}\n"
    (content / "guide.md").write_text(
        f"---\ntitle: Guide\n---\n{written}\n    code\n\n[^1]: Note.\n", "utf-8"
    )
    build(Options(content, site, base_url=BASE_URL))
    with watched(chromium, size, color_scheme=scheme) as seen:
        add_axe(seen.page)
        seen.page.goto(f"{serve(site)}papers/2025/gone/")
        assert violations(seen.page) == []
        seen.page.goto(f"{serve(site)}guide/")
        table = seen.page.locator("main table")
        assert table.evaluate("element => element.scrollWidth > element.clientWidth")
        assert violations(seen.page) == []


@pytest.mark.parametrize(("size", "scheme"), [("narrow", "light"), ("desk", "dark")])
def test_no_rule_is_broken_by_kept_papers(
    sample: Sample, serve: Serve, chromium: Browser, size: str, scheme: str
) -> None:
    with watched(chromium, size, color_scheme=scheme) as seen:
        add_axe(seen.page)
        seen.page.goto(serve(sample.site))
        seen.page.get_by_role("link", name="Kept papers").click()
        seen.page.get_by_role("heading", name="Nothing kept").wait_for()
        assert violations(seen.page) == []
        seen.page.goto(f"{serve(sample.site)}{one_of_each(sample.site)['paper']}")
        seen.page.get_by_role("button", name="Keep", exact=True).click()
        seen.page.get_by_role("button", name="Keep", exact=True, pressed=True).wait_for()
        assert violations(seen.page) == []
        seen.page.locator(".actions").get_by_role("link", name="Kept papers").click()
        seen.page.get_by_role("button", name="Save BibTeX").wait_for()
        assert violations(seen.page) == []


def test_keys_reach_a_formula_wider_than_the_window(hostile: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "narrow") as seen:
        add_axe(seen.page)
        seen.page.goto(f"{serve(hostile.site)}dates/2025-03-18/")
        card = seen.page.locator(".entry:has(.entry-title msub:nth-of-type(9))")
        card.locator("summary").click()
        text = card.locator("details p")
        until(seen.page, lambda: text.get_attribute("tabindex"), lambda value: value == "0")
        card.locator(".entry-title a").click()
        seen.page.wait_for_url("**/papers/**")
        text = seen.page.locator(".abstract p")
        assert text.evaluate("element => element.scrollWidth > element.clientWidth")
        seen.page.evaluate(_WITHOUT_IMAGES)
        assert violations(seen.page) == []
        text.evaluate("element => element.removeAttribute('tabindex')")
        assert "scrollable-region-focusable" in " ".join(violations(seen.page))  # the control


def test_the_name_of_a_link_has_its_formula(sample: Sample, serve: Serve, chromium: Browser) -> None:
    """Chromium's own names, which are not what axe or Playwright would make of a page."""
    with watched(chromium) as seen:
        seen.page.goto(f"{serve(sample.site)}trending/")
        tree = seen.page.context.new_cdp_session(seen.page).send("Accessibility.getFullAXTree")
        names = {
            node["name"]["value"] for node in tree["nodes"] if node["role"]["value"] in ("link", "heading")
        }
        assert "Lamplight: O(n log n) Attention for Documents That Are Read Backwards" in names


def test_no_box_that_scrolls_cuts_the_ring_of_the_focus(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    """Of titles with formulas and of the days before, which scroll sideways on a phone."""
    with watched(chromium, "phone") as seen:
        seen.page.goto(serve(sample.site))
        seen.page.keyboard.press("Tab")  # from now on the focus is shown
        assert seen.page.evaluate(_CUT_RINGS) == []
        seen.page.evaluate("document.querySelector('.recent a').style.outlineOffset = '3px'")
        assert seen.page.evaluate(_CUT_RINGS) != []  # the control


@pytest.mark.parametrize(("size", "scheme"), [("narrow", "light"), ("desk", "dark")])
def test_no_rule_is_broken_in_search(
    sample: Sample, serve: Serve, chromium: Browser, size: str, scheme: str
) -> None:
    url = serve(sample.site)
    with watched(chromium, size, color_scheme=scheme) as seen:
        add_axe(seen.page)
        seen.page.goto(f"{url}search/?q=the+learning")
        seen.page.wait_for_selector(RESULTS)
        if size == "narrow":
            seen.page.locator("#filters summary").first.click()
        seen.page.locator("#filters summary").last.click()
        seen.page.wait_for_selector("#filters [name=topic]")
        assert violations(seen.page) == []
        seen.page.goto(url)
        seen.page.keyboard.press("/")
        seen.page.locator("dialog input").fill("learning")
        seen.page.wait_for_selector("dialog .result")
        seen.page.keyboard.press("ArrowDown")
        assert violations(seen.page) == []


@pytest.mark.parametrize(("size", "scheme"), [("narrow", "dark"), ("desk", "light")])
def test_no_rule_is_broken_one_by_one(
    sample: Sample, serve: Serve, chromium: Browser, size: str, scheme: str
) -> None:
    """The first paper has no sentence of a source, which would stay above the unfolded abstract."""
    with watched(chromium, size, color_scheme=scheme) as seen:
        add_axe(seen.page)
        seen.page.goto(f"{serve(sample.site)}dates/2026-05-05/")
        seen.page.locator("[data-triage]").click()
        seen.page.wait_for_selector(".triage-body .lead:not(.summary)", state="attached")
        assert violations(seen.page) == []
        seen.page.keyboard.press("s")
        seen.page.locator(".triage header button").first.click()
        seen.page.wait_for_selector(".triage-citing")
        assert violations(seen.page) == []


def test_the_control_sees_broken_rules(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        add_axe(seen.page)
        seen.page.goto(serve(sample.site))
        seen.page.evaluate("document.querySelector('.hero-count').style.color = '#ddd'")
        seen.page.evaluate("document.querySelector('main a').textContent = ''")
        found = " ".join(violations(seen.page))
        assert "color-contrast" in found
        assert "link-name" in found
