"""Which pages a site has, and what each is made from.

A job holds all that its page depends on beside the settings and the theme, and nothing else: so a page can
be made by any process, and need not be made again while its job stays the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from daybook.archive.by_day import ListedPaper
from daybook.model import Day, Paper, TextPage
from daybook.text import addresses


class PaperJob(Struct, frozen=True, array_like=True):
    """A paper's page."""

    paper: Paper
    totals: tuple[int, ...]
    """For each of its appearances, how many papers that digest lists that day."""
    previous: ListedPaper | None
    """Of its newest day."""
    following: ListedPaper | None
    neighbours: tuple[ListedPaper, ...]

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.paper(self.paper.address))


class DayJob(Struct, frozen=True, array_like=True):
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


class DayCount(Struct, frozen=True, array_like=True):
    """A day in a calendar."""

    date: date
    papers: int


Distinct = tuple[tuple[str, int], ...]
"""How many different papers each month (``2025-03``) and each year (``2025``) lists."""


class MonthJob(Struct, frozen=True, array_like=True):
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


class DatesJob(Struct, frozen=True, array_like=True):
    """The list of all days."""

    days: tuple[DayCount, ...]
    distinct: Distinct
    papers: int

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.DATES)


class HomeJob(Struct, frozen=True, array_like=True):
    """The first page."""

    newest: DayJob | None
    days: tuple[DayCount, ...]
    distinct: Distinct
    papers: int

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of("")


class TextJob(Struct, frozen=True):
    """A page in Markdown."""

    page: TextPage

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.page(self.page.address))


class SearchJob(Struct, frozen=True):
    """The search page."""

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.SEARCH)


class RemovedJob(Struct, frozen=True):
    """The page of a paper that was taken out of the archive."""

    address: str

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.file_of(addresses.paper(self.address))


class MissingJob(Struct, frozen=True):
    """The page for an address that is not there."""

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.MISSING


class FeedJob(Struct, frozen=True):
    """The Atom feed of the newest days."""

    days: tuple[DayJob, ...]

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.FEED


class SitemapJob(Struct, frozen=True):
    """A sitemap: addresses, and the day each last changed ("" where none is known)."""

    path: str
    urls: tuple[tuple[str, str], ...]


class SitemapIndexJob(Struct, frozen=True):
    """The list of sitemaps, where one cannot hold all addresses."""

    paths: tuple[str, ...]

    @property
    def path(self) -> str:
        """Of its file below the site's root."""
        return addresses.SITEMAP


class RobotsJob(Struct, frozen=True):
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


def made_from(job: Job, names: Mapping[str, bytes]) -> object:
    """All that a job holds, but for papers their names: it changes where the job does.

    ``names`` are given by the papers' content, which then need not be looked at for each page again.
    """
    match job:
        case PaperJob(paper, totals, previous, following, neighbours):
            return names[paper.address], totals, previous, following, neighbours
        case DayJob(day, papers, count, previous, following):
            listed = [(names[paper.address], rank) for paper, rank in papers]
            return day, listed, count, previous, following
        case MonthJob(first, days, papers, previous, following):
            return first, [made_from(day, names) for day in days], papers, previous, following
        case HomeJob(newest, days, distinct, papers):
            return newest and made_from(newest, names), days, distinct, papers
        case FeedJob(days):
            return [made_from(day, names) for day in days]
    return job
