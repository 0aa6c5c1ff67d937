"""The archive seen by day, and from it a job for each page: no page looks through all others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from msgspec.structs import replace

from daybook.archive.by_day import PapersByDay, papers_by_day
from daybook.model import Archive, Day, Paper
from daybook.pages.jobs import (
    DatesJob,
    DayCount,
    DayJob,
    FeedJob,
    HomeJob,
    Job,
    MissingJob,
    MonthJob,
    PaperJob,
    RobotsJob,
    SearchJob,
    SitemapIndexJob,
    SitemapJob,
    TextJob,
)
from daybook.text import addresses

NEIGHBOURS = 6
RECENT_DAYS = 10
FEED_DAYS = 14
MONTH_PAPERS = 3
"""Papers of each day that a month's page shows."""
SITEMAP_URLS = 50_000
"""At most so many addresses in one sitemap (sitemaps.org, protocol)."""


class Plan:
    """The archive seen by day, and from it every job of the site."""

    def __init__(self, archive: Archive, listed: PapersByDay | None = None) -> None:
        """``listed`` is `papers_by_day` of the papers, if the caller has it."""
        self.archive = archive
        self.papers = {paper.address: paper for paper in archive.papers}
        self.listed = papers_by_day(archive.papers) if listed is None else listed
        self.totals: dict[tuple[str, date], int] = defaultdict(int)
        for paper in archive.papers:
            for item in paper.appearances:
                place = (item.digest, item.day)
                if item.rank > self.totals[place]:
                    self.totals[place] = item.rank
        marks = ((mark, day.date) for day in archive.days for mark in day.digests)
        for mark, day in marks:
            self.totals[mark.path, day] = max(self.totals[mark.path, day], mark.records)
        self.days = archive.days
        self.position = {day.date: index for index, day in enumerate(self.days)}
        self.distinct = _distinct(archive.papers)
        self.places = {
            day: {listed.address: index for index, listed in enumerate(listing)}
            for day, listing in self.listed.items()
        }

    def jobs(self) -> Iterator[Job]:
        """Every page of the site, once."""
        yield from self.paper_jobs()
        yield from map(self.day_job, self.days)
        yield from self.month_jobs()
        counts = tuple(DayCount(day.date, len(self.listed.get(day.date, ()))) for day in self.days)
        distinct = tuple(sorted(self.distinct.items()))
        yield DatesJob(counts, distinct, len(self.papers))
        shown = [day for day in reversed(self.days) if day.date in self.listed]
        yield HomeJob(self.day_job(shown[0]) if shown else None, counts, distinct, len(self.papers))
        yield from map(TextJob, self.archive.pages)
        yield FeedJob(tuple(map(self.day_job, shown[:FEED_DAYS])))
        yield from self.sitemap_jobs()
        yield from (SearchJob(), MissingJob(), RobotsJob())

    def paper_jobs(self) -> Iterator[PaperJob]:
        """The page of each paper, with its neighbours on its newest day."""
        for paper in self.archive.papers:
            totals = tuple(self.totals[item.digest, item.day] for item in paper.appearances)
            newest = paper.appearances[-1].day if paper.appearances else None
            listing = self.listed[newest] if newest else ()
            here = self.places[newest][paper.address] if newest else 0
            start = max(0, min(here - NEIGHBOURS // 2, len(listing) - NEIGHBOURS - 1))
            around = (*listing[start:here], *listing[here + 1 : start + NEIGHBOURS + 1])
            yield PaperJob(
                paper,
                totals,
                listing[here - 1] if here else None,
                listing[here + 1] if here + 1 < len(listing) else None,
                around,
            )

    def day_job(self, day: Day) -> DayJob:
        """The page of a day."""
        index = self.position[day.date]
        listing = self.listed.get(day.date, ())
        return DayJob(
            day,
            tuple((self.papers[item.address], item.rank) for item in listing),
            len(listing),
            self.days[index - 1].date if index else None,
            self.days[index + 1].date if index + 1 < len(self.days) else None,
        )

    def month_jobs(self) -> Iterator[MonthJob]:
        """The page of each month that has days."""
        months = [
            (first, tuple(days))
            for first, days in groupby(self.days, key=lambda day: day.date.replace(day=1))
        ]
        for index, (first, days) in enumerate(months):
            yield MonthJob(
                first,
                tuple(replace(job, papers=job.papers[:MONTH_PAPERS]) for job in map(self.day_job, days)),
                self.distinct[first.isoformat()[:7]],
                months[index - 1][0] if index else None,
                months[index + 1][0] if index + 1 < len(months) else None,
            )

    def sitemap_jobs(self) -> Iterator[SitemapJob | SitemapIndexJob]:
        """The sitemap, or as many as it takes and the list of them."""
        urls = list(self._urls())
        if len(urls) <= SITEMAP_URLS:
            yield SitemapJob(addresses.SITEMAP, tuple(urls))
            return
        chunks = [tuple(urls[start : start + SITEMAP_URLS]) for start in range(0, len(urls), SITEMAP_URLS)]
        paths = tuple(f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1))
        yield SitemapIndexJob(paths)
        yield from map(SitemapJob, paths, chunks)

    def _urls(self) -> Iterator[tuple[str, str]]:
        newest = self.days[-1].date.isoformat() if self.days else ""
        yield "", newest
        yield addresses.DATES, newest
        for page in self.archive.pages:
            yield addresses.page(page.address), ""
        for first, days in groupby(self.days, key=lambda day: day.date.replace(day=1)):
            yield addresses.month(first), list(days)[-1].date.isoformat()
        for day in self.days:
            yield addresses.day(day.date), day.date.isoformat()
        for paper in self.archive.papers:
            last = paper.appearances[-1].day.isoformat() if paper.appearances else ""
            yield addresses.paper(paper.address), last


def _distinct(papers: Iterable[Paper]) -> Counter[str]:
    """How many different papers each month and each year lists; most papers are listed on one day."""
    counts: Counter[str] = Counter()
    once: Counter[date] = Counter()
    for paper in papers:
        if len(paper.appearances) == 1:
            once[paper.appearances[0].day] += 1
        else:
            counts.update({period for item in paper.appearances for period in _periods(item.day)})
    for day, listed in once.items():
        for period in _periods(day):
            counts[period] += listed
    return counts


def _periods(day: date) -> tuple[str, str]:
    text = day.isoformat()
    return text[: len("2025")], text[: len("2025-03")]
