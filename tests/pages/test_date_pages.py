"""A day of many papers: pages of it, in both orders, a page of all titles, and one of titles by topic."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from daybook.insights import Insights
from daybook.insights.topics import TopicName, Topics
from daybook.model import Appearance, Archive, Paper
from daybook.pages.base.kind import Page
from daybook.pages.base.planning import Planning
from daybook.pages.date import DatePage
from daybook.pages.date_order import DateOrderPage
from daybook.pages.date_titles import DateTitlesPage
from daybook.pages.date_topics import DateTopicsPage
from daybook.pages.day_citations import DayCitationsPage
from daybook.pages.home import HomePage
from daybook.text.words import ENGLISH
from tests.made import archive, paper
from tests.pages.test_feed import FRAME


def day_of(count: int, abstract: str = "Short.", *, votes: bool = False) -> Archive:
    """Return the archive of a day; with votes the last paper of its digest has most."""
    papers: list[Paper] = []
    for rank in range(1, count + 1):
        given = paper(f"2025/p{rank}", f"Paper {rank}", abstract)
        items = (Appearance(date(2025, 3, 18), rank, "2025/2025-03-18.txt", rank if votes else 0),)
        papers.append(replace(given, appearances=items))
    return archive(*papers)


def pages(given: Archive, kind: type[Page]) -> dict[str, Any]:
    return {page.address.removeprefix("dates/2025-03-18/"): page for page in kind.plan(Planning(given))}


def view(page: Page) -> Any:
    call = page.call(FRAME)
    assert not isinstance(call, bytes)
    return call.context["view"]


def title(page: Page) -> str:
    call = page.call(FRAME)
    assert not isinstance(call, bytes)
    return str(call.context["page"].title)


@pytest.mark.parametrize(
    ("count", "length", "found"),
    [
        (50, 10, 1),
        (51, 10, 2),
        (46, 1_150, 1),
        (40, 1_500, 2),
        (370, 1_350, 12),
        (600, 1_350, 18),
        (100, 0, 2),
        (1, 90_000, 1),
        (2, 90_000, 2),
    ],
)
def test_pages_hold_what_weighs_less_than_30_kb(count: int, length: int, found: int) -> None:
    made = pages(day_of(count, "x" * length), DatePage)
    assert len(made) == found
    assert bool(pages(day_of(count, "x" * length), DateTitlesPage)) == (found > 1)


def test_each_paper_is_on_one_page_with_its_place_in_the_day() -> None:
    made = pages(day_of(120), DatePage)
    assert list(made) == ["", "2/", "3/"]
    places = [place for page in made.values() for _, place in page.papers]
    assert places == list(range(1, 121))
    assert [view(page).count for page in made.values()] == [
        "Papers 1–40 of 120",
        "Papers 41–80 of 120",
        "Papers 81–120 of 120",
    ]
    assert [title(page) for page in made.values()] == [
        "Tuesday 18 March 2025",
        "Tuesday 18 March 2025, page 2",
        "Tuesday 18 March 2025, page 3",
    ]


@pytest.mark.parametrize(("count", "has"), [(1, False), (2, True)])
def test_one_paper_has_no_views(count: int, has: bool) -> None:
    shown = view(pages(day_of(count), DatePage)[""])
    assert (shown.has_views, shown.has_triage) == (has, has)


def test_pages_lead_to_each_other_and_all_titles() -> None:
    made = pages(day_of(120, votes=True), DatePage)
    second = view(made["2/"])
    assert (second.pager.before.href, second.pager.after.href) == ("../", "../3/")
    assert [link.href for link in second.pager.pages] == ["../", "", "../3/"]
    assert second.titles.href == "../../../dates/2025-03-18/titles/"
    assert [(order.label, order.href) for order in second.views] == [
        ("Most votes", ""),
        ("As listed", "../../../dates/2025-03-18/order/"),
    ]
    assert [(link.label, link.href) for link in made["2/"].trail("../../../", ENGLISH)][-2:] == [
        ("Tuesday 18", "../../../dates/2025-03-18/"),
        ("Page 2", ""),
    ]


def test_the_digests_order_has_pages_too() -> None:
    made = pages(day_of(120, votes=True), DateOrderPage)
    assert list(made) == ["order/", "order/2/", "order/3/"]
    assert [page.papers[0][0].title for page in made.values()] == ["Paper 1", "Paper 41", "Paper 81"]
    assert [link.href for link in view(made["order/3/"]).pager.pages] == ["../", "../2/", ""]
    assert [link.label for link in made["order/3/"].trail("", ENGLISH)][-2:] == [
        "As listed",
        "Page 3",
    ]


def test_notes_of_the_day_are_on_its_first_page() -> None:
    given = day_of(60)
    given = replace(given, days=tuple(replace(day, notes_markdown="Of the day.") for day in given.days))
    assert [bool(view(page).notes) for page in pages(given, DatePage).values()] == [True, False]


def test_the_titles_of_a_day_are_on_a_page_in_the_order_of_the_day() -> None:
    (made,) = pages(day_of(370, votes=True), DateTitlesPage).values()
    shown = view(made)
    assert made.address == "dates/2025-03-18/titles/"
    assert (len(shown.titles), shown.count, shown.pager) == (370, "370 papers", None)
    first = shown.titles[0]
    assert (first.rank, str(first.title), first.votes) == (1, "Paper 370", "370")
    assert first.href == "../../../papers/2025/p370/"
    assert [(link.label, link.href) for link in shown.views] == [
        ("Full list", "../../../dates/2025-03-18/"),
        ("Titles only", ""),
    ]


def test_titles_of_still_more_papers_have_pages() -> None:
    made = pages(day_of(900), DateTitlesPage)
    assert list(made) == ["titles/", "titles/2/", "titles/3/"]
    assert view(made["titles/2/"]).titles[0].rank == 301
    assert title(made["titles/2/"]) == "Titles of Tuesday 18 March 2025, page 2"


def test_other_pages_show_the_first_papers_and_downloads_the_whole_day() -> None:
    given = day_of(120)
    (home,) = HomePage.plan(Planning(given))
    newest = view(home).newest
    assert (len(newest.cards), newest.count, newest.pager) == (12, "120 papers", None)
    assert newest.more.label == "All 120 papers of Tuesday 18 March 2025"
    assert {len(page.papers) for page in pages(given, DayCitationsPage).values()} == {120}


def about(name: str, subject: str, place: int, votes: int = 0) -> Paper:
    item = Appearance(date(2025, 3, 18), place, "2025/a.txt", votes)
    given = paper(f"2025/{name}", name, f"We study {subject}.", days=[], rank=place)
    return replace(given, appearances=(item,))


SUBJECTS = ("moss", "tides", "moss", "clocks", "tides", "moss")


def by_topic(votes: int = 0) -> dict[str, Any]:
    papers = [about(f"p{place}", subject, place, votes) for place, subject in enumerate(SUBJECTS, 1)]
    topics = {
        one.address: (TopicName(subject, subject),) for one, subject in zip(papers, SUBJECTS, strict=True)
    }
    planning = Planning(archive(*papers), insights=Insights(topics=Topics(of_paper=topics)))
    kinds = (DatePage, DateTopicsPage)
    return {
        page.address.removeprefix("dates/2025-03-18/"): page for kind in kinds for page in kind.plan(planning)
    }


def test_a_day_without_votes_has_its_titles_by_topic() -> None:
    made = by_topic()
    seen = view(made["topics/"])
    assert [(group.topic.label, [one.rank for one in group.titles]) for group in seen.topics] == [
        ("moss", [1, 3, 6]),
        ("tides", [2, 5]),
        ("Other topics", [4]),
    ]
    assert [(link.label, link.href, link.detail) for link in seen.ways] == [
        ("moss", "#topic-moss", "3"),
        ("tides", "#topic-tides", "2"),
        ("Other topics", "#other", "1"),
    ]
    assert [(link.label, link.href) for link in seen.views] == [
        ("As listed", "../../../dates/2025-03-18/"),
        ("By topic", ""),
        ("Titles only", "../../../dates/2025-03-18/#titles"),
    ]
    assert [(link.label, link.href) for link in view(made[""]).views] == [
        ("As listed", ""),
        ("By topic", "../../dates/2025-03-18/topics/"),
    ]
    assert title(made["topics/"]) == "Papers of Tuesday 18 March 2025 by topic"


def test_a_day_with_votes_has_no_titles_by_topic() -> None:
    made = by_topic(votes=3)
    assert list(made) == [""]
    assert view(made[""]).views == ()
