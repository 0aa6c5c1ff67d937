"""A site in Chinese and one in German: the dialog, the copy button, dates and counts that scripts write."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser.watch import sticks_out, until, watched
from tests.conftest import ROOT, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DIALOG = "#search-dialog"
SAID = {
    "chinese": ("搜索所有论文", "关闭", "7 篇论文。", "2031年5月7日", "已复制"),
    "german": ("Alle Papers durchsuchen", "Schließen", "7 Papers.", "7. Mai 2031", "Kopiert"),
}


@pytest.mark.parametrize("name", sorted(SAID))
def test_scripts_speak_the_language_of_the_page(
    tmp_path: Path, serve: Serve, chromium: Browser, name: str
) -> None:
    label, close, count, day, copied = SAID[name]
    content, site = tmp_path / "content", tmp_path / "site"
    shutil.copytree(ROOT / f"tests/golden/{name}/edits", content)
    import_digests(content, (ROOT / f"tests/golden/{name}/digests",))
    build(Options(content, site))
    base = serve(site)
    with watched(chromium, "narrow", permissions=["clipboard-read", "clipboard-write"]) as seen:
        page = seen.page
        page.goto(base)
        page.keyboard.press("/")
        page.keyboard.type("tidal routing")
        page.wait_for_selector(f"{DIALOG} .result a")
        assert page.locator(f"{DIALOG} input").get_attribute("aria-label") == label
        assert page.locator(f"{DIALOG} [data-search=close]").inner_text() == close
        assert page.locator(f"{DIALOG} [data-search=status]").inner_text() == count
        assert day in page.locator(f"{DIALOG} .results").inner_text()
        assert sticks_out(page) == []
        page.goto(base + "papers/2031/tidal-routing-in-harbours/")
        page.click("[data-copy='#citation']")
        until(page, page.locator("#said").text_content, lambda said: said == copied)
        assert sticks_out(page) == []
        assert seen.errors == []
