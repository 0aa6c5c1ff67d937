"""Which pages a site has, and what each is made from.

A job holds all that its page depends on beside the settings and the theme, and nothing else: so a page can
be made by any process, and need not be made again while its job stays the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator import addresses
from generator.model import Day, Paper, TextPage


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
