"""The large date: weekday, numeral and month keep their distances in every font that readers may have."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.ink import Ink, ink_of
from tests.browser.watch import watched
from tests.conftest import Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FONTS = (
    *("Palatino", "Palatino Linotype", "P052", "Iowan Old Style", "Georgia", "Gelasio", "Noto Serif"),
    *("DejaVu Serif", "Liberation Serif", "DejaVu Sans Mono", "Liberation Sans Narrow"),
)
"""The last two are no fonts of the site: they stand for those of which nobody thought."""


def fonts() -> list[str]:
    """Return those of `FONTS` that the machine has."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    families = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    return [name for name in FONTS if name in families]


def set_font(page: Page, font: str) -> None:
    page.evaluate("font => document.documentElement.style.setProperty('--serif', `'${font}'`)", font)


@pytest.fixture(scope="module")
def reader(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def parts(page: Page, reader: Page, of: str = ".hero") -> tuple[Ink, Ink, Ink]:
    weekday, numeral, month = (
        ink_of(page, f"{of} {name}", reader) for name in (".weekday", ".numeral", ".when")
    )
    return weekday, numeral, month


def is_apart(above: Ink, below: Ink) -> bool:
    return 10 <= below.top - above.bottom <= 40


def test_the_machine_has_fonts_to_try() -> None:
    assert len(fonts()) >= 2


def test_the_date_stands_in_three_lines(
    sample: Sample, serve: Serve, chromium: Browser, reader: Page
) -> None:
    days = sorted(place.name for place in (sample.site / "dates").iterdir() if place.is_dir())
    url = serve(sample.site)
    with watched(chromium) as seen:
        for path in ("", *(f"dates/{day}/" for day in days[:2])):
            seen.page.goto(url + path)
            for font in fonts():
                set_font(seen.page, font)
                weekday, numeral, month = parts(seen.page, reader)
                assert is_apart(weekday, numeral), (font, path, weekday, numeral)
                assert is_apart(numeral, month), (font, path, numeral, month)
                assert abs(numeral.left - weekday.left) < 12, (font, path)


def test_the_date_beside_a_paper_is_the_same(
    sample: Sample, serve: Serve, chromium: Browser, reader: Page
) -> None:
    papers = (place.parent for place in sorted(sample.site.glob("papers/*/*/index.html")))
    once = next(place for place in papers if (place / "index.html").read_text("utf-8").count("<time") == 1)
    with watched(chromium) as seen:
        seen.page.goto(serve(sample.site) + once.relative_to(sample.site).as_posix() + "/")
        for font in fonts():
            set_font(seen.page, font)
            weekday, numeral, month = parts(seen.page, reader, ".listed")
            assert is_apart(weekday, numeral), font
            assert is_apart(numeral, month), font


def test_the_control_sees_a_hole_and_a_touch(
    sample: Sample, serve: Serve, chromium: Browser, reader: Page
) -> None:
    with watched(chromium) as seen:
        seen.page.goto(serve(sample.site))
        for line_height in (1.6, 0):
            style = f"line-height: {line_height}; margin: 0"
            seen.page.evaluate("style => document.querySelector('.hero .numeral').style = style", style)
            weekday, numeral, month = parts(seen.page, reader)
            assert (is_apart(weekday, numeral), is_apart(numeral, month)) != (True, True)


def test_on_a_phone_the_month_stands_on_the_line_of_the_numeral(
    sample: Sample, serve: Serve, chromium: Browser, reader: Page
) -> None:
    with watched(chromium, "phone") as seen:
        seen.page.goto(serve(sample.site))
        for width in (320, 390):
            seen.page.set_viewport_size({"width": width, "height": 844})
            for font in fonts():
                set_font(seen.page, font)
                weekday, numeral, month = parts(seen.page, reader)
                assert month.left - numeral.right >= 8, (font, width)
                assert -2 <= month.bottom - numeral.bottom <= 8, (font, width)  # a p or a comma hangs below
                assert 2 <= month.top - weekday.bottom <= 16, (font, width)
                assert numeral.top >= weekday.top - 90, (font, width)
