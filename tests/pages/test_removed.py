"""The pages of what was removed, renamed or moved."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.commands.check.check import check
from daybook.content.removed import Removed, RemovedDay, RemovedPaper
from daybook.content.site_toml import load_settings
from daybook.problems import Severity

BASE = "https://reader.example/repo/"
TABLES = """
[[papers]]
address = "2031/once"
to = "2031/twice"

[[papers]]
address = "2031/twice"
to = "2031/a-moss-clock"

[[papers]]
address = "2031/gone"

[[papers]]
address = "2031/in-circles"
to = "2031/in-circles"

[[days]]
day = "2031-01-09"
to = "2031-01-01"
"""


def refresh(page: str) -> str:
    found = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]*)">', page)
    return found[1] if found else ""


def test_pages_send_readers_to_where_things_are_now(tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    (tmp_path / "2031-01-01.jsonl").write_text('{"title": "A Moss Clock", "abstract": "It is."}\n', "utf-8")
    import_digests(content, [tmp_path / "2031-01-01.jsonl"])
    (content / "removed.toml").write_text(TABLES, "utf-8")
    build(Options(content, site, base_url=BASE))
    for old in ("once", "twice"):
        page = (site / "papers/2031" / old / "index.html").read_text("utf-8")
        assert refresh(page) == "../../../papers/2031/a-moss-clock/"
        assert page.count('rel="canonical"') == 1
        assert f'<link rel="canonical" href="{BASE}papers/2031/a-moss-clock/">' in page
        assert '<meta name="robots" content="noindex">' in page
        assert f'<a href="{refresh(page)}">' in page
    day = (site / "dates/2031-01-09/index.html").read_text("utf-8")
    assert refresh(day) == "../../dates/2031-01-01/"
    for gone in ("gone", "in-circles"):
        page = (site / "papers/2031" / gone / "index.html").read_text("utf-8")
        assert refresh(page) == ""
        assert "was taken out of the archive" in page
    assert "2031/once" not in (site / "sitemap.xml").read_text("utf-8")
    found = check(content, site, load_settings(content, BASE)).problems
    assert [problem for problem in found if problem.severity > Severity.NOTE] == []


def test_a_topic_under_its_former_name_sends_readers_on(tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    titles = (f"Tidal Routing in {place}" for place in ("Harbours", "Lakes", "Gutters", "Basins", "Bays"))
    lines = (f'{{"title": "{title}", "abstract": "We study tidal routing."}}\n' for title in titles)
    (tmp_path / "2031-01-01.jsonl").write_text("".join(lines), "utf-8")
    import_digests(content, [tmp_path / "2031-01-01.jsonl"])
    (content / "site.toml").write_text('language = "de"\n', "utf-8")
    build(Options(content, site, base_url=BASE))
    assert refresh((site / "topics/tidal-routing/index.html").read_text("utf-8")) == ""
    (content / "topics.toml").write_text('[[topics]]\nname = "Tides"\nalso = ["tidal routing"]\n', "utf-8")
    build(Options(content, site, base_url=BASE))
    page = (site / "topics/tidal-routing/index.html").read_text("utf-8")
    assert refresh(page) == "../../topics/tides/"
    assert "<h1>Thema umbenannt</h1>" in page
    found = check(content, site, load_settings(content, BASE)).problems
    assert [problem for problem in found if problem.severity > Severity.NOTE] == []


@pytest.mark.parametrize(
    ("leads", "start", "end"),
    [
        ({"a": "b"}, "a", ""),
        ({"a": "x"}, "a", "x"),
        ({"a": "b", "b": "c", "c": "x"}, "a", "x"),
        ({"a": "b", "b": "a"}, "a", ""),
        ({"a": "x", "x": "y"}, "a", "x"),
    ],
)
def test_a_way_ends_at_the_first_page_that_is_there(leads: dict[str, str], start: str, end: str) -> None:
    removed = Removed(tuple(RemovedPaper(address, to=to) for address, to in leads.items()))
    assert removed.target(start, {"x", "y"}) == end


def test_a_day_leads_to_a_day_that_is_there() -> None:
    one, two, three = (date(2031, 1, day) for day in (1, 2, 3))
    removed = Removed(days=(RemovedDay(one, two), RemovedDay(two, three)))
    assert removed.day_target(one, {three}) == three
    assert removed.day_target(one, {two}) == two
    assert removed.day_target(one, ()) is None
