"""Pages of time: a day, a month, all days, and the first page, which shows the newest day."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from daybook.model import Paper
from daybook.pages.frame import Frame, page_sheet
from daybook.pages.jobs import DatesJob, DayCount, DayJob, HomeJob, MonthJob
from daybook.pages.plan import RECENT_DAYS
from daybook.pages.views import (
    CardView,
    CellView,
    DatesView,
    DateView,
    HomeView,
    LinkView,
    MonthView,
    YearView,
)
from daybook.pages.written import written
from daybook.text import addresses
from daybook.text.dates import MONTHS, long_date, month_name, short_date, weekday
from daybook.text.plain_text import count, shorten, strip_bidi
from daybook.theme.templates import TemplateCall

_LEAD = 240
_NAMED_AUTHORS = 3


def day_sheet(job: DayJob, frame: Frame) -> TemplateCall:
    """Give a day's page."""
    day = job.day.date
    path = addresses.day(day)
    first = "; ".join(paper.title for paper, _ in job.papers[:4])
    page = frame.page(
        "date", long_date(day), f"{count(job.count, 'paper')} of {short_date(day)}: {first}", path
    )
    return page_sheet("date.html", page, _day(job, path))


def month_sheet(job: MonthJob, frame: Frame) -> TemplateCall:
    """Give a month's page."""
    path = addresses.month(job.first)
    description = f"{count(job.papers, 'paper')} on {count(len(job.days), 'day')} of {month_name(job.first)}"
    page = frame.page("month", month_name(job.first), description, path)
    counts = [DayCount(day.day.date, day.count) for day in job.days]
    days = tuple(_day(day, path) for day in reversed(job.days))
    view = _month(job.first, counts, job.papers, page.root, days, job.previous, job.following)
    return page_sheet("month.html", page, view)


def dates_sheet(job: DatesJob, frame: Frame) -> TemplateCall:
    """Give the list of all days."""
    description = f"{count(job.papers, 'paper')} of {count(len(job.days), 'day')}, by month"
    page = frame.page("dates", "All days", description, addresses.DATES)
    distinct = dict(job.distinct)
    years = []
    for year, of_year in groupby(reversed(job.days), key=lambda day: day.date.year):
        days = list(of_year)
        months = tuple(
            _month(first, list(of_month), distinct.get(first.isoformat()[:7], 0), page.root)
            for first, of_month in groupby(days, key=_first_of_month)
        )
        years.append(YearView(year, distinct.get(f"{year:04d}", 0), months))
    return page_sheet("dates.html", page, DatesView(tuple(years), job.papers, len(job.days)))


def home_sheet(job: HomeJob, frame: Frame) -> TemplateCall:
    """Give the first page."""
    page = frame.page("home", frame.settings.title, frame.settings.description, "")
    newest = job.newest.day.date if job.newest else None
    distinct = dict(job.distinct)
    recent = [day for day in reversed(job.days) if day.papers and newest and day.date < newest]
    months = tuple(
        LinkView(
            month_name(first),
            page.root + addresses.month(first),
            str(distinct.get(first.isoformat()[:7], 0)),
        )
        for first, _ in groupby(reversed(job.days), key=_first_of_month)
    )
    view = HomeView(
        newest=_day(job.newest, "") if job.newest else None,
        recent=tuple(
            LinkView(short_date(day.date), page.root + addresses.day(day.date), str(day.papers))
            for day in recent[:RECENT_DAYS]
        ),
        months=months,
        papers=job.papers,
        days=len(job.days),
        first_day=short_date(job.days[0].date) if job.days else "",
    )
    return page_sheet("home.html", page, view)


def _first_of_month(day: DayCount) -> date:
    return day.date.replace(day=1)


def _day(job: DayJob, path: str) -> DateView:
    """A day as the page at ``path`` shows it."""
    day, root = job.day.date, addresses.root_of(path)
    return DateView(
        label=long_date(day),
        iso=day.isoformat(),
        weekday=weekday(day),
        day=day.day,
        month=MONTHS[day.month - 1],
        year=day.year,
        href=root + addresses.day(day),
        title=job.day.title,
        notes=written(job.day.notes_markdown, f"dates/{day.isoformat()}.md", path, level=2),
        count=job.count,
        cards=tuple(_card(paper, rank, day, root) for paper, rank in job.papers),
        digests=tuple(mark.path.rpartition("/")[2] for mark in job.day.digests),
        month_link=LinkView(month_name(day), root + addresses.month(day)),
        previous=_day_link(job.previous, root),
        following=_day_link(job.following, root),
    )


def _day_link(day: date | None, root: str) -> LinkView | None:
    return LinkView(short_date(day), root + addresses.day(day)) if day else None


def _month_link(month: date | None, root: str) -> LinkView | None:
    return LinkView(month_name(month), root + addresses.month(month)) if month else None


def _card(paper: Paper, rank: int, day: date, root: str) -> CardView:
    authors = paper.facts.authors
    more = len(authors) - _NAMED_AUTHORS
    names = ", ".join(map(strip_bidi, authors[:_NAMED_AUTHORS])) + (f" and {more} more" if more > 0 else "")
    others = len({item.day for item in paper.appearances} - {day})
    return CardView(
        title=paper.title,
        href=root + addresses.paper(paper.address),
        lead=shorten(paper.abstract.replace("\n\n", " "), _LEAD),
        rank=rank,
        authors=names,
        seen=f"also on {count(others, 'other day')}" if others else "",
        tags=paper.tags,
        noted=bool(paper.notes_markdown),
    )


def _month(
    first: date,
    days: Iterable[DayCount],
    distinct: int,
    root: str,
    views: tuple[DateView, ...] = (),
    previous: date | None = None,
    following: date | None = None,
) -> MonthView:
    papers = {day.date.day: day.papers for day in days}
    weeks = Calendar().monthdayscalendar(first.year, first.month)
    return MonthView(
        label=month_name(first),
        iso=first.isoformat()[:7],
        href=root + addresses.month(first),
        papers=distinct,
        weeks=tuple(
            tuple(_cell(first.replace(day=day), papers.get(day), root) if day else _EMPTY for day in week)
            for week in weeks
        ),
        days=views,
        previous=_month_link(previous, root),
        following=_month_link(following, root),
    )


_EMPTY = CellView(0, "", 0, "")


def _cell(day: date, papers: int | None, root: str) -> CellView:
    if papers is None:
        return CellView(day.day, "", 0, short_date(day))
    return CellView(
        day.day, root + addresses.day(day), papers, f"{short_date(day)}, {count(papers, 'paper')}"
    )
