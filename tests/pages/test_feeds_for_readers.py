"""All feeds: valid for readers, harmless in careless ones, light on the fullest days."""

from __future__ import annotations

import gzip
import json
import re
from datetime import datetime
from html import unescape
from typing import Any
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest
from msgspec.structs import replace

from daybook.model import Appearance, Archive, Facts
from daybook.pages.base.frame import make_frame
from daybook.pages.base.kind import Page
from daybook.pages.base.planning import Planning
from daybook.pages.base.rendering import page_bytes
from daybook.pages.feed import FeedPage, JsonFeedPage
from daybook.pages.papers_feed import PapersFeedPage, PapersJsonFeedPage
from daybook.settings import Settings
from daybook.text.plain_text import one_line
from daybook.theme.templates import Renderer
from tests.browser.hostile import grammar, public
from tests.made import HOSTILE, archive, paper
from tests.pages.test_page_properties import theme

ATOM = ("feed.xml", "papers/feed.xml")
JSON = ("feed.json", "papers/feed.json")
BASE = "https://reader.example/repo/"
TAG = re.compile(r"<(/?[A-Za-z!?][a-z]*|/)")
OURS = {"ol", "li", "p", "a", "/ol", "/li", "/p", "/a"}
FACTS = Facts(("Ann Oak", "Bo Elm"), arxiv="2503.00001", keywords=("tides",), project="https://p.example/")

FEED_FIELDS: dict[str, type] = {
    **dict.fromkeys(("version", "title", "home_page_url", "feed_url", "description"), str),
    **dict.fromkeys(("icon", "favicon", "language"), str),
    "items": list,
}
ITEM_FIELDS: dict[str, type] = {
    **dict.fromkeys(("id", "url", "external_url", "title", "content_html", "content_text"), str),
    **dict.fromkeys(("summary", "date_published", "date_modified", "language"), str),
    "authors": list,
    "tags": list,
}
"""Those of JSON Feed 1.1 that these feeds may have, by its specification."""


def feeds(given: Archive) -> dict[str, str]:
    frame = make_frame(given, Settings(title="Days", base_url=BASE), theme())
    templates = {path: data for path, data in theme().items() if path.startswith("templates/")}
    renderer, planning = Renderer(templates, frame.site), Planning(given)
    kinds: tuple[type[Page], ...] = (FeedPage, JsonFeedPage, PapersFeedPage, PapersJsonFeedPage)
    pages = [page for kind in kinds for page in kind.plan(planning)]
    return {page.path: page_bytes(page, frame, renderer).decode() for page in pages}


def json_feed_faults(feed: dict[str, Any]) -> list[str]:
    """What the specification of JSON Feed 1.1 does not allow in a feed."""
    faults = [name for name, value in feed.items() if not isinstance(value, FEED_FIELDS.get(name, ()))]
    faults += [name for name in ("version", "title", "items") if not feed.get(name)]
    ids = [item.get("id") for item in feed["items"]]
    faults += ["ids"] * (len(set(ids)) < len(ids))
    for item in feed["items"]:
        faults += [name for name, value in item.items() if not isinstance(value, ITEM_FIELDS.get(name, ()))]
        faults += ["id"] * (not item.get("id"))
        faults += ["content"] * ("content_html" not in item and "content_text" not in item)
        faults += ["author"] * any(set(author) != {"name"} for author in item.get("authors", ()))
        faults += ["tag"] * any(not isinstance(tag, str) for tag in item.get("tags", ()))
        for name in ("date_published", "date_modified"):
            if datetime.fromisoformat(item[name]).tzinfo is None:
                faults.append(name)
    return faults


def test_json_feeds_are_valid() -> None:
    pages = feeds(archive(paper(facts=FACTS), paper("2025/two", "二", "", ["2025-03-19"], facts=FACTS)))
    for path in JSON:
        feed = json.loads(pages[path])
        assert json_feed_faults(feed) == []
        assert (feed["version"], feed["feed_url"]) == ("https://jsonfeed.org/version/1.1", BASE + path)
    two, one = json.loads(pages["papers/feed.json"])["items"]
    assert one == {
        "id": f"{BASE}papers/2025/one/",
        "url": f"{BASE}papers/2025/one/",
        "external_url": "https://arxiv.org/pdf/2503.00001",
        "title": "One Title",
        "content_text": "One abstract.",
        "authors": [{"name": "Ann Oak"}, {"name": "Bo Elm"}],
        "tags": ["tides"],
        "date_published": "2025-03-18T00:00:00Z",
        "date_modified": "2025-03-18T00:00:00Z",
    }
    assert (two["title"], two["content_text"]) == ("二", "")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"version": ""}, ["version"]),
        ({"title": 1}, ["title"]),
        ({"autor": "x"}, ["autor"]),
        ({"items": [{"id": "1", "content_text": "", "date_published": "2025-03-18"}]}, ["date_published"]),
        ({"items": [{"id": "1", "date_published": "2025-03-18T00:00:00Z"}]}, ["content"]),
    ],
)
def test_faults_of_a_json_feed_are_found(change: dict[str, Any], fault: list[str]) -> None:
    feed = json.loads(feeds(archive(paper()))["feed.json"]) | change
    for item in feed["items"]:
        item.setdefault("date_modified", "2025-03-18T00:00:00Z")
    assert json_feed_faults(feed) == fault


