"""The page of a file that was edited, made at once; the whole build, which follows, has the last word.

All that the page depends on beside the file is taken as the last build had it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.page import ContentPage, read_page
from daybook.pages import make_sheet
from daybook.pages.frame import Frame
from daybook.pages.jobs import DayJob, Job, PaperJob, TextJob
from daybook.pages.rendering import PageSet
from daybook.problems import InputError, Severity, worst
from daybook.text import addresses
from daybook.theme.templates import Renderer


class Preview(Struct, frozen=True):
    """What the last build made the pages of content from."""

    frame: Frame
    renderer: Renderer
    jobs: Mapping[str, Job]
    """By the path of the page."""

    def page(self, path: str, data: bytes) -> tuple[str, bytes] | None:
        """Give path and bytes of the page for a file of content.

        None where the last build had no such page, and where the file or the page has errors.
        """
        read = read_page(path, data)
        if worst(read.problems) is Severity.ERROR:
            return None
        place = _place(read)
        job = _edited(self.jobs.get(place), read)
        if job is None:
            return None
        try:
            return place, self.renderer.render(make_sheet(job, self.frame))
        except InputError:
            return None


def take(pages: PageSet) -> Preview:
    """Keep what a build makes pages from."""
    kept = {job.path: job for job in pages.jobs if isinstance(job, PaperJob | DayJob | TextJob)}
    frame = pages.renderer.frame
    return Preview(frame, Renderer(pages.renderer.templates, frame.site), kept)


def _place(read: ContentPage) -> str:
    if read.paper:
        return addresses.file_of(addresses.paper(read.paper.paper.address))
    if read.day:
        return addresses.file_of(addresses.day(read.day.day.date))
    return addresses.file_of(addresses.page(read.text.address)) if read.text else ""


def _edited(job: Job | None, read: ContentPage) -> Job | None:
    """The job with what the file says now; none where the page may depend on more than the file."""
    if isinstance(job, PaperJob) and read.paper:
        paper = read.paper.paper
        return replace(job, paper=paper) if paper.appearances == job.paper.appearances else None
    if isinstance(job, DayJob) and read.day:
        return replace(job, day=read.day.day)
    if isinstance(job, TextJob) and read.text:
        return TextJob(read.text)
    return None
