"""No script runs from thousands of hostile strings in every field of a site without its security policy.

Each is shown as `daybook.text.formatted` reads it. `test_hostile_controls.py` shows that harm would be seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import html5lib
import pytest

from daybook.citations.bibtex import bibtex_fields
from daybook.citations.citation import citation_of
from daybook.pages.parts.feed_entries import line
from daybook.search.document import SearchDocument, search_document
from daybook.text.formatted import block_html, inline_html, plain
from daybook.text.plain_text import one_line, paragraphs
from tests import made
from tests.browser import hostile
from tests.browser.attack import (
    DIRECTIONS,
    HARNESS,
    Attacked,
    Target,
    attacked,
    in_address,
    read,
    tripwired,
    visited,
)
from tests.conftest import made_once
from tests.hazards import tried
from tests.search.read_records import read_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Serve

pytestmark = pytest.mark.browser

COUNT = 7_800
"""Strings of the grammar, in addition to the public list; a third without ``--long``."""
TOGETHER = 24
"""Strings in one paper's title, authors, keywords, abstract."""


@dataclass(frozen=True)
class Scene:
    """The attacked site, its URL, and every string in it."""

    attacked: Attacked
    url: str
    texts: list[str]
    long: bool


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, serve: Serve, long: bool) -> Scene:
    texts = [*hostile.public(), *hostile.grammar(COUNT if long else COUNT // 3)]
    tried("hostile strings in every field, without the policy", len(set(texts)))
    made = made_once(tmp_path_factory, "attacked", lambda folder: attacked(folder, texts, TOGETHER))
    return Scene(made, serve(made.site), texts, long)


def hits_of(pages: list[dict[str, Any]]) -> list[str]:
    """Return what ran on the pages, and count the pages."""
    tried(
        "pages with hostile strings, opened in Chromium",
        len(pages),
        sum(bool(page["hits"]) for page in pages),
    )
    return [hit for page in pages for hit in page["hits"]]


def undirected(text: str) -> str:
    """Remove direction marks, as the site does where no markup can isolate them."""
    return read(DIRECTIONS.sub("", text))


def shown(html: str) -> str:
    """Return the text that a browser shows of a title or an abstract."""
    return read("".join(html5lib.parseFragment(re.sub("</(?:p|li)>", " ", html)).itertext()))


def searched(target: Target) -> SearchDocument:
    """Return the texts of a paper that are searched."""
    return search_document(made.paper(title=one_line(target.title), abstract=paragraphs(target.abstract)))


def test_the_strings(scene: Scene) -> None:
    assert len(set(scene.texts)) >= COUNT // 3 + 400
    assert max(map(len, hostile.grammar(COUNT))) <= hostile.LONGEST
    assert hostile.grammar(50) == hostile.grammar(50) != hostile.grammar(50, seed=7)
    everything = "\n".join(scene.texts)
    for piece in (
        "<script>",
        "onerror=",
        "javascript:",
        "&#x",
        "](",
        "\\href",
        "{{",
        "$(",
        "</title>",
        "\u202e",
    ):
        assert piece in everything
    held = [one for paper in scene.attacked.papers.values() for one in paper.authors]
    assert len(held) > COUNT // 3


def faults_of(found: dict[str, Any], paper: Target) -> list[str]:
    """Return the texts of a paper's page that differ from its digest."""
    facts = [read(fact) for fact in found["facts"]]
    cited = dict(bibtex_fields(citation_of(made.paper(title=one_line(paper.title)), "u")))
    pairs = {
        "h1": (read(found["h1"]), shown(inline_html(one_line(paper.title)))),
        "title": (read(found["title"]), f"{undirected(plain(one_line(paper.title)))} · Daybook"),
        "abstract": (read(found["abstract"]), shown(block_html(paragraphs(paper.abstract)))),
        "authors": ([read(name) for name in found["authors"]], paper.authors),
        "keywords": ([word for word in paper.keywords if read(plain(one_line(word))) not in facts], []),
        "organization": (not paper.organization or paper.organization in facts, True),
        "citation": (read(f"title = {cited['title']}") in read(found["bibtex"]), True),
    }
    return [f"{place}: {is_!r} is not {should!r}" for place, (is_, should) in pairs.items() if is_ != should]


@pytest.mark.hazard(14, "template code that computes or reads files")
@pytest.mark.hazard(
    15,
    "macros of TeX, and those that link or load",
    "no macro is expanded, and nothing in a formula links or loads",
)
@pytest.mark.hazard(17, "scripts, images and events in every field")
@pytest.mark.hazard(27, "marks that turn the direction of text", "isolated or left out, without a warning")
@pytest.mark.hazard(13, 32)
def test_the_papers_pages(scene: Scene, chromium: Browser) -> None:
    """The query and the hash of each address are hostile too."""
    papers = list(scene.attacked.papers.items())
    addresses = [
        f"papers/{address}/?q={in_address(paper.title)}#{in_address(paper.url)}" for address, paper in papers
    ]
    with tripwired(chromium, scene.url) as seen:
        pages = visited(seen, addresses)
        assert hits_of(pages) == []
        assert seen.faults == []
    wrong = [
        fault for page, (_, paper) in zip(pages, papers, strict=True) for fault in faults_of(page, paper)
    ]
    assert wrong[:5] == []
    assert len(pages) == len(papers) > 100


@pytest.mark.hazard(17)
def test_the_lists(scene: Scene, chromium: Browser) -> None:
    days = sorted(place.name for place in (scene.attacked.site / "dates").iterdir() if place.is_dir())
    with tripwired(chromium, scene.url) as seen:
        pages = visited(
            seen, ["index.html", *(f"dates/{day}/" for day in days), "months/2025-03/", "dates/"], 2
        )
        assert hits_of(pages) == []
        assert seen.faults == []
    cards = {
        href.removeprefix("../../"): text
        for page in pages
        for href, text in zip(page["hrefs"], page["cards"], strict=True)
    }
    for address, paper in scene.attacked.papers.items():
        assert read(cards[f"papers/{address}/"]) == shown(inline_html(one_line(paper.title)))
    names = {name for page in pages for name in page["sources"]}
    assert {read(name) for name in names} == {read(paper.file) for paper in scene.attacked.papers.values()}


@pytest.mark.hazard(17, 27)
def test_files_for_other_programs(scene: Scene, chromium: Browser) -> None:
    """The browser opens them, and they are parsed."""
    site, papers = scene.attacked.site, scene.attacked.papers
    records = sorted(place.relative_to(site).as_posix() for place in (site / "search/papers").rglob("*.json"))
    share = records if scene.long else records[:: max(1, len(records) // 40)]
    with tripwired(chromium, scene.url) as seen:
        pages = visited(seen, ["feed.xml", "sitemap.xml", "robots.txt", "search/index.json", *share])
        assert hits_of(pages) == []
        assert seen.faults == []
    found = {record[0]: record for path in records for record in read_records((site / path).read_bytes())}
    assert found.keys() == papers.keys()
    for address, paper in papers.items():
        document = searched(paper)
        assert read(found[address][1]) == read(document.title)
        assert read(found[address][3]) == read(document.abstract)
    feed = ElementTree.parse(site / "feed.xml")
    labels = [read("".join(link.itertext())) for link in feed.iter("{http://www.w3.org/1999/xhtml}a")]
    assert sorted(labels) == sorted(read(line(one_line(paper.title), 300)) for paper in papers.values())
    ElementTree.parse(site / "sitemap.xml")


_MORE = """async (most) => {
  const results = document.querySelector("#results");
  for (let length = -1; length !== results.children.length && length < most; ) {
    length = results.children.length;
    document.querySelector("button.more")?.click();
    for (let i = 0; i < 4000 && document.querySelector("button.more"); i++) {
      if (results.children.length !== length) break;
      await wait(5);
    }
  }
  probe();
  await wait(50);
  return [...results.querySelectorAll("a")].map((a) => [a.getAttribute("href"), a.textContent]);
}"""


@pytest.mark.hazard(23, "markup in text that a search result shows")
def test_the_results_of_a_search(scene: Scene, chromium: Browser) -> None:
    with tripwired(chromium, scene.url) as seen:
        seen.page.goto(f"{scene.url}search/?q=everything")
        seen.page.wait_for_selector("#results a[href]")
        found = dict(seen.page.evaluate(_MORE, 1_000))
        assert seen.page.evaluate("tripped()") == []
        assert seen.faults == []
    assert len(found) >= min(1_000, len(scene.attacked.papers))
    for href, text in found.items():
        address = re.fullmatch(r".*/papers/(.*)/", href)
        assert address
        assert read(text) == read(searched(scene.attacked.papers[address[1]]).title)


_TYPE = """async (texts) => {
  const input = document.querySelector("[data-search=input], #q");
  const status = document.querySelector("[data-search=status], #status");
  const late = [];
  for (const text of texts) {
    input.value = text;
    if (!input.value.trim()) continue;
    status.replaceChildren();
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const start = performance.now();
    while (!status.textContent || status.textContent === "Searching…") {
      if (performance.now() - start > 60_000) { late.push(text); break; }
      await wait(2);
    }
    if (/could not be loaded/.test(status.textContent)) late.push(`failed: ${text}`);
  }
  probe();
  await wait(50);
  return late;
}"""


@pytest.mark.hazard(22)
def test_queries_that_are_typed(scene: Scene, chromium: Browser) -> None:
    texts = scene.texts[::2] if scene.long else [*hostile.public()[::8], *scene.texts[500::90]]
    with tripwired(chromium, scene.url) as seen:
        seen.page.goto(f"{scene.url}search/")
        assert seen.page.evaluate(_TYPE, texts) == []
        seen.page.goto(scene.url)
        seen.page.keyboard.press("/")
        seen.page.wait_for_selector("dialog[open]")
        assert seen.page.evaluate(_TYPE, texts[::10]) == []
        assert seen.page.evaluate("tripped()") == []
        assert seen.faults == []


_ASKED = """async (addresses) => {
  const hits = [];
  for (const address of addresses) {
    const frame = await openFrame(address);
    const page = frame.contentDocument;
    const isSilent = () => ["", "Searching…"].includes(page.querySelector("#status").textContent);
    for (let i = 0; i < 1000 && isSilent(); i++) await wait(5);
    frame.contentWindow.probe();
    await wait(5);
    hits.push(...frame.contentWindow.tripped().map((hit) => `${hit} of ${address}`));
    if (isSilent()) hits.push(`silent: ${address}`);
    frame.remove();
  }
  return hits;
}"""


@pytest.mark.hazard(22, "markup in the query of a shared link")
def test_queries_of_shared_links(scene: Scene, chromium: Browser) -> None:
    step = 4 if scene.long else 180
    texts = [in_address(text) for text in scene.texts[::step] if read(text)]
    addresses = [f"search/?q={text}&year=%22&topic={text}#{text}" for text in texts]
    with tripwired(chromium, scene.url) as seen:
        assert seen.page.evaluate(_ASKED, addresses) == []
        assert seen.faults == []


def test_the_policy_was_removed(scene: Scene) -> None:
    pages = [place for place in scene.attacked.site.rglob("*.html") if place.name != HARNESS]
    assert not any("Content-Security-Policy" in place.read_text("utf-8") for place in pages)
