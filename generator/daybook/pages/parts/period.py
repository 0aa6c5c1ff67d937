"""A period of days, a week or a month: its best papers, then a line for each day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Self

from msgspec import Struct

from daybook.archive.by_day import ListedPaper
from daybook.model import Day
from daybook.pages.base import Frame, Keyed, Page, Planning, StampView, TitleView, stamp
from daybook.pages.parts.best import BestPaper, BestView, best_papers, best_view
from daybook.pages.parts.card import ListStyle
from daybook.pages.parts.count_phrases import PAPERS, papers_on_days
from daybook.text import addresses
from daybook.text.formatted import inline_html
from daybook.text.words import Words

_TITLES = 3


class DayLine(Struct, frozen=True, array_like=True):
    date: date
    title: str
    count: int
    """Of all its papers."""
    first: tuple[ListedPaper, ...]


class Period(Keyed, frozen=True, array_like=True):
    """The days and papers of a period, from which its page is made."""

    days: tuple[DayLine, ...]
    """From the oldest."""
    papers: int
    """Number of different ones."""
    best: tuple[BestPaper, ...]

    @classmethod
    def of(cls, planning: Planning, days: Sequence[Day], papers: int) -> Self:
        """Return days of the archive with their best papers; ``papers`` is the number of different ones."""
        best = best_papers(planning, {day.date for day in days})
        return cls(tuple(_line(planning, day) for day in days), papers, best)

    def extent(self, words: Words) -> str:
        """Return how many papers it has, such as "83 papers on 5 days"."""
        return papers_on_days(self.papers, len(self.days), words)


class PeriodPage(Page, frozen=True, array_like=True):
    """The page of a week or a month."""

    first: date
    """Its first day; so are the two below those of its neighbours in the archive."""
    period: Period
    previous: date | None
    following: date | None
    trends: bool
    """Whether what trends in it has a page."""

    @property
    def last_change(self) -> str:
        return self.period.days[-1].date.isoformat()


class DayLineView(Struct, frozen=True):
    stamp: StampView
    href: str
    title: str
    """A person's name for the day; mostly empty."""
    extent: str
    """Such as "3 of 12", or "2 papers" if all are shown."""
    date: str
    """For screen readers, such as "18 March 2025"."""
    papers: tuple[TitleView, ...]
    """At most three."""


class PeriodView(Struct, frozen=True):
    count: str
    """Such as "83 papers on 5 days"."""
    best: BestView
    days: tuple[DayLineView, ...]
    """From the oldest."""


def days_by_period(
    days: Sequence[Day], first_of: Callable[[date], date]
) -> Iterator[tuple[date | None, date, Sequence[Day], date | None]]:
    """Yield each period's first day and its days, between the first days of its neighbours."""
    days_of = {first: tuple(members) for first, members in groupby(days, lambda day: first_of(day.date))}
    firsts = [None, *days_of, None]
    for previous, (first, members), following in zip(firsts, days_of.items(), firsts[2:], strict=False):
        yield previous, first, members, following


def period_view(period: Period, root: str, frame: Frame) -> PeriodView:
    """Return a period for a page whose way to the site's root is ``root``."""
    words, style = frame.words, ListStyle(frame.words, has_tags=frame.settings.has("tags"))
    return PeriodView(
        period.extent(words),
        best_view(period.best, period.papers, root, style),
        tuple(_line_view(day, root, words) for day in period.days),
    )


def _line(planning: Planning, day: Day) -> DayLine:
    listed = planning.listed(day.date)
    return DayLine(day.date, day.title, len(listed), tuple(listed[:_TITLES]))


def _line_view(line: DayLine, root: str, words: Words) -> DayLineView:
    shown = len(line.first)
    if line.count > shown:
        extent = words("{shown} of {all}", shown=shown, all=words.number(line.count))
    else:
        extent = words.count(line.count, *PAPERS)
    return DayLineView(
        stamp=stamp(line.date, words),
        href=root + addresses.day(line.date),
        title=line.title,
        extent=extent,
        date=words.short_date(line.date),
        papers=tuple(_title(item, root, words) for item in line.first),
    )


def _title(item: ListedPaper, root: str, words: Words) -> TitleView:
    href = root + addresses.paper(item.address)
    return TitleView(inline_html(item.title), words.language_of(item.title), href)
