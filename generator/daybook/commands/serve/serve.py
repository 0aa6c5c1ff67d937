"""Build and serve the site while somebody works on it: rebuild on change, reload pages.

The last good build stays up while a new one is made or fails; pages show the fault. A page whose file was
edited is rendered and served at once, before the build of all others (`preview`).
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.commands.build.build import build
from daybook.commands.build.options import Built, Options
from daybook.commands.build.remembered import forget
from daybook.commands.serve.handler import Handler
from daybook.commands.serve.preview import Preview, make_preview
from daybook.commands.serve.server import address_to_type, bind, is_local
from daybook.commands.serve.state import State
from daybook.content.site_toml import load_settings
from daybook.disk.read import read_file
from daybook.problems import DaybookError

_POLL = 0.1
"""Seconds within which the server notices that it should stop."""


class Serving(Struct, frozen=True):
    """A running server."""

    url: str
    rebuild: Callable[[Iterable[Path]], Built]
    """Build again, given the files that changed. Raises DaybookError or OSError; pages show the fault."""
    is_local: bool
    """Whether no other machine can reach it."""
    port: int
    has_moved: Callable[[], bool]
    """Whether the settings give the site another path by now, which another server has to serve."""


class _Previewer(Struct):
    """Serves previews of pages whose files were edited, once there was a build."""

    state: State
    preview: Preview | None = None

    def keep(self, built: Built) -> None:
        if built.pages:
            self.preview = make_preview(built.pages)

    def show(self, changed: Iterable[Path], content: Path) -> None:
        """Render the pages of edited files of content, and let browsers reload them."""
        root = content.resolve()
        pages: dict[str, bytes] = {}
        for place in map(Path.resolve, changed):
            if self.preview and place.suffix == ".md" and place.is_relative_to(root):
                with suppress(OSError):
                    made = self.preview.render(place.relative_to(root).as_posix(), read_file(place))
                    pages |= dict([made]) if made else {}
        if pages:
            self.state.previews = pages
            self.state.update(self.state.fault, is_built=True)


def _has_moved(options: Options, base: str) -> bool:
    try:
        return load_settings(options.content_dir, options.base_url).base_path != base
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
    url = f"http://{address_to_type(host)}:{server.server_port}{base}"
    previewer = _Previewer(state)
    shown = replace(options, base_url=url, removals="ignore")
    forget(options)  # a build with nothing to do has no pages to preview

    def rebuild(changed: Iterable[Path] = ()) -> Built:
        previewer.show(changed, options.content_dir)
        try:
            built = build(shown)
        except (DaybookError, OSError) as error:
            state.previews = {}
            state.update(str(error), is_built=False)
            raise
        previewer.keep(built)
        state.previews = {}
        state.update("\n".join(str(problem) for problem in built.problems if problem.severity), is_built=True)
        return built

    thread = threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True)
    thread.start()
    try:
        yield Serving(url, rebuild, is_local(host), server.server_port, partial(_has_moved, options, base))
    finally:
        state.end()
        server.shutdown()
        server.server_close()
