"""Put every page of a site: keep the pages whose cache key did not change, render the others in the pool."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from daybook.disk import cache
from daybook.pages.base.frame import Frame
from daybook.pages.base.kind import Hashes, Page
from daybook.parallel.workers import ALONE, Workers, batches
from daybook.progress import Progress
from daybook.site.publication import Publication
from daybook.theme.folder import Theme
from daybook.theme.templates import Renderer

FEW = 500
"""Pages that this process renders sooner than a pool would start."""
_MANY, _SOME = 64, 16
"""Pages of a batch: those of two days; fewer if there are few, whose first ones take longest."""


class PageRenderer(Struct, frozen=True):
    """Renders pages in any process: it carries all that they share."""

    frame: Frame
    templates: Theme

    def __call__(self, pages: list[Page]) -> list[bytes]:
        """Return the bytes of each page. Raises InputError if one cannot be rendered."""
        renderer = _renderer(self)
        return [page_bytes(page, self.frame, renderer) for page in pages]

    def __hash__(self) -> int:
        return hash(self.frame.site)


class PageSet(Struct, frozen=True):
    """All pages of a site and what renders them."""

    pages: Sequence[Page]
    hashes: Hashes
    renderer: PageRenderer


def page_bytes(page: Page, frame: Frame, renderer: Renderer) -> bytes:
    """Return the bytes of a page. Raises InputError if its template fails."""
    made = page.call(frame)
    return made if isinstance(made, bytes) else renderer.render(made)


def put_pages(site: Publication, given: PageSet, workers: Workers, progress: Progress) -> None:
    """Put every page: the last site's file if its cache key is the same, else a rendered one."""
    changed = list(_changed(site, given))
    changed.sort(key=lambda one: one[0].shown_day or date.min)  # what a day's pages share is then at hand
    pages = [page for page, _ in changed]
    are_many = len(pages) > FEW
    pool = workers if are_many or workers.is_running else ALONE
    rendered = chain.from_iterable(pool.map(given.renderer, batches(pages, _MANY if are_many else _SOME)))
    for done, ((page, key), data) in enumerate(zip(changed, rendered, strict=True), 1):
        site.put(page.path, data, key)
        progress(f"of {len(pages):,} pages", done)


def _changed(site: Publication, given: PageSet) -> Iterator[tuple[Page, bytes]]:
    """Keep the pages whose cache key is the last site's; yield the others with their cache keys."""
    frame_key = cache.key(given.renderer.frame, sorted(given.renderer.templates.items()))
    for page in given.pages:
        key = cache.key(frame_key, page.kind, page.key_fields(given.hashes))
        if not site.reuse(page.path, key):
            yield page, key


@lru_cache(maxsize=1)
def _renderer(renderer: PageRenderer) -> Renderer:
    return Renderer(renderer.templates, renderer.frame.site, renderer.frame.words)
