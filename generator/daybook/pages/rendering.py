"""Put every page of a site: keep the pages whose cache key did not change, render the others in the pool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from daybook.disk import cache
from daybook.pages import make_sheet
from daybook.pages.frame import Frame
from daybook.pages.jobs import Job, made_from
from daybook.parallel.workers import ALONE, Workers, batches
from daybook.site.publication import Publication
from daybook.theme.folder import Theme
from daybook.theme.templates import Renderer

FEW = 500
"""Pages that this process renders sooner than a pool would start."""

Progress = Callable[[str, int], None]
"""Called with a noun and the number of things done."""


class PageRenderer(Struct, frozen=True):
    """Renders pages in any process: it carries all that they share."""

    frame: Frame
    templates: Theme

    def __call__(self, jobs: list[Job]) -> list[bytes]:
        """Return the bytes of each page. Raises InputError if one cannot be rendered."""
        renderer = _renderer(self)
        return [renderer.render(make_sheet(job, self.frame)) for job in jobs]

    def __hash__(self) -> int:
        return hash(self.frame.site)


class PageSet(Struct, frozen=True):
    """All pages of a site and what renders them."""

    jobs: Sequence[Job]
    hashes: Mapping[str, bytes]
    """A hash of each paper's content, by address."""
    renderer: PageRenderer


def put_pages(site: Publication, pages: PageSet, workers: Workers, progress: Progress) -> None:
    """Put every page: the last site's file if its cache key is the same, else a rendered one."""
    changed = list(_changed(site, pages))
    jobs = [job for _, job, _ in changed]
    rendered = _rendered(pages.renderer, jobs, workers if len(jobs) > FEW else ALONE)
    for done, ((path, _, key), page) in enumerate(zip(changed, rendered, strict=True), 1):
        site.put(path, page, key)
        progress("pages", done)


def _changed(site: Publication, pages: PageSet) -> Iterator[tuple[str, Job, bytes]]:
    """Keep the pages whose cache key is the last site's; yield path, job and cache key of the others."""
    frame_key = cache.key(pages.renderer.frame, sorted(pages.renderer.templates.items()))
    for job in pages.jobs:
        path = job.path
        key = cache.key(frame_key, type(job).__name__, made_from(job, pages.hashes))
        if site.has(path, key):
            site.keep(path)
        else:
            yield path, job, key


def _rendered(renderer: PageRenderer, jobs: Iterable[Job], workers: Workers) -> Iterator[bytes]:
    return chain.from_iterable(workers.map(renderer, batches(jobs)))


@lru_cache(maxsize=1)
def _renderer(renderer: PageRenderer) -> Renderer:
    return Renderer(renderer.templates, renderer.frame.site)
