"""`daybook serve` in Chromium: an open page follows changes of content."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.archive.importing import import_digests
from tests.browser.watch import watched
from tests.conftest import PYTHONPATH
from tests.made import digest_text, many_papers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve a small archive; yield its URL and the content folder."""
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "2025-03-18.txt").write_text(digest_text("Mar 18", many_papers(2)), "utf-8")
    import_digests(content, [tmp_path / "2025-03-18.txt"])
    (content / "about.md").write_text("First words.\n", "utf-8")
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "daybook", "serve", "-p", "0", "-b", "https://reader.example/repo/"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": PYTHONPATH},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        url = ""
        for line in process.stdout:
            if found := re.match(r"Serving at (http://127\.0\.0\.1:[0-9]+/repo/)", line):
                url = found[1]
                break
        yield url, content
        process.send_signal(signal.SIGINT)
        try:
            output = process.communicate(timeout=60)[0]
        finally:
            process.kill()
        assert process.returncode == 130
        assert "Traceback" not in output


def test_an_open_page_follows_changes(serving: tuple[str, Path], chromium: Browser) -> None:
    url, content = serving
    with watched(chromium) as seen:
        page = seen.page
        page.goto(f"{url}about/")
        page.wait_for_selector("text=First words.")
        (content / "about.md").write_text("Second words.\n", "utf-8")
        page.wait_for_selector("text=Second words.")
        (content / "broken.md").write_text("---\ntitle: <b>never ends\n", "utf-8")
        alert = page.wait_for_selector("[role=alert]")
        assert alert is not None
        assert "broken.md:1: front matter that never ends" in alert.inner_text()
        assert page.get_by_text("Second words.").is_visible()
        with page.expect_navigation():
            (content / "broken.md").write_text("Whole again.\n", "utf-8")
        assert page.query_selector("[role=alert]") is None
        page.goto(f"{url}broken/")
        page.wait_for_selector("text=Whole again.")
        assert seen.errors == []