def test_an_empty_archive_has_feeds() -> None:
    pages = feeds(Archive((), ()))
    for path in ATOM:
        found = feedparser.parse(pages[path].encode())
        assert (found.bozo, found.entries, found.feed.updated) == (False, [], "1970-01-01T00:00:00Z")
    for path in JSON:
        assert json.loads(pages[path])["items"] == []


def test_all_feeds_have_the_same_ids_and_days() -> None:
    pages = feeds(archive(paper(), paper("2025/two", days=["2025-03-19"])))
    for atom, other in zip(ATOM, JSON, strict=True):
        items = json.loads(pages[other])["items"]
        entries = feedparser.parse(pages[atom].encode()).entries
        assert [(entry.id, entry.title, entry.updated) for entry in entries] == [
            (item["id"], item["title"], item["date_modified"]) for item in items
        ]


def hostile_archive(texts: list[str]) -> Archive:
    """Return a day with a paper for each text, in all that feeds show."""
    papers = []
    for number, text in enumerate(texts):
        title = one_line(text) or "x"
        facts = Facts((title,), keywords=(title,), organization=title)
        given = paper(f"2025/p{number}", title, title, rank=number + 1, facts=facts)
        papers.append(replace(given, tags=(title,)))
    return archive(*papers)


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value]


def texts_of(path: str, page: str) -> list[str]:
    """Every text of a feed as an XML or JSON parser has it."""
    if path.endswith(".json"):
        return strings(json.loads(page))
    root = ElementTree.fromstring(page)
    return [text for node in root.iter() for text in (node.text, node.tail, *node.attrib.values()) if text]


def tags_in(text: str) -> set[str]:
    """The tags of a text, and of all that unescaping it again and again gives."""
    found: set[str] = set()
    while True:
        found |= set(TAG.findall(text))
        less = unescape(text)
        if less == text:
            return found
        text = less


TEXTS = [*HOSTILE, *grammar(60), *public()[::6]]


@pytest.mark.parametrize("start", range(0, len(TEXTS), 28))
def test_careless_readers_run_nothing(start: int) -> None:
    """A reader that takes each text for HTML, however often it unescapes it, finds no tag but our own."""
    given = hostile_archive(TEXTS[start : start + 28])
    for path, page in feeds(given).items():
        allowed = OURS if path == "feed.json" else set()
        for text in texts_of(path, page):
            assert tags_in(text) <= allowed, path
        for item in json.loads(page)["items"] if path == "feed.json" else ():
            nodes = list(html5lib.parseFragment(item["content_html"]).iter())
            assert {name for node in nodes for name in node.attrib} <= {"href"}
            assert all(node.get("href", BASE).startswith(BASE) for node in nodes)


def test_tags_are_found_however_often_they_are_escaped() -> None:
    """The control of the test before."""
    page = feeds(archive(paper()))["papers/feed.xml"]
    for text in ("&lt;script>", "&amp;lt;script>", "&amp;amp;#60;script>"):
        (title,) = (each for each in texts_of("x", page.replace("One Title", text)) if "script" in each)
        assert tags_in(title) == {"script"}


@pytest.mark.parametrize("count", [46, 370, 600])
def test_feeds_are_light_on_full_days(count: int) -> None:
    """Words of random letters weigh more than those of papers."""
    words = [f"{number * 2654435761 % 2**32:08x}"[:6] for number in range(20_000)]
    papers = []
    for place in range(15 * count):
        day, rank = f"2025-03-{place // count + 1:02}", place % count + 1
        own = [words[(place * 37 + step * 101) % len(words)] for step in range(180)]
        facts = Facts(
            (" ".join(own[:2]), " ".join(own[2:4])), arxiv=f"2503.{place:05}", categories=("cs.LG",)
        )
        given = paper(
            f"2025/{'-'.join(own[:9])}-{place}", " ".join(own[:9]), " ".join(own), [day], facts=facts
        )
        papers.append(replace(given, appearances=(Appearance(given.appearances[0].day, rank, "a"),)))
    for path, page in feeds(archive(*papers)).items():
        assert len(gzip.compress(page.encode())) <= 100_000, path
