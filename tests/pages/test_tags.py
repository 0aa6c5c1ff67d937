"""Pages of tags: their papers in order, links to them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from daybook.insights.tags import tags_of
from daybook.model import Facts, Paper
from daybook.pages import plan_pages
from daybook.pages.base.frame import make_frame
from daybook.pages.base.planning import Planning
from daybook.pages.list_feed import ListFeedPage
from daybook.pages.parts.card import ListStyle, card
from daybook.pages.tag import TagPage
from daybook.pages.tags import TagsPage
from daybook.settings import Settings
from daybook.text.addresses import tag
from daybook.text.slugs import tag_slug
from daybook.text.words import ENGLISH
from tests.made import archive, paper


def tagged(name: str, day: str, *tags: str) -> Paper:
    return replace(paper(f"2025/{name}", name.title(), days=[day] if day else []), tags=tags)


PAPERS = (
    tagged("a", "2025-03-18", "Moss", "read twice"),
    tagged("b", "2025-03-20", "moss", "moss"),
    tagged("c", "", "moss", "C++", "C#", "C"),
    tagged("d", "2025-03-19"),
)
GIVEN = archive(*PAPERS)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Language Models", "tags/language-models/"),
        ("C++", "tags/c-plus-plus/"),
        ("C#", "tags/c-sharp/"),
        ("../x", "tags/x/"),
        ("con", "tags/con-name/"),
        ("7", "tags/7-tag/"),
        ("2024", "tags/2024/"),
        ("苔", "tags/tai/"),
    ],
)
def test_addresses(name: str, address: str) -> None:
    assert tag(tag_slug(name)) == address


def test_addresses_of_signs_alone_are_theirs() -> None:
    assert tag_slug("!!") != tag_slug("??")
    assert tag_slug("!!").startswith("name-")


def test_each_tag_has_a_page_and_a_feed_and_is_in_the_list() -> None:
    pages = plan_pages(Planning(GIVEN))
    (index,) = [page for page in pages if isinstance(page, TagsPage)]
    assert index.tags == (
        ("C", "c", 1),
        ("C#", "c-sharp", 1),
        ("C++", "c-plus-plus", 1),
        ("moss", "moss", 3),
        ("read twice", "read-twice", 1),
    )
    assert index.address == "tags/"
    addresses = [page.address for page in pages if isinstance(page, TagPage)]
    assert addresses == [tag(slug) for slug in tags_of(PAPERS)]
    feeds = {page.address for page in pages if isinstance(page, ListFeedPage)}
    assert {f"{address}feed.xml" for address in addresses} == feeds
    none = plan_pages(Planning(archive(paper("2025/one"))))
    assert not [page for page in none if isinstance(page, TagPage | TagsPage)]


def test_a_tag_of_many_papers_has_several_pages() -> None:
    many = [tagged(f"p{number}", "2025-03-18", "moss") for number in range(120)]
    pages = [page for page in plan_pages(Planning(archive(*many))) if isinstance(page, TagPage)]
    assert [page.address for page in pages] == ["tags/moss/", "tags/moss/1/"]
    assert sum(len(page.papers) for page in pages) == 120


def test_a_list_of_thousands_of_tags_has_several_pages() -> None:
    many = [tagged(f"p{n}", "2025-03-18", *(f"Tag {n} {m}" for m in range(25))) for n in range(84)]
    given = archive(*many)
    pages = [page for page in plan_pages(Planning(given)) if isinstance(page, TagsPage)]
    assert [(page.address, len(page.tags)) for page in pages] == [
        (address, 700) for address in ("tags/", "tags/2/", "tags/3/")
    ]
    frame = make_frame(given, Settings(), {})
    second = pages[1].call(frame).context["view"]
    assert second.count == "2,100 tags"
    assert [link.href for link in second.pager.pages] == ["../", "", "../3/"]
    assert second.tags[0].href.startswith("../../tags/tag-")
    assert pages[1].trail("../../", ENGLISH)[0].href == "../../tags/"
    assert pages[0].trail("../", ENGLISH) == ()


@pytest.mark.parametrize("has_tags", [True, False])
def test_a_card_leads_to_the_tags(has_tags: bool) -> None:
    day = PAPERS[0].appearances[0].day
    shown = card(PAPERS[0], 1, day, "../", ListStyle(ENGLISH, has_tags=has_tags)).tags
    hrefs = ["../tags/moss/", "../tags/read-twice/"] if has_tags else ["", ""]
    assert [(link.label, link.href) for link in shown] == list(
        zip(("Moss", "read twice"), hrefs, strict=True)
    )


@pytest.mark.parametrize(
    ("facts", "category"),
    [
        (Facts(arxiv="2401.00010", categories=("cs.CL", "cs.AI")), "cs.CL"),
        (Facts(arxiv="2401.00010"), ""),
        (Facts(doi="10.1000/182", categories=("Moss",)), ""),
    ],
)
def test_a_card_says_the_primary_category_at_arxiv(facts: Facts, category: str) -> None:
    given = paper(facts=facts)
    assert card(given, 1, given.appearances[0].day, "../", ListStyle(ENGLISH)).category == category


def test_tags_can_be_left_out() -> None:
    pages = plan_pages(Planning(GIVEN, settings=Settings(leave_out=("tags",))))
    assert not [page for page in pages if page.address.startswith("tags/")]
