"""Planned pages: every page once, ranks and neighbours, days and months in their order."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from daybook.content.removed import Removed, RemovedPaper
from daybook.insights import Insights
from daybook.insights.trending import find_trending
from daybook.model import Appearance, Archive, Day, ImportedDigest, OwnPage, Paper
from daybook.pages import KINDS, plan_pages, sitemap, sitemap_index
from daybook.pages.base.planning import Planning
from daybook.pages.date import DatePage
from daybook.pages.date_order import DateOrderPage
from daybook.pages.dates import DatesPage
from daybook.pages.feed import FeedPage
from daybook.pages.home import HomePage
from daybook.pages.month import MonthPage
from daybook.pages.paper import PaperPage
from daybook.pages.sitemap import SitemapPage
from daybook.pages.sitemap_index import SitemapIndexPage
from daybook.pages.trending import TrendingPage
from daybook.pages.week import WeekPage
from daybook.pages.weeks import WeeksPage
from tests.made import archive, paper


def listed(address: str, *places: tuple[str, int, str]) -> Paper:
    items = tuple(Appearance(date.fromisoformat(day), rank, digest) for day, rank, digest in places)
    return Paper(address, address[5:].title(), "Words.", tuple(sorted(items)))


def voted(address: str, rank: int, votes: int) -> Paper:
    return Paper(address, address, "Words.", (Appearance(date(2025, 3, 18), rank, "x", votes),))


def pages_of(given: Archive, kind: type) -> list:  # type: ignore[type-arg]
    return [page for page in plan_pages(Planning(given)) if type(page) is kind]


def test_every_page_once() -> None:
    given = archive(paper("2025/a", days=["2025-03-18", "2025-04-01"]), paper("2025/b"))
    given = replace(given, pages=(OwnPage("about", "About", ""),))
    paths = [page.path for page in plan_pages(Planning(given))]
    assert sorted(paths) == sorted(set(paths))
    assert set(paths) == {
        "index.html",
        "404.html",
        "feed.xml",
        "papers/feed.xml",
        "feed.json",
        "papers/feed.json",
        "manifest.json",
        "robots.txt",
        "sitemap.xml",
        "about/index.html",
        "dates/index.html",
        *(f"dates/2025-03-18/2025-03-18.{ending}" for ending in ("bib", "json", "ris")),
        "dates/2025-03-18/card.png",
        "dates/2025-03-18/index.html",
        *(f"dates/2025-04-01/2025-04-01.{ending}" for ending in ("bib", "json", "ris")),
        "dates/2025-04-01/card.png",
        "dates/2025-04-01/index.html",
        "months/2025-03/index.html",
        "months/2025-04/index.html",
        "weeks/index.html",
        "weeks/2025-W12/index.html",
        "weeks/2025-W14/index.html",
        "papers/2025/a/index.html",
        "papers/2025/b/index.html",
        "search/index.html",
    }


def test_pages_can_be_planned_twice() -> None:
    planning = Planning(archive(paper("2025/a")))
    assert plan_pages(planning) == plan_pages(planning)


def test_each_kind_has_a_name_and_a_template_of_its_own() -> None:
    assert len({kind.kind for kind in KINDS}) == len(KINDS)
    templates = [kind.template for kind in KINDS if kind.template]
    assert len(set(templates)) == len(templates)


def test_a_removed_paper_has_a_page_until_it_is_restored() -> None:
    gone = Removed((RemovedPaper("2025/a"), RemovedPaper("2025/gone")))
    removed = plan_pages(Planning(archive(paper("2025/a")), removed=gone))
    assert [page.path for page in removed if page.kind == "removed"] == ["papers/2025/gone/index.html"]


def test_an_empty_archive_still_has_a_site() -> None:
    (home,) = pages_of(Archive((), ()), HomePage)
    assert (home.newest, home.dates.days, home.dates.papers) == (None, (), 0)
    (feed,) = pages_of(Archive((), ()), FeedPage)
    assert feed.days == ()


def test_a_day_lists_each_paper_once_at_its_best_rank() -> None:
    one = listed("2025/one", ("2025-03-18", 5, "a"), ("2025-03-18", 2, "b"))
    two = listed("2025/two", ("2025-03-18", 1, "a"))
    three = listed("2025/three", ("2025-03-18", 2, "a"))
    (day,) = pages_of(archive(one, two, three), DatePage)
    assert [(item.address, rank) for item, rank in day.papers] == [
        ("2025/two", 1),
        ("2025/three", 2),
        ("2025/one", 3),
    ]
    assert day.of_day.count == 3


@pytest.mark.parametrize(
    ("votes", "shown", "has_two_orders"),
    [
        ((0, 0, 0), "abc", False),
        ((9, 5, 5), "abc", False),
        ((5, 9, 5), "bac", True),
        ((0, 0, 1), "cab", True),
    ],
)
def test_a_day_is_in_the_order_of_up_votes(votes: tuple[int, ...], shown: str, has_two_orders: bool) -> None:
    given = archive(
        *(
            voted(f"2025/{name}", rank, count)
            for rank, (name, count) in enumerate(zip("abc", votes, strict=True), 1)
        )
    )
    (day,) = pages_of(given, DatePage)
    assert "".join(item.address[-1] for item, _ in day.papers) == shown
    assert [place for _, place in day.papers] == [1, 2, 3]
    assert (day.of_day.has_two_orders, day.of_day.most_votes) == (has_two_orders, max(votes))
    others = pages_of(given, DateOrderPage)
    assert ["".join(item.address[-1] for item, _ in page.papers) for page in others] == [
        "abc"
    ] * has_two_orders
    if has_two_orders:
        assert others[0].path == "dates/2025-03-18/order/index.html"
        assert others[0].last_change is None


def test_the_most_up_votes_of_a_days_digests_count() -> None:
    one, two = voted("2025/a", 1, 7), voted("2025/b", 2, 5)
    again = Appearance(date(2025, 3, 18), 9, "2025/later.json", 12)
    other_day = Appearance(date(2025, 3, 19), 1, "2025/x.json", 99)
    given = archive(one, replace(two, appearances=(*two.appearances, again, other_day)))
    assert [item.address for item, _ in pages_of(given, DatePage)[0].papers] == ["2025/b", "2025/a"]


def test_a_paper_stands_where_the_digest_of_each_appearance_lists_it() -> None:
    one = listed("2025/one", ("2025-03-18", 1, "x"), ("2025-03-18", 4, "y"), ("2025-03-19", 2, "x"))
    two = listed("2025/two", ("2025-03-18", 2, "x"), ("2025-03-18", 1, "y"), ("2025-03-19", 1, "x"))
    page, *_ = pages_of(archive(one, two, listed("2025/three", ("2025-03-18", 3, "x"))), PaperPage)
    assert page.standings == ((1, 3), (2, 2), (2, 2))


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_neighbours_on_the_newest_day(count: int) -> None:
    papers = [
        listed(f"2025/p{n:02}", ("2025-03-18", n, "x"), ("2025-03-11", count - n + 1, "w"))
        for n in range(1, count + 1)
    ]
    pages = pages_of(archive(*papers), PaperPage)
    for index, page in enumerate(pages):
        assert page.previous == (pages[index - 1].paper.address if index else "")
        assert page.following == (pages[index + 1].paper.address if index + 1 < count else "")


def test_a_paper_of_no_day_has_a_page_without_neighbours() -> None:
    (page,) = pages_of(Archive((paper("2025/a", days=()),), ()), PaperPage)
    assert (page.standings, page.previous, page.following) == ((), "", "")


def test_days_and_months_lead_to_those_beside_them() -> None:
    days = ["2024-12-31", "2025-01-01", "2025-03-18", "2025-03-20"]
    given = archive(*(paper(f"2025/p{n}", days=[day]) for n, day in enumerate(days)))
    beside = [
        (str(page.day.date), str(page.of_day.previous), str(page.of_day.following))
        for page in pages_of(given, DatePage)
    ]
    assert beside == [
        ("2024-12-31", "None", "2025-01-01"),
        ("2025-01-01", "2024-12-31", "2025-03-18"),
        ("2025-03-18", "2025-01-01", "2025-03-20"),
        ("2025-03-20", "2025-03-18", "None"),
    ]
    months = [
        (str(page.first), str(page.previous), str(page.following)) for page in pages_of(given, MonthPage)
    ]
    assert months == [
        ("2024-12-01", "None", "2025-01-01"),
        ("2025-01-01", "2024-12-01", "2025-03-01"),
        ("2025-03-01", "2025-01-01", "None"),
    ]


def test_the_home_page_shows_the_newest_day_that_has_papers() -> None:
    given = archive(paper("2025/a"))
    given = replace(given, days=(*given.days, Day(date(2025, 3, 30), title="Quiet")))
    (home,) = pages_of(given, HomePage)
    assert home.newest.day.date == date(2025, 3, 18)
    (feed,) = pages_of(given, FeedPage)
    assert [page.day.date for page in feed.days] == [date(2025, 3, 18)]


def test_a_month_counts_its_papers_once_and_shows_the_first_of_each_day() -> None:
    papers = [listed(f"2025/p{n}", ("2025-03-18", n, "x"), ("2025-03-19", n, "y")) for n in range(1, 9)]
    (month,) = pages_of(archive(*papers), MonthPage)
    assert month.period.papers == 8
    assert [len(day.first) for day in month.period.days] == [3, 3]
    assert [day.count for day in month.period.days] == [8, 8]
    assert len(month.period.best) == 8


def test_weeks_are_those_of_iso_8601() -> None:
    """A year's last days can be in week 1 of the next, its first days in the last week of the one before."""
    days = ["2024-12-29", "2024-12-30", "2025-01-05", "2025-01-06", "2027-01-01"]
    given = archive(*(paper(f"2025/p{n}", days=[day]) for n, day in enumerate(days)))
    weeks = [
        (page.address, [str(day.date) for day in page.period.days], page.period.papers)
        for page in pages_of(given, WeekPage)
    ]
    assert weeks == [
        ("weeks/2024-W52/", ["2024-12-29"], 1),
        ("weeks/2025-W01/", ["2024-12-30", "2025-01-05"], 2),
        ("weeks/2025-W02/", ["2025-01-06"], 1),
        ("weeks/2026-W53/", ["2027-01-01"], 1),
    ]
    beside = [(str(page.previous), str(page.following)) for page in pages_of(given, WeekPage)]
    assert beside == [
        ("None", "2024-12-30"),
        ("2024-12-23", "2025-01-06"),
        ("2024-12-30", "2026-12-28"),
        ("2025-01-06", "None"),
    ]
    (weeks_page,) = pages_of(given, WeeksPage)
    assert [papers for _, papers in weeks_page.weeks] == [1, 2, 1, 1]


