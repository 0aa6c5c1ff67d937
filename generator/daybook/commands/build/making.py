"""A site made: what is new imported, then every file of the archive as it now is put."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from daybook.archive.importing import import_digests
from daybook.commands.build.beside import Beside, Indexing
from daybook.disk.walk import Stat
from daybook.model import Counts
from daybook.parallel import processes
from daybook.problems import InputError, Problem, Severity, worst
from daybook.settings import DEFAULT_BASE_URL, Settings
from daybook.site.publication import Publication

if TYPE_CHECKING:
    from daybook.commands.build.build import Options
    from daybook.theme.folder import Theme


class Made(Struct, frozen=True):
    """What is told of an archive when its files are made; the archive itself is then let go."""

    counts: Counts
    papers: int
    days: int
    content: Mapping[str, Stat]
    """The files of the content folder, in the states of which the site is made, or newer ones."""
    problems: tuple[Problem, ...]


def make(
    site: Publication, helper: Beside, settings: Settings, themes: Sequence[Path], options: Options
) -> Made:
    """Import what is new, plan the site, and put every file of it."""
    theme = _load_theme(themes)
    with processes(options.jobs) as several:
        with options.timings.stage("read and import") as read:
            imported = import_digests(options.content_dir, workers=several, clean=options.clean)
            read.items = len(imported.content.papers)
        problems = (*imported.problems, *imported.content.problems, *_notes(settings))
        _refuse_faults(imported.content.problems, problems, strict=options.strict)
        index = helper.index([page.paper for page in imported.content.papers.values()], options.stock_index)
        from daybook.commands.build.composing import compose  # slow to load: while the other process works

        archive = compose(site, helper, imported, problems, settings, theme, several, options)
    with options.timings.stage("search index", len(archive.papers)):
        _put_index(site, index, options)
    content = {**imported.read, **imported.written}
    return Made(imported.counts, len(archive.papers), len(archive.days), content, problems)


def _load_theme(themes: Sequence[Path]) -> Theme:
    from daybook.theme.folder import load_theme  # slow to load, likewise

    return load_theme(themes)


def _put_index(site: Publication, index: Indexing, options: Options) -> None:
    options.progress("papers indexed", 0)
    found = index.files()
    if any(content is None and path not in site.before.known for path, content in found):
        # a file of the build before is gone, or was changed
        found = index.anew()
    for path, content in found:
        if content is None:
            site.keep(path)
        else:
            site.put(path, content)


def _refuse_faults(faults: Iterable[Problem], problems: tuple[Problem, ...], *, strict: bool) -> None:
    """Refuse to publish content with errors: a page that stood there would be gone.

    Under ``strict`` a warning anywhere weighs as much.
    """
    if worst(faults) is Severity.ERROR or (strict and worst(problems) is not Severity.NOTE):
        raise InputError(problems)


def _notes(settings: Settings) -> tuple[Problem, ...]:
    if settings.base_url != DEFAULT_BASE_URL:
        return ()
    what = f"no base_url is set, so absolute addresses begin with {DEFAULT_BASE_URL}"
    return (Problem("site.toml", 0, what, "set it before you publish the site", Severity.NOTE),)
