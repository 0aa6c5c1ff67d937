"""Pictures of the README and of docs/features.md show the sample archive; ``--accept`` takes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.watch import watched
from tests.conftest import ROOT, Sample, Serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PICTURES = {
    "day": "dates/2026-05-08/",
    "paper": "papers/2026/lamplight-o-n-log-n-attention-for-documents-that-are-read/",
    "trending": "trending/",
    "map": "map/",
}
"""The page of each picture in ``.github/``."""
_HEIGHT = 860


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_readme_shows_a_page(
    name: str, sample: Sample, serve: Serve, chromium: Browser, request: pytest.FixtureRequest
) -> None:
    picture = f".github/{name}.png"
    texts = (ROOT / "README.md", ROOT / ".github/docs/features.md")
    assert any(f"/{name}.png)" in text.read_text("utf-8") for text in texts)
    with watched(chromium) as seen:
        seen.page.set_viewport_size({"width": 1280, "height": _HEIGHT})
        answer = seen.page.goto(serve(sample.site) + PICTURES[name])
        assert answer
        assert answer.ok
        taken = seen.page.screenshot()
    if request.config.getoption("--accept"):
        (ROOT / picture).write_bytes(taken)
    shown = (ROOT / picture).read_bytes()
    assert shown[16:24] == taken[16:24], "the pictures have another size"
