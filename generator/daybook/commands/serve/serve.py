"""Build and serve the site while somebody works on it: rebuild on change, reload pages.

The last good build stays up while a new one is made or fails; pages show the fault. A page whose file was
edited is rendered and served at once, before the build of all others; all else that it depends on is taken
from the last build.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.commands.build.build import build
from daybook.commands.build.options import Built, Options
from daybook.commands.build.remembered import forget
from daybook.commands.serve.handler import Handler, State
from daybook.commands.serve.server import address_to_type, bind, is_local
from daybook.content.page import ContentPage, read_page
from daybook.content.site_toml import load_settings
from daybook.disk.read import read_file
from daybook.pages.base.kind import Page
from daybook.pages.base.rendering import PageRenderer, PageSet
from daybook.pages.date import DatePage
from daybook.pages.paper import PaperPage
from daybook.pages.text import TextPage
from daybook.problems import DaybookError, InputError, Severity, worst
from daybook.text import addresses


class Preview(Struct, frozen=True):
    """The last build's pages of content, and what renders them."""

    renderer: PageRenderer
    pages: Mapping[str, Page]
    """By path."""

    def render(self, path: str, data: bytes) -> tuple[str, bytes] | None:
        """Return path and bytes of the page for a file of content.

        None if the last build had no such page, if it is a draft, or if the file or the page has errors.
        """
        read = read_page(path, data)
        if worst(read.problems) is Severity.ERROR or read.is_draft:
            return None
        place = _path_of(read)
        page = _edited(self.pages.get(place), read)
        if page is None:
            return None
        try:
            return place, self.renderer([page])[0]
        except InputError:
            return None


def make_preview(given: PageSet) -> Preview:
    """Return the preview for the pages of a build."""
    kept = {page.path: page for page in given.pages if isinstance(page, PaperPage | DatePage | TextPage)}
    return Preview(given.renderer, kept)


def _path_of(read: ContentPage) -> str:
    if read.paper:
        return addresses.file_of(addresses.paper(read.paper.paper.address))
    if read.day:
        return addresses.file_of(addresses.day(read.day.date))
    return addresses.file_of(addresses.page(read.text.address)) if read.text else ""


def _edited(page: Page | None, read: ContentPage) -> Page | None:
    """Return the page with what the file says now; None if the page may depend on more than the file."""
    if isinstance(page, PaperPage) and read.paper:
        paper = read.paper.paper
        return replace(page, paper=paper) if paper.appearances == page.paper.appearances else None
    if isinstance(page, DatePage) and read.day:
        return replace(page, day=read.day)
    if isinstance(page, TextPage) and read.text:
        return replace(page, source=read.text)
    return None


_POLL = 0.1
"""Seconds within which the server notices that it should stop."""


class Serving:
    """A running server, and the builds that it shows."""

    def __init__(self, options: Options, host: str, port: int, base: str, state: State) -> None:
        """``base`` is the path of the site's base URL."""
        self.url, self.port = f"http://{address_to_type(host)}:{port}{base}", port
        self.is_local = is_local(host)
        """Whether no other machine can reach it."""
        self._options, self._base, self._state = options, base, state
        self._preview: Preview | None = None
        forget(options)  # a build with nothing to do has no pages to preview

    def rebuild(self, changed: Iterable[Path]) -> Built | None:
        """Build again, given the files that changed; None if pages show it all, as what a build wrote itself.

        Raises DaybookError or OSError; pages show the fault.
        """
        state = self._state
        self._show(changed)
        try:
            built = build(replace(self._options, base_url=self.url, removals="ignore"))
        except (DaybookError, OSError) as error:
            state.previews = {}
            state.update(str(error), is_built=False)
            raise
        self._preview = make_preview(built.pages) if built.pages else self._preview
        fault = "\n".join(str(problem) for problem in built.problems if problem.severity)
        if not (built.pages or state.previews or fault != state.fault):
            return None
        state.previews = {}
        state.update(fault, is_built=True)
        return built

    def _show(self, changed: Iterable[Path]) -> None:
        """Render the pages of edited files of content after a first build, and let browsers reload them."""
        root, site = self._options.content_dir.resolve(), self._options.output_dir
        pages: dict[str, bytes] = {}
        for place in map(Path.resolve, changed):
            if self._preview and place.suffix == ".md" and place.is_relative_to(root):
                with suppress(OSError):
                    made = self._preview.render(place.relative_to(root).as_posix(), read_file(place))
                    if made and made[1] != read_file(site / made[0]):
                        pages |= dict([made])
        if pages:
            self._state.previews = pages
            self._state.update(self._state.fault, is_built=True)

    def has_moved(self) -> bool:
        """Return whether the settings give the site another path by now, for another server to serve."""
        try:
            return load_settings(self._options.content_dir, self._options.base_url).base_path != self._base
        except (DaybookError, OSError):  # the next build reports it
            return False


@contextmanager
def serving(options: Options, host: str, port: int | None) -> Iterator[Serving]:
    """Serve ``options.output_dir`` while the context lasts, under the path of the site's base URL.

    Without a port it takes the usual one, or the next that is free. Raises OSError where none is, and
    UsageError for settings and for a port that is taken.
    """
    base = load_settings(options.content_dir, options.base_url).base_path
    state = State()
    handler = partial(Handler, base=base, host=host, state=state, directory=str(options.output_dir))
    server = bind(host, port, handler)
    thread = threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True)
    thread.start()
    try:
        yield Serving(options, host, server.server_port, base, state)
    finally:
        state.end()
        server.shutdown()
        server.server_close()
