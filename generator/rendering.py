"""The pages of a site: those made from the same as before are kept, the others rendered, on every process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import lru_cache

from msgspec import Struct

from generator import cache
from generator.jobs import Job
from generator.pages import Frame, make_sheet
from generator.publish import Publication
from generator.render import Renderer, Theme
from generator.workers import batches, mapped

FEW = 500
"""Pages that one process makes sooner than others would start."""

Progress = Callable[[str, int], None]
"""Told what is being done, and how many of it are done."""


def put_pages(
    site: Publication,
    jobs: Iterable[Job],
    frame: Frame,
    theme: Theme,
    pool: Executor | None,
    workers: int,
    progress: Progress,
) -> None:
    """Put every job's page: the old site's where it was made from the same, else rendered."""
    templates = {path: data for path, data in theme.items() if path.startswith("templates/")}
    frame_key = cache.key(frame, sorted(templates.items()))
    waiting: list[tuple[Job, bytes]] = []
    for job in jobs:
        key = cache.key(frame_key, type(job).__name__, job)
        if site.has(job.path, key):
            site.keep(job.path)
        else:
            waiting.append((job, key))
    work = _Work(frame, templates)
    lists = batches(job for job, _ in waiting)
    several = pool if len(waiting) > FEW else None
    pages = (page for batch in mapped(work, lists, several, workers) for page in batch)
    for done, ((job, key), page) in enumerate(zip(waiting, pages, strict=True), 1):
        site.put(job.path, page, key)
        progress("pages", done)


class _Work(Struct, frozen=True):
    """Renders batches of jobs; in another process it brings what it needs along."""

    frame: Frame
    templates: Theme

    def __call__(self, jobs: list[Job]) -> list[bytes]:
        renderer = _renderer(self)
        return [renderer.render(make_sheet(job, self.frame)) for job in jobs]

    def __hash__(self) -> int:
        return hash(self.frame.site)


@lru_cache(maxsize=1)
def _renderer(work: _Work) -> Renderer:
    return Renderer(work.templates, work.frame.site)
