"""Which pages a build may lose: those that it works out, and no page of content."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.archive.importing import ImportResult, import_digests
from daybook.commands.build.options import Options
from daybook.commands.build.removals import newly_removed
from daybook.problems import InputError


@pytest.fixture
def imported(tmp_path: Path) -> ImportResult:
    (tmp_path / "content").mkdir()
    return import_digests(tmp_path / "content")


@pytest.mark.parametrize(
    "path",
    [
        "topics/attention/index.html",
        "people/ann-oak/2/index.html",
        "organisations/index.html",
        "map/index.html",
        "dates/2025-03-18/2/index.html",
        "dates/2025-03-18/titles/index.html",
        "dates/2025-03-18/order/2/index.html",
        "papers/feed.xml",
    ],
)
def test_pages_that_are_worked_out_come_and_go(path: str, imported: ImportResult, tmp_path: Path) -> None:
    assert newly_removed([path], [], imported, Options(tmp_path, tmp_path, removals="refuse")) == ()


@pytest.mark.parametrize(
    "path",
    [
        "papers/2025/one/index.html",
        "dates/2025-03-18/index.html",
        "months/2025-03/index.html",
        "about/index.html",
        "index.html",
    ],
)
def test_a_page_of_content_is_not_lost(path: str, imported: ImportResult, tmp_path: Path) -> None:
    options = Options(tmp_path, tmp_path, removals="refuse")
    with pytest.raises(InputError, match="would be gone"):
        newly_removed([path, "404.html"], ["404.html"], imported, options)
