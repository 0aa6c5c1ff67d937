"""What the head of a paper's page says to Zotero, Google Scholar and search engines."""

from __future__ import annotations

import json
import re
from typing import Any

import html5lib
import pytest
from msgspec.structs import replace

from daybook.citations.citation import citation_of
from daybook.model import Facts, Paper
from daybook.pages import plan_pages
from daybook.pages.base.frame import make_frame
from daybook.pages.base.planning import Planning
from daybook.pages.base.rendering import page_bytes
from daybook.settings import Settings
from daybook.text.plain_text import one_line
from daybook.theme.folder import load_theme, templates, theme_folders
from daybook.theme.templates import Renderer
from tests.made import HOSTILE, archive, paper

BASE = "https://reader.example/repo/"
THEME = load_theme(theme_folders(None))
FULL = Facts(
    authors=("Ada van der Mill", "Bo Reed, Jr.", "Moss Team"),
    arxiv="1909.08053",
    doi="10.1000/a_b",
    published="2019-09-17",
    keywords=("moss", "clocks"),
    venue="Moss Days",
)


def head_of(given: Paper) -> Any:
    """Return the ``<head>`` of a paper's page."""
    held = archive(given)
    frame = make_frame(held, Settings(base_url=BASE), THEME)
    page = next(page for page in plan_pages(Planning(held)) if page.kind == "paper")
    html = page_bytes(page, frame, Renderer(templates(THEME), frame.site))
    return html5lib.parse(html, namespaceHTMLElements=False).find("head")


def tags_of(head: Any, attribute: str = "name") -> list[tuple[str, str]]:
    return [(tag.get(attribute), tag.get("content")) for tag in head.iter("meta") if tag.get(attribute)]


def zotero(head: Any) -> dict[str, Any]:
    """Return the fields that Zotero's translator of embedded metadata takes from ``citation_`` tags.

    For each field the first tag of a list that has a value; a tag counts by the end of its name. Names are
    divided at semicolons, and one with a comma begins with the family name.
    """
    tags = [(name, content.strip()) for name, content in tags_of(head) if content and content.strip()]

    def all_of(*names: str) -> list[str]:
        return [content for wanted in names for name, content in tags if name.endswith(wanted)]

    item: dict[str, Any] = {}
    orders = {
        "title": ("citation_title",),
        "date": (
            "citation_date",
            "citation_publication_date",
            "citation_cover_date",
            "citation_online_date",
            "citation_year",
        ),
        "DOI": ("citation_doi",),
        "pdf": ("citation_pdf_url",),
        "url": ("citation_public_url", "citation_abstract_html_url", "citation_fulltext_html_url"),
        "arXiv": ("citation_arxiv_id",),
        "publicationTitle": ("citation_journal_title",),
        "volume": ("citation_volume",),
        "issue": ("citation_issue",),
        "first": ("citation_firstpage",),
        "last": ("citation_lastpage",),
    }
    for field, names in orders.items():
        if found := all_of(*names):
            item[field] = found[0]
    item["creators"] = []
    for content in all_of("citation_author", "citation_authors"):
        for name in re.split(r"\s*;\s*", content):
            family, comma, given = name.partition(",")
            words = name.split(" ")
            parts = (family, given.strip()) if comma else (words[-1], " ".join(words[:-1]))
            item["creators"].append(parts)
    return item


def data_of(head: Any) -> dict[str, Any]:
    (script,) = (script for script in head.iter("script") if script.get("type") == "application/ld+json")
    data: dict[str, Any] = json.loads("".join(script.itertext()))
    return data


def test_zotero_finds_each_field() -> None:
    assert zotero(head_of(paper(facts=FULL))) == {
        "title": "One Title",
        "creators": [("van der Mill", "Ada"), ("Reed Jr.", "Bo"), ("Team", "Moss")],
        "date": "2019/09/17",
        "DOI": "10.1000/a_b",
        "pdf": "https://arxiv.org/pdf/1909.08053",
        "url": "https://arxiv.org/abs/1909.08053",
        "arXiv": "1909.08053",
    }


@pytest.mark.parametrize(
    ("facts", "date"),
    [
        (Facts(authors=("Ada Mill",), arxiv="1909.08053"), "2019/09"),
        (Facts(authors=("Ada Mill",), published="2019"), "2019"),
    ],
)
def test_a_date_is_stated_as_far_as_it_is_known(facts: Facts, date: str) -> None:
    head = head_of(paper(facts=facts))
    assert zotero(head)["date"] == date
    assert data_of(head)["datePublished"] == date.replace("/", "-")
    assert tags_of(head, "property").count(("article:published_time", date)) == 0


@pytest.mark.parametrize(
    "given",
    [
        paper(facts=Facts(authors=("Ada Mill",))),
        paper(facts=Facts(published="2019")),
        replace(paper(facts=FULL), has_more_authors=True),
        paper(),
    ],
)
def test_without_title_authors_and_date_there_are_no_tags(given: Paper) -> None:
    assert [name for name, _ in tags_of(head_of(given)) if name.startswith("citation_")] == []


def test_data_of_a_paper_of_which_all_is_known() -> None:
    head = head_of(paper(facts=FULL))
    assert data_of(head) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "One Title",
        "author": [
            {"@type": "Person", "name": "Ada van der Mill"},
            {"@type": "Person", "name": "Bo Reed, Jr."},
            {"@type": "Organization", "name": "Moss Team"},
        ],
        "datePublished": "2019-09-17",
        "identifier": ["arXiv:1909.08053", "https://doi.org/10.1000/a_b"],
        "sameAs": ["https://arxiv.org/abs/1909.08053", "https://doi.org/10.1000/a_b"],
        "keywords": ["moss", "clocks"],
        "isPartOf": {"@type": "CreativeWork", "name": "Moss Days"},
    }
    properties = tags_of(head, "property")
    assert ("article:published_time", "2019-09-17") in properties


def test_data_of_a_paper_of_which_little_is_known() -> None:
    assert data_of(head_of(paper(abstract="", facts=Facts(authors=("Lichen",))))) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "One Title",
        "author": [{"name": "Lichen"}],
    }


def test_zotero_finds_the_place_in_a_journal() -> None:
    head = head_of(paper(facts=replace(FULL, venue="Moss Days, vol. 12, no. 3, pp. 45–67")))
    found = {name: zotero(head)[name] for name in ("publicationTitle", "volume", "issue", "first", "last")}
    assert list(found.values()) == ["Moss Days", "12", "3", "45", "67"]
    data = data_of(head)
    whole = {"@type": "CreativeWork", "name": "Moss Days"}
    volume = {"@type": "PublicationVolume", "volumeNumber": "12", "isPartOf": whole}
    assert data["isPartOf"] == {"@type": "PublicationIssue", "issueNumber": "3", "isPartOf": volume}
    assert data["pagination"] == "45–67"
    of_book = head_of(paper(facts=replace(FULL, venue="Moss Studies, vol. 12, pp. 45–67")))
    assert not {"publicationTitle", "volume", "issue", "first", "last"} & zotero(of_book).keys()
    assert data_of(of_book)["isPartOf"]["isPartOf"]["name"] == "Moss Studies"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_hostile_text_is_found_as_it_is(text: str) -> None:
    line = one_line(text)
    given = paper(title=line, facts=Facts(authors=(line,), published="2019"))
    citation = citation_of(given, BASE)
    head = head_of(given)
    assert zotero(head)["title"] == citation.plain_title.strip()
    assert data_of(head)["headline"] == citation.plain_title
    assert data_of(head)["author"][0]["name"] == citation.authors[0].full
