"""The plan: every page once, ranks and neighbours, days and months in their order."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from daybook.model import Appearance, Archive, Day, ImportedDigest, Paper, TextPage
from daybook.pages import plan
from daybook.pages.plan import (
    DatesJob,
    DayJob,
    FeedJob,
    HomeJob,
    MonthJob,
    PaperJob,
    Plan,
    SitemapIndexJob,
    SitemapJob,
)
from tests.made import archive, paper


def listed(address: str, *places: tuple[str, int, str]) -> Paper:
    items = tuple(Appearance(date.fromisoformat(day), rank, digest) for day, rank, digest in places)
    return Paper(address, address[5:].title(), "Words.", tuple(sorted(items)))


def jobs_of(given: Archive, kind: type) -> list:  # type: ignore[type-arg]
    return [job for job in Plan(given).jobs() if type(job) is kind]


def test_every_page_once() -> None:
    given = archive(paper("2025/a", days=["2025-03-18", "2025-04-01"]), paper("2025/b"))
    given = replace(given, pages=(TextPage("about", "About", ""),))
    paths = [job.path for job in Plan(given).jobs()]
    assert sorted(paths) == sorted(set(paths))
    assert set(paths) == {
        "index.html",
        "404.html",
        "feed.xml",
        "robots.txt",
        "sitemap.xml",
        "about/index.html",
        "dates/index.html",
        "dates/2025-03-18/index.html",
        "dates/2025-04-01/index.html",
        "months/2025-03/index.html",
        "months/2025-04/index.html",
        "papers/2025/a/index.html",
        "papers/2025/b/index.html",
        "search/index.html",
    }


def test_an_empty_archive_still_has_a_site() -> None:
    (home,) = jobs_of(Archive((), ()), HomeJob)
    assert (home.newest, home.days, home.papers) == (None, (), 0)
    (feed,) = jobs_of(Archive((), ()), FeedJob)
    assert feed.days == ()


def test_a_day_lists_each_paper_once_at_its_best_rank() -> None:
    one = listed("2025/one", ("2025-03-18", 5, "a"), ("2025-03-18", 2, "b"))
    two = listed("2025/two", ("2025-03-18", 1, "a"))
    three = listed("2025/three", ("2025-03-18", 2, "a"))
    (day,) = jobs_of(archive(one, two, three), DayJob)
    assert [(item.address, rank) for item, rank in day.papers] == [
        ("2025/two", 1),
        ("2025/three", 2),
        ("2025/one", 2),
    ]
    assert day.count == 3


def test_totals_are_those_of_the_digest_of_each_appearance() -> None:
    one = listed("2025/one", ("2025-03-18", 1, "x"), ("2025-03-18", 4, "y"), ("2025-03-19", 2, "x"))
    days = (
        Day(date(2025, 3, 18), (ImportedDigest("x", "0" * 64, 7), ImportedDigest("y", "1" * 64, 9))),
        Day(date(2025, 3, 19), (ImportedDigest("x", "0" * 64, 3),)),
    )
    (job,) = jobs_of(Archive((one,), days), PaperJob)
    assert job.totals == (7, 9, 3)


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 8, 20])
def test_neighbours_on_the_newest_day(count: int) -> None:
    papers = [
        listed(f"2025/p{n:02}", ("2025-03-18", n, "x"), ("2025-03-11", count - n + 1, "w"))
        for n in range(1, count + 1)
    ]
    jobs = jobs_of(archive(*papers), PaperJob)
    for index, job in enumerate(jobs):
        ranks = [item.rank for item in job.neighbours]
        assert len(ranks) == min(plan.NEIGHBOURS, count - 1)
        assert index + 1 not in ranks
        assert ranks == sorted(ranks)
        assert max([*ranks, index + 1]) - min([*ranks, index + 1]) == len(ranks)
        assert (job.previous.rank if job.previous else 0) == index
        assert (job.following.rank if job.following else count + 1) == index + 2


def test_a_paper_of_no_day_has_a_page_without_neighbours() -> None:
    (job,) = jobs_of(Archive((paper("2025/a", days=()),), ()), PaperJob)
    assert (job.totals, job.previous, job.following, job.neighbours) == ((), None, None, ())


def test_days_and_months_lead_to_those_beside_them() -> None:
    days = ["2024-12-31", "2025-01-01", "2025-03-18", "2025-03-20"]
    given = archive(*(paper(f"2025/p{n}", days=[day]) for n, day in enumerate(days)))
    beside = [(str(job.day.date), str(job.previous), str(job.following)) for job in jobs_of(given, DayJob)]
    assert beside == [
        ("2024-12-31", "None", "2025-01-01"),
        ("2025-01-01", "2024-12-31", "2025-03-18"),
        ("2025-03-18", "2025-01-01", "2025-03-20"),
        ("2025-03-20", "2025-03-18", "None"),
    ]
    months = [(str(job.first), str(job.previous), str(job.following)) for job in jobs_of(given, MonthJob)]
    assert months == [
        ("2024-12-01", "None", "2025-01-01"),
        ("2025-01-01", "2024-12-01", "2025-03-01"),
        ("2025-03-01", "2025-01-01", "None"),
    ]


def test_the_home_page_shows_the_newest_day_that_has_papers() -> None:
    given = archive(paper("2025/a"))
    given = replace(given, days=(*given.days, Day(date(2025, 3, 30), title="Quiet")))
    (home,) = jobs_of(given, HomeJob)
    assert home.newest.day.date == date(2025, 3, 18)
    (feed,) = jobs_of(given, FeedJob)
    assert [job.day.date for job in feed.days] == [date(2025, 3, 18)]


def test_a_month_counts_its_papers_once_and_shows_the_first_of_each_day() -> None:
    papers = [listed(f"2025/p{n}", ("2025-03-18", n, "x"), ("2025-03-19", n, "y")) for n in range(1, 9)]
    (month,) = jobs_of(archive(*papers), MonthJob)
    assert month.papers == 8
    assert [len(job.papers) for job in month.days] == [plan.MONTH_PAPERS] * 2
    assert [job.count for job in month.days] == [8, 8]


def test_months_and_years_count_each_paper_once() -> None:
    again = paper("2025/a", days=["2024-12-31", "2025-01-01", "2025-01-02", "2025-02-01"])
    once = [paper(f"2025/{name}", days=[day]) for name, day in (("b", "2025-01-02"), ("c", "2025-02-01"))]
    (dates,) = jobs_of(archive(again, *once, paper("2025/d", days=())), DatesJob)
    assert dict(dates.distinct) == {"2024": 1, "2024-12": 1, "2025": 3, "2025-01": 2, "2025-02": 2}


def test_the_feed_has_the_newest_days_first_and_not_too_many() -> None:
    given = archive(*(paper(f"2025/p{n}", days=[f"2025-03-{n:02}"]) for n in range(1, 31)))
    (feed,) = jobs_of(given, FeedJob)
    days = [job.day.date.day for job in feed.days]
    assert days == list(range(30, 30 - plan.FEED_DAYS, -1))


def test_the_sitemap_has_every_page_that_is_to_be_found() -> None:
    given = replace(archive(paper("2025/a"), paper("2025/b")), pages=(TextPage("about", "About", ""),))
    (sitemap,) = jobs_of(given, SitemapJob)
    assert dict(sitemap.urls) == {
        "": "2025-03-18",
        "about/": "",
        "dates/": "2025-03-18",
        "dates/2025-03-18/": "2025-03-18",
        "months/2025-03/": "2025-03-18",
        "papers/2025/a/": "2025-03-18",
        "papers/2025/b/": "2025-03-18",
    }


def test_more_addresses_than_a_sitemap_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "SITEMAP_URLS", 4)
    given = archive(*(paper(f"2025/p{n}") for n in range(9)))
    (index,) = jobs_of(given, SitemapIndexJob)
    sitemaps = jobs_of(given, SitemapJob)
    assert list(index.paths) == [job.path for job in sitemaps]
    assert [len(job.urls) for job in sitemaps] == [4, 4, 4, 1]
    assert len({url for job in sitemaps for url, _ in job.urls}) == 13


def test_how_many_a_digest_lists_is_never_less_than_a_rank_in_it() -> None:
    """Where a record of a digest was rejected, the ranks of those after it go on counting."""
    day = date(2025, 3, 18)
    papers = (listed("2025/a", ("2025-03-18", 1, "x")), listed("2025/b", ("2025-03-18", 3, "x")))
    given = Archive(papers, (Day(day, (ImportedDigest("x", "0" * 64, 2),)),))
    for job in jobs_of(given, PaperJob):
        for item, total in zip(job.paper.appearances, job.totals, strict=True):
            assert total >= item.rank
