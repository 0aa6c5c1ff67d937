"""Links and pictures of notes that lead nowhere are told with their line in content."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from daybook.commands.shared.dead_links import dead_links
from daybook.model import Archive, OwnPage, Paper

THERE = {
    *("papers/2031/moss/index.html", "papers/2031/moss/moss.loop.png", "about/index.html"),
    *("dates/2031-01-01/index.html", "topics/index.html", "feed.xml", "wall.png"),
}
PAPER = Paper("2031/moss", "Moss", "It keeps time.")

LEADS = {
    "another paper's page": "[a](moss.md) [b](../../dates/2031-01-01.md#x) [c](../../about.md?y)",
    "addresses of the site": "[a](../../../topics/) [b](../../../feed.xml) [c](../moss/)",
    "other sites": "[a](https://a.example/b.md) ![b](https://a.example/b.png) [c](mailto:a@b.example) [](/x)",
    "a place of its own": "# Notes\n\n[a](#h-notes)",
    "pictures": "![a](moss.loop.png) ![b](../../static/wall.png)",
    "code": "`[a](nowhere.md)`",
    "files of the theme": "[a](../../../assets/style.css)",
}
NOT = {
    "[a](fern.md)": "a link to what is not there: fern.md; correct it, or add the page",
    "[a]\n\n[a]: fern.md": "a link to what is not there: fern.md; correct it, or add the page",
    "[a](topics/)": "a link to what is not there: topics/; write ../../../topics/",
    "![a](moss.png)": "a picture that is not there: moss.png;"
    " put it into static/, and show it as ../../static/moss.png",
    "<img src='wall.png'>": "a picture that is not there: wall.png; show it as ../../static/wall.png",
}


def told(tmp_path: Path, notes: str) -> list[str]:
    (tmp_path / "papers/2031").mkdir(parents=True)
    (tmp_path / "papers/2031/moss.md").write_text(f"---\ntitle: Moss\n---\n\n{notes}\n", "utf-8")
    paper = replace(PAPER, notes_markdown=notes)
    found = dead_links(tmp_path, Archive((paper,), (), (OwnPage("about", "About", "No link."),)), THERE, "")
    return [f"{problem.line} {problem.what}; {problem.remedy}" for problem in found]


@pytest.mark.parametrize("kind", LEADS)
def test_links_to_what_is_there_are_no_problem(kind: str, tmp_path: Path) -> None:
    assert told(tmp_path, LEADS[kind]) == []


@pytest.mark.parametrize("notes", NOT)
def test_a_link_that_leads_nowhere_is_told_with_its_line(notes: str, tmp_path: Path) -> None:
    line = 5 + notes.count("\n")
    assert told(tmp_path, notes) == [f"{line} {NOT[notes]}"]


def test_links_of_the_foot_begin_at_the_root(tmp_path: Path) -> None:
    good = "[a](about/) [b](./topics/#x) [c](https://a.example/x) [d](/x) [e](#main) [f](feed.xml?y)"
    assert list(dead_links(tmp_path, Archive((), (), ()), THERE, good)) == []
    (tmp_path / "site.toml").write_text("title = 'x'\n\nfoot = '[a](abut/)'\n", "utf-8")
    (problem,) = dead_links(tmp_path, Archive((), (), ()), THERE, "[a](abut/) [b](about/)")
    assert (problem.path, problem.line) == ((tmp_path / "site.toml").as_posix(), 3)
    assert problem.what == "`foot` leads to what is not there: abut/"
