"""The pages of a site: those made from the same as before are kept, the others rendered, on every process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct

from daybook.disk import cache
from daybook.pages.frame import Frame
from daybook.pages.jobs import Job, made_from
from daybook.parallel import Processes, batches, mapped
from daybook.theme.folder import Theme

if TYPE_CHECKING:
    from daybook.site.publication import Publication
    from daybook.theme.templates import Renderer

FEW = 500
"""Pages that one process makes sooner than others would start."""

_LOTS = 256
"""A page's lot is told by its path, so that a page more or less changes one lot and not all after it."""

Progress = Callable[[str, int], None]
"""Told what is being done, and how many of it are done."""


class Rendering(Struct, frozen=True):
    """Renders batches of jobs; to another process it brings what it needs along."""

    frame: Frame
    templates: Theme

    def __call__(self, jobs: list[Job]) -> list[bytes]:
        """The pages of jobs. Raises InputError where one cannot be rendered."""
        # With Markdown and Jinja slow to load, and not every process makes pages.
        from daybook.pages import make_sheet

        renderer = _renderer(self)
        return [renderer.render(make_sheet(job, self.frame)) for job in jobs]

    def __hash__(self) -> int:
        return hash(self.frame.site)


Elsewhere = Callable[[Rendering, list[Job]], Iterable[bytes]]
"""Renders a few jobs in a process that is ready for it; nothing else is asked before all have come."""


class Pages(Struct, frozen=True):
    """Pages to be made, and how."""

    jobs: Sequence[Job]
    names: Mapping[str, bytes]
    """A name for each paper by its content, by address."""
    rendering: Rendering


def put_pages(
    site: Publication,
    given: Pages,
    several: Processes,
    few: Elsewhere,
    progress: Progress,
) -> None:
    """Put every job's page: the old site's where it was made from the same, else rendered."""
    waiting = list(_not_kept(site, given))
    jobs = [job for _, job, _ in waiting]
    pages = _rendered(given.rendering, jobs, several, few)
    for done, ((path, _, key), page) in enumerate(zip(waiting, pages, strict=True), 1):
        site.put(path, page, key)
        progress("pages", done)


def _not_kept(site: Publication, given: Pages) -> Iterator[tuple[str, Job, bytes]]:
    """Keep the pages that were made from the same before; give the others: path, job and key.

    Most days change few pages. So pages are told by lots first, and one by one where a lot is not as it was.
    """
    frame_key = cache.key(given.rendering.frame, sorted(given.rendering.templates.items()))
    lots: dict[int, list[tuple[str, Job]]] = defaultdict(list)
    for job in given.jobs:
        path = job.path
        lots[crc32(path.encode()) % _LOTS].append((path, job))
    for lot, members in sorted(lots.items()):
        contents = [(type(job).__name__, made_from(job, given.names)) for _, job in members]
        is_same = site.has_lot(lot, cache.key(frame_key, contents))
        for (path, job), content in zip(members, contents, strict=True):
            if is_same and path in site.before.known:
                site.keep(path)
                continue
            key = cache.key(frame_key, content)
            if site.has(path, key):
                site.keep(path)
            else:
                yield path, job, key


def _rendered(rendering: Rendering, jobs: list[Job], several: Processes, few: Elsewhere) -> Iterable[bytes]:
    """Pages in the order of their jobs; ``few`` are made in a process that is ready for it."""
    if len(jobs) > FEW:
        return chain.from_iterable(mapped(rendering, batches(jobs), several))
    return few(rendering, jobs) if jobs else ()


@lru_cache(maxsize=1)
def _renderer(rendering: Rendering) -> Renderer:
    from daybook.theme.templates import Renderer

    return Renderer(rendering.templates, rendering.frame.site)
