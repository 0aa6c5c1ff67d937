"""Which pages a build may lose: those that it works out, and no page of content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from daybook.archive.importing import ImportResult, import_digests
from daybook.commands.build.options import Options
from daybook.commands.build.removals import refuse_removals, remember_removals
from daybook.content.removed import Removed, RemovedDigest, RemovedPaper
from daybook.pages.base.kind import Page
from daybook.pages.missing import MissingPage
from daybook.pages.removed import RemovedPage
from daybook.problems import InputError


class Site:
    """What is known of the last site."""

    def __init__(self, work: Path, *listed: str) -> None:
        self.work, self.listed = work, dict.fromkeys(listed, "")
        self.last = self


def lost(listed: Sequence[str], planned: Sequence[Page], imported: ImportResult, options: Options) -> None:
    site: Any = Site(options.content_dir, *listed)
    refuse_removals(site, planned, imported, options)


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
        "dates/2025-03-18/topics/index.html",
        "dates/2025-03-18/order/2/index.html",
        "papers/feed.xml",
    ],
)
def test_pages_that_are_worked_out_come_and_go(path: str, imported: ImportResult, tmp_path: Path) -> None:
    lost([path], [], imported, Options(tmp_path))


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
    options = Options(tmp_path, tmp_path)
    with pytest.raises(InputError, match="would be gone") as refused:
        lost([path, "404.html"], [MissingPage()], imported, options)
    (problem,) = refused.value.problems
    assert problem.path == (tmp_path / path).as_posix()
    allowed = Options(tmp_path, tmp_path, removals="allow")
    lost([path, "404.html"], [MissingPage()], imported, allowed)


def test_a_page_that_only_says_that_a_paper_is_gone_is_refused_once(
    imported: ImportResult, tmp_path: Path
) -> None:
    page = RemovedPage("papers/2025/one/", "paper")
    options = Options(tmp_path, tmp_path)
    with pytest.raises(InputError, match="would be gone"):
        lost([page.path], [page], imported, options)
    allowed = Options(tmp_path, tmp_path, removals="allow")
    lost([page.path], [page], imported, allowed)
    remember_removals(tmp_path, [page], imported)
    lost([page.path], [page], imported, options)


def test_a_page_that_leads_on_is_not_lost(imported: ImportResult, tmp_path: Path) -> None:
    page = RemovedPage("papers/2025/one/", "paper", to="papers/2025/two/")
    lost([page.path], [page], imported, Options(tmp_path, tmp_path))


def test_what_people_decided_to_remove_is_not_refused(imported: ImportResult, tmp_path: Path) -> None:
    page = RemovedPage("papers/2025/one/", "paper")
    digest = RemovedDigest("2025/2025-03-18.txt", days=(date(2025, 3, 18),))
    removed = Removed((RemovedPaper("2025/one"),), digests=(digest,))
    decided = replace(imported, content=replace(imported.content, removed=removed))
    lost([page.path, "months/2025-03/index.html"], [page], decided, Options(tmp_path))
