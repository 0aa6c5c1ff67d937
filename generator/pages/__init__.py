"""Jobs into views: what each page says, decided here, so that templates only present it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator import plan
from generator.pages import calendar, paper, whole
from generator.pages.frame import Frame, Sheet

__all__ = ["Frame", "Sheet", "make_sheet"]

_MAKERS: Mapping[type, Callable[[Any, Frame], Sheet]] = {
    plan.PaperJob: paper.paper_sheet,
    plan.DayJob: calendar.day_sheet,
    plan.MonthJob: calendar.month_sheet,
    plan.DatesJob: calendar.dates_sheet,
    plan.HomeJob: calendar.home_sheet,
    plan.TextJob: whole.text_sheet,
    plan.SearchJob: whole.search_sheet,
    plan.RemovedJob: whole.removed_sheet,
    plan.MissingJob: whole.missing_sheet,
    plan.FeedJob: whole.feed_sheet,
    plan.SitemapJob: whole.sitemap_sheet,
    plan.SitemapIndexJob: whole.sitemap_index_sheet,
    plan.RobotsJob: whole.robots_sheet,
}


def make_sheet(job: plan.Job, frame: Frame) -> Sheet:
    """Give what the template of a job's page is to be filled with."""
    return _MAKERS[type(job)](job, frame)
