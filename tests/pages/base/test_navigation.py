"""The navigation: what stands where, in which order, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.commands.shared.unmatched import unknown_names
from daybook.content.decisions import Decisions
from daybook.content.page import read_page
from daybook.insights import find_insights
from daybook.model import Link, OwnPage
from daybook.pages.base.navigation import empty_sections, navigation
from daybook.settings import Nav, Settings, read_settings
from daybook.text.words import ENGLISH
from tests.made import archive, paper

PAGES = (
    OwnPage("about", "About", ""),
    OwnPage("colophon", "Colophon", "", nav="foot"),
    OwnPage("list", "Reading list", "", order=1),
    OwnPage("thanks", "Thanks", "", nav="none"),
)
GROUP = (Link("Group", "https://group.example/"),)


@pytest.mark.parametrize(
    ("nav", "top", "foot"),
    [
        (Nav(), "Days Weeks Topics People Trending Map Reading-list About", "Tags Colophon"),
        (
            Nav(order=("map", "about")),
            "Map About Days Weeks Topics People Trending Reading-list",
            "Tags Colophon",
        ),
        (
            Nav(foot=("weeks", "about"), hidden=("map", "list")),
            "Days Topics People Trending",
            "Weeks Tags About Colophon",
        ),
        (
            Nav(("Group", "thanks", "colophon"), links=GROUP),
            "Group Thanks Colophon Days Weeks Topics People Trending Map Reading-list About",
            "Tags",
        ),
        (
            Nav(foot=("Group", "thanks"), links=GROUP),
            "Days Weeks Topics People Trending Map Reading-list About",
            "Tags Colophon Thanks Group",
        ),
    ],
)
def test_entries_stand_where_settings_and_pages_say(nav: Nav, top: str, foot: str) -> None:
    made = navigation(PAGES, Settings(nav=nav), ENGLISH)
    assert " ".join(entry.label.replace(" ", "-") for entry in made.top) == top
    assert " ".join(entry.label for entry in made.foot) == foot
    assert all(entry.is_outside == (entry.label == "Group") for entry in (*made.top, *made.foot))


def test_no_entry_leads_to_a_report_with_empty_sections() -> None:
    few = archive(paper("2025/one"))
    empty = empty_sections(find_insights(few, Decisions(), Settings()), few)
    assert empty == {"topics", "people", "tags"}
    assert [entry.label for entry in navigation((), Settings(), ENGLISH, empty).top] == [
        "Days",
        "Weeks",
        "Trending",
        "Map",
    ]
    assert empty_sections(find_insights(archive(), Decisions(), Settings()), archive()) == {
        *("topics", "people", "trending", "map", "tags")
    }


def test_a_name_that_nothing_has_is_told_with_its_line_and_the_near_one(tmp_path: Path) -> None:
    data = b'title = "order"\n[nav]\n\norder = ["days", "abaut"]\nhidden = ["zebra"]\n'
    (tmp_path / "site.toml").write_bytes(data)
    found = list(map(str, unknown_names(tmp_path, read_settings("", data), PAGES)))
    place = (tmp_path / "site.toml").as_posix()
    assert found == [
        f"{place}:4: warning: `nav.order` names abaut, which is no section, page or link;"
        " did you mean about?",
        f"{place}:5: warning: `nav.hidden` names zebra, which is no section, page or link;"
        " known are about, colophon, days, list, map, people, tags, thanks, topics, trending, weeks",
    ]
    assert not list(unknown_names(tmp_path, Settings(), PAGES))


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Colophon\n\nText.\n", "Colophon", "\nText.\n"),
        ("\n\n# *Colophon* & `x` #\nText.\n", "Colophon & x", "Text.\n"),
        ("Colophon\n========\nText.\n", "Colophon", "Text.\n"),
        ("---\ntitle: Colophon\n---\n# Colophon\nText.\n", "Colophon", "Text.\n"),
        ("---\ntitle: Other\n---\n# Colophon\nText.\n", "Other", "# Colophon\nText.\n"),
        ("Text.\n\n# Colophon\n", "Own page", "Text.\n\n# Colophon\n"),
        ("## Colophon\n", "Own page", "## Colophon\n"),
        ("#Colophon\n", "Own page", "#Colophon\n"),
        ("# <b>x</b> ![](y.png)\n", "x", ""),
        ("#\n\nText.", "Own page", "#\n\nText."),
        ("", "Own page", ""),
    ],
)
def test_a_title_is_shown_once(text: str, title: str, body: str) -> None:
    page = read_page("own-page.md", text.encode())
    assert page.text
    assert (page.text.title, page.text.markdown, page.problems) == (title, body, ())


def test_a_page_says_its_place_in_the_navigation() -> None:
    page = read_page("own.md", b"---\norder: 3\nnav: foot\n---\n")
    assert page.text
    assert (page.text.order, page.text.nav) == (3, "foot")
    wrong = read_page("own.md", b"---\norder: first\nnav: bottom\nordr: 3\n---\n")
    assert list(map(str, wrong.problems)) == [
        "own.md:4: warning: the key `ordr` is not known; did you mean `order`?",
        "own.md:2: warning: `order` is not of its form: first; write it like 3",
        "own.md:3: warning: `nav` is not of its form: bottom; write it like foot",
    ]
