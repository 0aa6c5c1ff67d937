"""Which pages a site has, and what each is made from.

A job holds all that its page depends on beside the settings and the theme, and nothing else: so a page can
be made by any process, and need not be made again while its job stays the same. Jobs come one after the
other; no page looks through all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from generator import addresses
from generator.model import Archive, Day, Paper, TextPage

NEIGHBOURS = 6
RECENT_DAYS = 10
FEED_DAYS = 14
MONTH_PAPERS = 3
"""Papers of each day that a month's page shows."""
SITEMAP_URLS = 50_000
"""At most so many addresses in one sitemap (sitemaps.org, protocol)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper in a day's list."""

    address: str
    title: str
    rank: int


@dataclass(frozen=True, slots=True)
class PaperJob:
    """A paper's page."""

    paper: Paper
    totals: tuple[int, ...]
    """For each of its appearances, how many papers that digest lists that day."""
    previous: Listed | None
    """Of its newest day."""
    following: Listed | None
    neighbours: tuple[Listed, ...]

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.paper(self.paper.address))


@dataclass(frozen=True, slots=True)
class DayJob:
    """A day's page."""

    day: Day
    papers: tuple[tuple[Paper, int], ...]
    """With the best rank of each on that day, in their order; on a month's page, only the first of them."""
    count: int
    previous: date | None
    following: date | None

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.day(self.day.date))


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day in a calendar."""

    date: date
    papers: int


Distinct = tuple[tuple[str, int], ...]
"""How many different papers each month (``2025-03``) and each year (``2025``) lists."""


@dataclass(frozen=True, slots=True)
class MonthJob:
    """A month's page."""

    first: date
    days: tuple[DayJob, ...]
    """From the oldest."""
    papers: int
    """Different ones."""
    previous: date | None
    following: date | None

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.month(self.first))


@dataclass(frozen=True, slots=True)
class DatesJob:
    """The list of all days."""

    days: tuple[DayCount, ...]
    distinct: Distinct
    papers: int

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.DATES)


@dataclass(frozen=True, slots=True)
class HomeJob:
    """The first page."""

    newest: DayJob | None
    days: tuple[DayCount, ...]
    distinct: Distinct
    papers: int

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of("")


@dataclass(frozen=True, slots=True)
class TextJob:
    """A page in Markdown."""

    page: TextPage

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.page(self.page.address))


@dataclass(frozen=True, slots=True)
class SearchJob:
    """The search page."""

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.SEARCH)


@dataclass(frozen=True, slots=True)
class RemovedJob:
    """The page of a paper that was taken out of the archive."""

    address: str

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.paper(self.address))


@dataclass(frozen=True, slots=True)
class MissingJob:
    """The page for an address that is not there."""

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.MISSING


@dataclass(frozen=True, slots=True)
class FeedJob:
    """The Atom feed of the newest days."""

    days: tuple[DayJob, ...]

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.FEED


@dataclass(frozen=True, slots=True)
class SitemapJob:
    """A sitemap: addresses, and the day each last changed ("" where none is known)."""

    path: str
    urls: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexJob:
    """The list of sitemaps, where one cannot hold all addresses."""

    paths: tuple[str, ...]

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.SITEMAP


@dataclass(frozen=True, slots=True)
class RobotsJob:
    """``robots.txt``."""

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.ROBOTS


Job = (
    PaperJob
    | DayJob
    | MonthJob
    | DatesJob
    | HomeJob
    | TextJob
    | SearchJob
    | RemovedJob
    | MissingJob
    | FeedJob
    | SitemapJob
    | SitemapIndexJob
    | RobotsJob
)


class Plan:
    """The archive seen by day, and from it every job of the site."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.papers = {paper.address: paper for paper in archive.papers}
        best: dict[date, dict[str, tuple[int, str]]] = defaultdict(dict)
        self.totals: dict[tuple[str, date], int] = defaultdict(int)
        for paper in archive.papers:
            for item in paper.appearances:
                key = (item.rank, item.digest)
                known = best[item.day].get(paper.address)
                best[item.day][paper.address] = min(known, key) if known else key
                place = (item.digest, item.day)
                self.totals[place] = max(self.totals[place], item.rank)
        self.listed = {day: _in_order(ranks, self.papers) for day, ranks in best.items()}
        marks = ((mark, day.date) for day in archive.days for mark in day.digests)
        self.totals.update({(mark.path, day): mark.records for mark, day in marks})
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


def _in_order(ranks: dict[str, tuple[int, str]], papers: dict[str, Paper]) -> Sequence[Listed]:
    """By rank, then by digest: where a day has two digests, their first papers stand together on top."""
    order = sorted(ranks.items(), key=lambda item: (*item[1], item[0]))
    return tuple(Listed(address, papers[address].title, rank) for address, (rank, _) in order)


def _distinct(papers: Iterable[Paper]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for paper in papers:
        days = {item.day.isoformat() for item in paper.appearances}
        for period in {day[:length] for day in days for length in (len("2025"), len("2025-03"))}:
            counts[period] += 1
    return counts
