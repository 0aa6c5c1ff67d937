"""Pages for any text: shown character for character, and valid to the strict reader of `daybook check`."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from daybook.commands.check.html_page import HtmlPage
from daybook.model import Archive, Facts, Link
from daybook.pages import plan_pages
from daybook.pages.base.frame import make_frame
from daybook.pages.base.planning import Planning
from daybook.pages.base.rendering import page_bytes
from daybook.pages.parts.feed_entries import line
from daybook.settings import Settings
from daybook.text import plain_text
from daybook.text.formatted import block_html, inline_html, plain
from daybook.theme.folder import load_theme, theme_folders
from daybook.theme.templates import Renderer
from tests.made import HOSTILE, archive, paper

PIECES = st.sampled_from(
    [*HOSTILE, "</p>", "&lt;", "<", ">", "&", '"', "'", "{{", "}}", "{%", "https://a.example/x "]
)
ANY = st.lists(st.one_of(st.text(max_size=40), PIECES), min_size=1, max_size=4).map("".join)
LINE = ANY.map(plain_text.one_line).filter(bool)
ABSTRACT = st.lists(LINE, min_size=1, max_size=2).map("\n\n".join)
PAPER = "papers/2025/one/index.html"
XHTML = "{http://www.w3.org/1999/xhtml}"


@cache
def theme() -> dict[str, bytes]:
    return dict(load_theme(theme_folders(None)))


def rendered(given_archive: Archive, title: str, kinds: str | tuple[str, ...] = ".html") -> dict[str, str]:
    """Return the pages whose paths end so, by path."""
    settings = Settings(title=title, description=title, base_url="https://reader.example/repo/")
    settings = replace(settings, links=(Link(title, "https://l.example/"),))
    frame = make_frame(given_archive, settings, theme())
    renderer = Renderer(
        {path: data for path, data in theme().items() if path.startswith("templates/")}, frame.site
    )
    wanted = (page for page in plan_pages(Planning(given_archive)) if page.path.endswith(kinds))
    return {page.path: page_bytes(page, frame, renderer).decode() for page in wanted}


def words_of(element: Any) -> str:
    return "".join(element.itertext())


def read(html: str) -> str:
    return words_of(html5lib.parseFragment(html))


def by_class(tree: Any, kind: str, name: str) -> list[Any]:
    return [item for item in tree.iter(f"{XHTML}{kind}") if name in item.get("class", "").split()]


@given(LINE, ABSTRACT, LINE, st.lists(LINE, max_size=4))
def test_any_text_is_shown_to_the_letter_on_valid_pages(
    title: str, abstract: str, site: str, names: list[str]
) -> None:
    facts = Facts(authors=tuple(names), categories=tuple(names), organization=title)
    one = replace(paper("2025/one", title, abstract, facts=facts), tags=tuple(dict.fromkeys(names)))
    two = paper("2025/two", title, abstract, ["2025-03-18", "2025-03-19"], rank=2)
    given_archive = archive(one, two)
    days = tuple(replace(day, title=title) for day in given_archive.days)
    pages = rendered(replace(given_archive, days=days), site)
    for path, page in pages.items():
        assert HtmlPage(page).errors == [], path
    tree = html5lib.parse(pages[PAPER])
    assert [words_of(item) for item in tree.iter(f"{XHTML}h1")] == [read(inline_html(title))]
    (shown,) = by_class(tree, "section", "abstract")
    assert words_of(shown) == f"\nAbstract\n{read(block_html(abstract))}\n"
    (head,) = tree.iter(f"{XHTML}title")
    assert words_of(head) == f"{plain_text.strip_bidi(plain(title))} · {site}"
    listed = [words_of(item) for part in by_class(tree, "ul", "authors") for item in part.iter(f"{XHTML}li")]
    assert listed == names
    day = html5lib.parse(pages["dates/2025-03-18/index.html"])
    assert read(inline_html(title)) in words_of(day)


def test_the_home_page_has_an_icon_for_ios_and_all_a_manifest_with_icons() -> None:
    for path, html in rendered(archive(paper()), "Days").items():
        relations = [link.get("rel") for link in html5lib.parse(html).iter(f"{XHTML}link")]
        assert relations.count("apple-touch-icon") == (path == "index.html"), path
        assert relations.count("manifest") == 1


@pytest.mark.hazard(46)
@given(LINE, ABSTRACT, LINE)
def test_any_text_is_well_formed_in_the_feed(title: str, abstract: str, site: str) -> None:
    pages = rendered(archive(paper("2025/one", title, abstract)), site, ("feed.xml", "sitemap.xml"))
    ElementTree.fromstring(pages["sitemap.xml"])
    root = ElementTree.fromstring(pages["feed.xml"])
    assert root.findtext("{http://www.w3.org/2005/Atom}title") == site
    assert line(title, 300) in "".join(root.itertext())


def test_a_feed_reader_reads_the_feed() -> None:
    pages = rendered(
        archive(*(paper(f"2025/p{n}", days=[f"2025-03-{n:02}"]) for n in range(1, 5))), "Days <b>", "feed.xml"
    )
    found = feedparser.parse(pages["feed.xml"].encode())
    assert not found.bozo
    assert found.feed.id == "https://reader.example/repo/"
    assert [entry.updated for entry in found.entries] == [f"2025-03-0{n}T00:00:00Z" for n in (4, 3, 2, 1)]
    assert all(entry.link == entry.id for entry in found.entries)
    assert "https://reader.example/repo/papers/2025/p4/" in found.entries[0].content[0].value


@pytest.mark.hazard(20, "the end of a script in data that a page holds")
@pytest.mark.parametrize("text", [*HOSTILE, "</script><script>alert(1)</script>", "<!--<script>", "\u2028\\"])
def test_data_in_a_page_end_where_they_shall(text: str) -> None:
    line = plain_text.one_line(text)
    page = rendered(archive(paper(title=line, abstract=line)), "Days", PAPER)[PAPER]
    assert HtmlPage(page).errors == []
    scripts = [script for script in html5lib.parse(page).iter(f"{XHTML}script") if not script.get("src")]
    (data,) = (json.loads(words_of(script)) for script in scripts)
    assert (data["@type"], data["headline"]) == ("ScholarlyArticle", plain_text.strip_bidi(plain(line)))


def test_text_that_is_not_escaped_is_an_error() -> None:
    """The control of the properties above: what they would see, were text not escaped."""
    page = rendered(archive(paper(title="</script><script>alert(1)</script>")), "Days", PAPER)[PAPER]
    assert HtmlPage(page.replace("&lt;script&gt;", "<script>", 1)).errors
    assert HtmlPage(page.replace("\\u003cscript", "<script", 1)).errors
    assert HtmlPage(page.replace('"headline":', "headline:", 1)).errors
