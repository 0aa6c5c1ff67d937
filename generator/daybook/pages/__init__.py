"""Jobs into views: what each page says, decided here, so that templates only present it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from daybook.pages import calendar, jobs, paper, whole
from daybook.pages.frame import Frame
from daybook.theme.templates import TemplateCall

_MAKERS: Mapping[type, Callable[[Any, Frame], TemplateCall]] = {
    jobs.PaperJob: paper.paper_sheet,
    jobs.DayJob: calendar.day_sheet,
    jobs.MonthJob: calendar.month_sheet,
    jobs.DatesJob: calendar.dates_sheet,
    jobs.HomeJob: calendar.home_sheet,
    jobs.TextJob: whole.text_sheet,
    jobs.SearchJob: whole.search_sheet,
    jobs.RemovedJob: whole.removed_sheet,
    jobs.MissingJob: whole.missing_sheet,
    jobs.FeedJob: whole.feed_sheet,
    jobs.SitemapJob: whole.sitemap_sheet,
    jobs.SitemapIndexJob: whole.sitemap_index_sheet,
    jobs.RobotsJob: whole.robots_sheet,
}


def make_sheet(job: jobs.Job, frame: Frame) -> TemplateCall:
    """Give what the template of a job's page is to be filled with."""
    return _MAKERS[type(job)](job, frame)