def test_months_and_years_count_each_paper_once() -> None:
    again = paper("2025/a", days=["2024-12-31", "2025-01-01", "2025-01-02", "2025-02-01"])
    once = [paper(f"2025/{name}", days=[day]) for name, day in (("b", "2025-01-02"), ("c", "2025-02-01"))]
    (dates,) = pages_of(archive(again, *once, paper("2025/d", days=())), DatesPage)
    assert dict(dates.distinct) == {"2024": 1, "2024-12": 1, "2025": 3, "2025-01": 2, "2025-02": 2}


def test_the_feed_has_the_newest_days_first_and_not_too_many() -> None:
    given = archive(*(paper(f"2025/p{n}", days=[f"2025-03-{n:02}"]) for n in range(1, 31)))
    (feed,) = pages_of(given, FeedPage)
    days = [page.day.date.day for page in feed.days]
    assert days == list(range(30, 30 - 14, -1))


def test_the_sitemap_has_every_page_that_is_to_be_found() -> None:
    given = replace(archive(paper("2025/a"), paper("2025/b")), pages=(OwnPage("about", "About", ""),))
    (sitemap,) = pages_of(given, SitemapPage)
    assert dict(sitemap.pages) == {
        "": "2025-03-18",
        "about/": "",
        "dates/": "2025-03-18",
        "dates/2025-03-18/": "2025-03-18",
        "months/2025-03/": "2025-03-18",
        "weeks/": "2025-03-18",
        "weeks/2025-W12/": "2025-03-18",
        "papers/2025/a/": "2025-03-18",
        "papers/2025/b/": "2025-03-18",
    }


