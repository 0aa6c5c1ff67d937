"""Pages whose cache key did not change are kept, the others are rendered, in any number of processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from daybook.disk import cache
from daybook.model import Paper
from daybook.pages.base import rendering
from daybook.pages.base.frame import Frame, SiteView
from daybook.pages.base.rendering import PageRenderer, PageSet, put_pages
from daybook.pages.paper import PaperPage
from daybook.pages.robots import RobotsPage
from daybook.parallel.workers import ALONE, Workers, open_workers
from daybook.settings import Settings
from daybook.site.publication import publication
from daybook.theme.folder import load_theme, templates, theme_folders
from tests.made import paper

SITE = SiteView("Days", "", "en", "https://reader.example/", (), "1", "style", "script")
RENDERER = PageRenderer(Frame(Settings(), SITE), templates(load_theme(theme_folders(None))))
PAPERS = [paper(f"2031/paper-{number}", f"Learning {number}", "Words of it.") for number in range(40)]


def page_of(paper: Paper) -> PaperPage:
    return PaperPage(paper, ((9, 9),), None, None)


def put(folder: Path, papers: Sequence[Paper], workers: Workers = ALONE) -> list[str]:
    """Publish the pages of papers in a folder; return the paths of the pages that were written."""
    planned = [*map(page_of, papers), RobotsPage()]
    progress: list[int] = []
    with publication(folder) as site:
        pages = PageSet(planned, {each.address: cache.key(each) for each in papers}, RENDERER)
        put_pages(site, pages, workers, lambda _what, count: progress.append(count))
        changed = sorted(site._changed)
        site.publish()
    assert progress == list(range(1, len(progress) + 1))
    for each in planned:
        assert (folder / each.path).is_file()
    return changed


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_changed_pages_are_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr(rendering, "FEW", 0)
    folder = tmp_path / "site"
    with open_workers(jobs) as workers:
        assert len(put(folder, PAPERS, workers)) == len(PAPERS) + 1
        assert put(folder, PAPERS, workers) == []
        place = folder / page_of(PAPERS[3]).path
        whole = place.read_bytes()
        place.write_bytes(b"harmed")
        assert put(folder, PAPERS, workers) == [page_of(PAPERS[3]).path]
        assert place.read_bytes() == whole
        more = paper("2031/paper-new", "Learning more", "Words.")
        changed = paper(PAPERS[5].address, "Learning otherwise", "Words of it.")
        papers = [*PAPERS[:5], changed, *PAPERS[6:], more]
        assert put(folder, papers, workers) == sorted([page_of(changed).path, page_of(more).path])
