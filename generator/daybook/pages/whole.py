"""Pages and files of the site as a whole: written pages, search, the missing page, feed, sitemap, robots."""

from __future__ import annotations

from msgspec.structs import replace

from daybook.pages.frame import Frame, page_sheet
from daybook.pages.jobs import (
    DayJob,
    FeedJob,
    MissingJob,
    RemovedJob,
    RobotsJob,
    SearchJob,
    SitemapIndexJob,
    SitemapJob,
    TextJob,
)
from daybook.pages.views import FeedEntry, LinkView, SearchView, TextView
from daybook.pages.written import written
from daybook.text import addresses
from daybook.text.dates import long_date
from daybook.text.plain_text import shorten, strip_bidi
from daybook.theme import markdown
from daybook.theme.templates import TemplateCall

_LEAD = 400


def text_sheet(job: TextJob, frame: Frame) -> TemplateCall:
    """Give a page that a person wrote in Markdown."""
    path = addresses.page(job.page.address)
    body = written(job.page.markdown, f"{job.page.address}.md", path, level=2)
    page = frame.page("text", job.page.title, markdown.plain_text(body), path)
    return page_sheet("text.html", page, TextView(job.page.title, body))


def search_sheet(_job: SearchJob, frame: Frame) -> TemplateCall:
    """Give the search page."""
    path = addresses.SEARCH
    page = frame.page("search", "Search", f"Search {frame.settings.title}", path)
    view = SearchView(page.root + addresses.SEARCH_MANIFEST, page.root + addresses.DATES)
    return page_sheet("search.html", page, view)


def removed_sheet(job: RemovedJob, frame: Frame) -> TemplateCall:
    """Give the page that stands where a removed paper stood: its address is answered for ever."""
    page = frame.page("removed", "Paper removed", "", addresses.paper(job.address))
    return page_sheet("removed.html", page, None)


def missing_sheet(_job: MissingJob, frame: Frame) -> TemplateCall:
    """Give the page hosts show for an address that is not there: its links must work at any depth."""
    page = frame.page("missing", "Page not found", "", addresses.MISSING)
    return page_sheet("404.html", replace(page, root=frame.settings.base_path), None)


def feed_sheet(job: FeedJob, frame: Frame) -> TemplateCall:
    """Give the Atom feed (RFC 4287): an entry for each of the newest days."""
    entries = tuple(_entry(day, frame.settings.base_url) for day in job.days)
    updated = entries[0].updated if entries else "1970-01-01T00:00:00Z"
    return TemplateCall("feed.xml", {"entries": entries, "updated": updated})


def _entry(job: DayJob, base: str) -> FeedEntry:
    day = job.day.date
    title = f"{long_date(day)}: {job.day.title}" if job.day.title else long_date(day)
    papers = tuple(
        LinkView(
            strip_bidi(paper.title),
            base + addresses.paper(paper.address),
            shorten(strip_bidi(paper.abstract.replace("\n\n", " ")), _LEAD),
        )
        for paper, _ in job.papers
    )
    return FeedEntry(strip_bidi(title), base + addresses.day(day), f"{day.isoformat()}T00:00:00Z", papers)


def sitemap_sheet(job: SitemapJob, frame: Frame) -> TemplateCall:
    """Give a sitemap (sitemaps.org, protocol 0.9)."""
    urls = tuple((frame.settings.base_url + path, modified) for path, modified in job.urls)
    return TemplateCall("sitemap.xml", {"urls": urls})


def sitemap_index_sheet(job: SitemapIndexJob, frame: Frame) -> TemplateCall:
    """Give the list of sitemaps."""
    locations = tuple(frame.settings.base_url + path for path in job.paths)
    return TemplateCall("sitemap-index.xml", {"locations": locations})


def robots_sheet(_job: RobotsJob, _frame: Frame) -> TemplateCall:
    """Give ``robots.txt`` (RFC 9309)."""
    return TemplateCall("robots.txt", {})
