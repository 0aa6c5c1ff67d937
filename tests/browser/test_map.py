"""The map: papers are pointed at, walked through by keys and opened; it zooms, pans, and shows a year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.watch import Watched, opened, sticks_out, until, watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST_TEXT = "Point at a paper"


def view(page: Page) -> list[float]:
    """Return what the map shows: left, top, width and height."""
    return [float(number) for number in (page.locator(".map-view").get_attribute("viewBox") or "").split()]


def card(page: Page) -> str:
    return page.locator(".map-card").inner_text()


def pressed(page: Page, key: str) -> str:
    """Press a key and return the title that the card shows then."""
    page.keyboard.press(key)
    return card(page).split("\n")[0]


def a_dot(page: Page) -> tuple[float, float]:
    """Return where in the window a paper of the map is, once the map listens to who points there."""
    page.locator(".map-view[tabindex]").wait_for()
    found = page.evaluate(
        """() => {
          const path = document.querySelector(".marks path");
          const [, x, y] = path.getAttribute("d").match(/^M(-?\\d+) ?(-?\\d+)/).map(Number);
          const at = new DOMPoint(x, y).matrixTransform(document.querySelector(".map-view").getScreenCTM());
          return [at.x, at.y];
        }"""
    )
    return found[0], found[1]


def point_at_a_paper(seen: Watched) -> str:
    """Move the mouse to a paper and return what the card says of it."""
    x, y = a_dot(seen.page)
    seen.page.mouse.move(x + 1, y + 1)
    return until(seen.page, lambda: card(seen.page), lambda text: FIRST_TEXT not in text)


def test_a_paper_is_shown_and_opened_by_mouse(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, serve(sample.site) + "map/") as seen:
        title = point_at_a_paper(seen).split("\n")[0]
        assert title
        x, y = a_dot(seen.page)
        seen.page.mouse.click(x, y)
        seen.page.wait_for_url("**/papers/**")
        assert seen.page.locator("h1").inner_text() == title
        assert seen.errors == []


def test_papers_are_walked_through_and_opened_by_keys(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with opened(chromium, serve(sample.site) + "map/") as seen:
        seen.page.locator(".map-view").focus()
        titles = []
        until(seen.page, lambda: pressed(seen.page, "ArrowRight"), lambda title: FIRST_TEXT not in title)
        for key in ("ArrowRight", "ArrowLeft", "ArrowUp"):
            titles.append(pressed(seen.page, key))
        assert len(set(titles)) > 1
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/papers/**")
        assert seen.page.locator("h1").inner_text() == titles[-1]


def test_the_map_zooms_by_wheel_keys_and_buttons(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, serve(sample.site) + "map/") as seen:
        page, whole = seen.page, view(seen.page)
        point_at_a_paper(seen)
        page.mouse.wheel(0, -240)
        nearer = until(page, lambda: view(page), lambda shown: shown[2] < whole[2])
        assert nearer[2] == pytest.approx(whole[2] / 2 ** (200 / 240))
        page.get_by_role("button", name="Zoom in").click()
        assert view(page)[2] < nearer[2]
        page.locator(".map-view").focus()
        page.keyboard.press("0")
        assert view(page) == whole
        page.keyboard.press("+")
        assert view(page)[2] < whole[2]
        page.get_by_role("button", name="Show all").click()
        assert view(page) == whole


def test_a_drag_moves_the_map_and_opens_nothing(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, serve(sample.site) + "map/") as seen:
        page = seen.page
        point_at_a_paper(seen)
        page.get_by_role("button", name="Zoom in").dblclick()
        before, (x, y) = view(page), a_dot(page)
        box = page.locator(".map-view").bounding_box()
        assert box
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(*middle)
        page.mouse.down()
        page.mouse.move(middle[0] - 60, middle[1] + 40, steps=5)
        page.mouse.up()
        assert view(page)[0] > before[0]
        assert view(page)[1] < before[1]
        assert a_dot(page)[0] == pytest.approx(x - 60, abs=6)
        assert a_dot(page)[1] == pytest.approx(y + 40, abs=6)
        assert page.url.endswith("/map/")


def test_a_paper_s_page_leads_to_its_place(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with opened(chromium, serve(sample.site)) as seen:
        page = seen.page
        page.locator("main h3 a, main h2 a").first.click()
        page.wait_for_url("**/papers/**")
        name = page.locator("h1").inner_text().split(":")[0]  # behind it is a formula, in MathML
        page.get_by_role("link", name="Its place on the map").click()
        page.wait_for_url(re.compile(r"/map/\?at="))
        until(page, lambda: card(page), lambda text: text.startswith(f"{name}:"))
        width = view(page)[2]
        box = page.locator(".map-here circle").bounding_box()
        frame = page.locator(".map-view").bounding_box()
        assert box
        assert frame
        assert frame["x"] < box["x"]
        assert box["x"] + box["width"] < frame["x"] + frame["width"]
        assert page.locator(".map-here").get_attribute("hidden") is None
        page.get_by_role("button", name="Zoom in").click()
        nearer = view(page)
        assert nearer[2] < width
        page.locator(".map-card a").click()
        page.wait_for_url("**/papers/**")
        page.go_back()
        page.wait_for_url(re.compile(r"/map/\?at="))
        until(page, lambda: view(page), lambda shown: shown == pytest.approx(nearer))
        assert seen.errors == []


def test_a_tap_shows_a_paper_and_the_next_opens_it(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium, "phone", has_touch=True, is_mobile=True) as seen:
        page = seen.page
        page.goto(serve(sample.site) + "map/")
        x, y = a_dot(page)
        page.touchscreen.tap(x, y)
        until(page, lambda: card(page), lambda text: FIRST_TEXT not in text)
        assert page.url.endswith("/map/")
        page.touchscreen.tap(x, y)
        page.wait_for_url("**/papers/**")


def test_four_requests_show_the_map(sample: Sample, serve: Serve, chromium: Browser) -> None:
    with watched(chromium) as seen:
        asked: list[str] = []
        seen.page.on("request", lambda request: asked.append(request.url))
        seen.page.goto(serve(sample.site) + "map/")
        seen.page.wait_for_load_state("networkidle")
        assert len(asked) <= 4
        assert not any("papers.json" in url for url in asked)


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("has_scripts", [True, False])
def test_no_name_is_cut_on_a_phone(
    sample: Sample, serve: Serve, chromium: Browser, width: int, has_scripts: bool
) -> None:
    with watched(chromium, "phone", java_script_enabled=has_scripts) as seen:
        seen.page.set_viewport_size({"width": width, "height": 800})
        seen.page.goto(serve(sample.site) + "map/")
        if has_scripts:
            seen.page.locator(".map-view").focus()
            until(seen.page, lambda: card(seen.page), lambda text: text != "")
        frame = seen.page.locator(".map-frame").bounding_box()
        boxes = [name.bounding_box() for name in seen.page.locator(".names text:visible").all()]
        assert boxes
        assert frame
        for box in boxes:
            assert box
            assert frame["x"] <= box["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"]


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_names_do_not_cover_one_another(sample: Sample, serve: Serve, chromium: Browser, size: str) -> None:
    with watched(chromium, size, java_script_enabled=False) as seen:
        seen.page.goto(serve(sample.site) + "map/")
        boxes = [name.bounding_box() for name in seen.page.locator(".names text:visible").all()]
        assert boxes
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                assert one
                assert other
                assert (
                    abs(one["y"] - other["y"]) >= 12
                    or one["x"] + one["width"] <= other["x"]
                    or other["x"] + other["width"] <= one["x"]
                )


def test_without_scripts_the_map_has_dots_names_and_a_list(
    sample: Sample, serve: Serve, chromium: Browser
) -> None:
    with watched(chromium, "phone", java_script_enabled=False) as seen:
        seen.page.goto(serve(sample.site) + "map/")
        dots = sum(
            (path.get_attribute("d") or "").count("h0") for path in seen.page.locator(".marks path").all()
        )
        (papers,) = re.findall(r"^([\d,]+) papers", seen.page.locator(".hero-count").inner_text())
        assert dots == int(papers.replace(",", ""))
        counts = [
            int(count.inner_text().split()[0]) for count in seen.page.locator(".map-regions .count").all()
        ]
        assert sum(counts) == dots
        assert seen.page.locator(".map-zoom").is_hidden()
        assert sticks_out(seen.page) == []


def test_other_years_fade(sample: Sample, serve: Serve, chromium: Browser) -> None:
    """Also without scripts; a copy of the first dots stands for those of a second year."""
    with opened(chromium, serve(sample.site) + "map/") as seen:
        seen.page.evaluate(
            """() => {
              const path = document.querySelector(".marks path");
              const copy = path.cloneNode();
              copy.setAttribute("class", "y1");
              path.after(copy);
              const input = Object.assign(document.createElement("input"), {type: "radio", name: "map-year"});
              Object.assign(input.dataset, {year: "1", of: "2031"});
              document.querySelector(".map-figure").prepend(input);
            }"""
        )
        strokes = (
            "[...document.querySelectorAll('.marks path')].map((path) => getComputedStyle(path).opacity)"
        )
        assert set(seen.page.evaluate(strokes)) == {"1"}
        seen.page.locator("[data-year='1']").check()
        faded = seen.page.evaluate(strokes)
        assert faded.count("1") == 1
        assert len(faded) > 1
