"""The weight of pages on real days of 260 to 370 papers, and on one of 600."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.conftest import ROOT, made_once

ARXIV = ROOT.parent / "shared" / "daily-arxiv"
MOST = 30_000
"""Bytes of a page, gzipped. The map has a limit of its own."""
MOST_OF_A_FEED = 100_000
KIND = re.compile(rb'<body class="([^"]*)"')

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["eight days", "one day"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the eight days, or of two of them taken for one."""
    if not ARXIV.is_dir():
        pytest.skip(f"the days of arXiv are missing: {ARXIV} is not a folder")
    one_day = request.param == "one day"
    return made_once(tmp_path_factory, request.param, lambda folder: _built(folder, one_day))


def _built(folder: Path, one_day: bool) -> Path:
    given = sorted(ARXIV.glob("*.jsonl"))
    if one_day:
        (folder / "2025-10-08.jsonl").write_bytes(b"".join(place.read_bytes() for place in given[1:3]))
        given = [folder / "2025-10-08.jsonl"]
    (folder / "content").mkdir()
    import_digests(folder / "content", given, GivenDates(2025))
    build(Options(folder / "content", folder / "site"))
    return folder / "site"


def test_no_page_is_heavy(site: Path) -> None:
    heavy, kinds = {}, set()
    for place in site.rglob("*.html"):
        data = place.read_bytes()
        found = KIND.search(data)
        kind = found[1].decode() if found else ""
        weight = len(zlib.compress(data, 9))
        kinds.add(kind)
        if weight > MOST and kind != "map":
            heavy[place.relative_to(site).as_posix()] = weight
    assert heavy == {}
    assert {"date", "date-titles", "home", "paper", "week", "month"} <= kinds


def test_no_feed_is_heavy(site: Path) -> None:
    feeds = [*site.rglob("feed.xml"), *site.rglob("feed.json")]
    assert len(feeds) >= 4
    assert {
        place.relative_to(site).as_posix(): len(zlib.compress(place.read_bytes(), 9))
        for place in feeds
        if len(zlib.compress(place.read_bytes(), 9)) > MOST_OF_A_FEED
    } == {}
