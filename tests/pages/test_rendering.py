"""Pages put: those that were made from the same are kept, whatever lot they are in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from daybook.disk import cache
from daybook.model import Paper
from daybook.pages import rendering
from daybook.pages.frame import Frame
from daybook.pages.jobs import Job, PaperJob, RobotsJob
from daybook.pages.rendering import Pages, Rendering, put_pages
from daybook.pages.views import SiteView
from daybook.parallel import ALONE
from daybook.settings import Settings
from daybook.site.publication import publication
from daybook.theme.folder import load_theme, templates, theme_folders
from tests.made import paper

SITE = SiteView("Days", "", "en", "https://reader.example/", (), (), "1", "style", "script")
RENDERING = Rendering(Frame(Settings(), SITE), templates(load_theme(theme_folders(None))))
PAPERS = [paper(f"2031/paper-{number}", f"Learning {number}", "Words of it.") for number in range(40)]


def job(of: Paper) -> Job:
    return PaperJob(of, (9,), None, None, ())


def made(folder: Path, papers: Sequence[Paper]) -> list[str]:
    """The addresses of papers whose pages a build of the site in ``folder`` renders."""
    jobs = [*map(job, papers), RobotsJob()]
    rendered: list[str] = []

    def here(work: Rendering, few: list[Job]) -> list[bytes]:
        rendered.extend(each.paper.address for each in few if isinstance(each, PaperJob))
        return work(few)

    with publication(folder) as site:
        pages = Pages(jobs, {each.address: cache.key(each) for each in papers}, RENDERING)
        put_pages(site, pages, ALONE, here, lambda _what, _count: None)
        site.publish()
    for each in jobs:
        assert (folder / each.path).is_file()
    return sorted(rendered)


@pytest.mark.parametrize("lots", [1, 7, 256])
def test_only_what_is_not_as_it_was_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lots: int
) -> None:
    monkeypatch.setattr(rendering, "_LOTS", lots)
    folder = tmp_path / "site"
    made(folder, PAPERS)
    assert made(folder, PAPERS) == []
    place = folder / job(PAPERS[3]).path
    whole = place.read_bytes()
    place.write_bytes(b"harmed")
    assert made(folder, PAPERS) == [PAPERS[3].address]
    assert place.read_bytes() == whole
    more = paper("2031/paper-new", "Learning more", "Words.")
    changed = paper(PAPERS[5].address, "Learning otherwise", "Words of it.")
    papers = [*PAPERS[:5], changed, *PAPERS[6:], more]
    assert made(folder, papers) == sorted([changed.address, more.address])
    assert b"Learning otherwise" in (folder / job(changed).path).read_bytes()
    assert made(folder, PAPERS) == [PAPERS[5].address]
    assert not (folder / job(more).path).exists()