def test_more_addresses_than_a_sitemap_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sitemap, sitemap_index):
        monkeypatch.setattr(module, "MOST_URLS", 4)
    given = archive(*(paper(f"2025/p{n}") for n in range(9)))
    (index,) = pages_of(given, SitemapIndexPage)
    sitemaps = pages_of(given, SitemapPage)
    assert list(index.parts) == [page.path for page in sitemaps]
    assert [len(page.pages) for page in sitemaps] == [4, 4, 4, 3]
    assert len({url for page in sitemaps for url, _ in page.pages}) == 15


def test_a_paper_says_the_number_of_papers_that_its_day_says() -> None:
    """A digest that lists a paper again, or a record that is no paper, goes on counting: the day does not."""
    day = date(2025, 3, 18)
    papers = (listed("2025/a", ("2025-03-18", 1, "x")), listed("2025/b", ("2025-03-18", 3, "x")))
    given = Archive(papers, (Day(day, (ImportedDigest("x", "0" * 64, 5),)),))
    (of_day,) = pages_of(given, DatePage)
    assert [page.standings for page in pages_of(given, PaperPage)] == [((1, 2),), ((2, 2),)]
    assert of_day.of_day.count == 2


def test_trending_papers_have_the_place_of_their_own_pages() -> None:
    """The digest has ranks that no paper has: it also listed what was left out."""
    given = archive(listed("2025/a", ("2025-03-18", 1, "x")), listed("2025/b", ("2025-03-18", 12, "x")))
    planning = Planning(given, insights=Insights(trending=find_trending(given)))
    papers = {page.paper.address: page.standings for page in PaperPage.plan(planning)}
    week = next(iter(TrendingPage.plan(planning)))
    assert [paper.address for paper in week.papers] == ["2025/a", "2025/b"]
    assert week.places == tuple(papers[paper.address][0][0] for paper in week.papers) == (1, 2)
