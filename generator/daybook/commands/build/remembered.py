"""The inputs and result of the last build, in `.site.daybook/last`: a build like it has nothing to do.

Input and site files are compared by size, modification time and inode, as git compares them. If any differs,
the build runs through all stages, which compare contents.
"""

import os
from collections.abc import Mapping

from msgspec import Struct

from daybook.commands.build.options import Built, Options
from daybook.content.location import STATIC
from daybook.disk import cache
from daybook.disk.lock import work_folder
from daybook.disk.walk import Stat, stat_files
from daybook.problems import Problem, Severity, worst
from daybook.settings import Settings
from daybook.site.publication import Published
from daybook.site.remembered import site_is_unchanged
from daybook.theme.folder import theme_folders


class Last(Struct, frozen=True):
    """The last build's inputs and result. ``request`` is its `request_key`."""

    request: bytes
    content: bytes
    """A hash of the state of every file of the content folder."""
    papers: int
    days: int
    published: Published
    problems: tuple[Problem, ...]


def request_key(options: Options, settings: Settings) -> bytes:
    """Return a hash of the settings, the options that change the site, and the state of the theme's files."""
    themes = [_sorted(stat_files(folder)) for folder in theme_folders(options.theme_dir)]
    given = (options.strict, options.stock_index, options.removals, options.commit)
    own = _sorted(stat_files(options.content_dir / STATIC, hidden=True))  # content lists no hidden files
    return cache.key(themes, settings, own, *given)


def recall(options: Options, request: bytes) -> Last | None:
    """Return the last build's result if its inputs were the same and its site is unchanged."""
    last = cache.load(work_folder(options.output_dir) / "last", Last)
    if last is None or last.request != request:
        return None
    found = stat_files(options.content_dir)
    if last.content != cache.key(_sorted(found)):
        return None
    return last if site_is_unchanged(options.output_dir, last.published.release) else None


def remember(options: Options, request: bytes, content: Mapping[str, Stat], built: Built) -> None:
    """Save a build's result, unless it has errors: what could not be read may be readable next time.

    ``content`` is the state of each file of the content folder before it was read.
    """
    if worst(built.problems) is not Severity.ERROR:
        state = cache.key(_sorted(content))
        last = Last(request, state, built.papers, built.days, built.published, built.problems)
        cache.save(work_folder(options.output_dir) / "last", last)


def forget(options: Options) -> None:
    """Make the next build run through all stages."""
    (work_folder(options.output_dir) / "last").unlink(missing_ok=True)


def _sorted(found: Mapping[str, Stat]) -> list[tuple[bytes, Stat]]:
    """Sort states by the bytes of their paths, since not every path is valid Unicode."""
    return sorted((os.fsencode(path), state) for path, state in found.items())
