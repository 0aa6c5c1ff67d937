"""The whole run: digests into content, content into pages, pages into files; a list of the stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.commands.build.beside import beside
from daybook.commands.build.remembered import Inputs, Last, asked_now, inputs_of, recall, remember
from daybook.commands.build.timings import Timings
from daybook.disk.lock import work_folder
from daybook.disk.read import read_file
from daybook.model import Counts
from daybook.problems import Problem, Severity, UsageError, worst
from daybook.settings import Settings, read_settings
from daybook.site.limits import warnings
from daybook.site.publication import Published, publication
from daybook.site.releases import refuse_overlap

if TYPE_CHECKING:
    from daybook.pages.frame import Frame
    from daybook.pages.jobs import Job
    from daybook.process import Second
    from daybook.theme.folder import Theme

Removals = Literal["refuse", "remember", "ignore"]


class Options(Struct, frozen=True):
    """What a build is asked to do."""

    content_dir: Path = Path("content")
    output_dir: Path = Path("site")
    theme_dir: Path | None = None
    """Files here stand before the built-in theme's of the same name."""
    base_url: str | None = None
    strict: bool = False
    jobs: int = 1
    scheduler: str | None = None
    """Address of a Dask scheduler, whose workers make the pages in place of processes here."""
    removals: Removals = "refuse"
    """What becomes of pages that the last site had and this one would not have."""
    clean: bool = False
    """Write every file anew."""
    stock_index: bool = False
    timings: Timings = field(default_factory=Timings)
    progress: Callable[[str, int], None] = lambda _what, _count: None
    planned: Callable[[Frame, Theme, Sequence[Job]], None] = lambda _frame, _theme, _jobs: None
    """Told what the pages are made from; not where nothing changed, and nothing is made."""


class Built(Struct, frozen=True):
    """What a build did."""

    counts: Counts
    """Of the digests that were new."""
    papers: int
    days: int
    published: Published
    problems: tuple[Problem, ...]


def build(options: Options, second: Second | None = None) -> Built:
    """Import what is new, build the whole site and publish it, with a ``second`` process started ahead.

    Raises UsageError for wrong settings or folders and InputError where content cannot be published; the
    site is then as it was. A digest that cannot be read is a problem of the result: what could be is built.
    """
    refuse_overlap(options.output_dir, content=options.content_dir, theme=options.theme_dir)
    settings = load_settings(options.content_dir, options.base_url)
    themes = theme_folders(options.theme_dir)
    asked = asked_now(themes, settings, options.strict, options.stock_index, options.removals)
    work = work_folder(options.output_dir)
    if not options.clean and (last := recall(work, options.output_dir, asked, options.content_dir)):
        same = replace(last.published, written=0, removed=0, unchanged=last.published.pages)
        return Built(Counts(), last.papers, last.days, same, last.problems)
    with (
        publication(options.output_dir, anew=options.clean) as site,  # one build at a time, reading too
        beside(site, options.jobs, themes, second) as helper,
    ):
        from daybook.commands.build.making import (
            make,  # takes a tenth of a second: spared where nothing changed
        )

        made = make(site, helper, settings, themes, options)
        with options.timings.stage("publish") as put:
            published = site.publish()
            put.items = published.budget.files
    problems = (*made.problems, *warnings(options.output_dir.as_posix(), published.budget))
    built = Built(made.counts, made.papers, made.days, published, problems)
    _remember(work, inputs_of(asked, made.content), built)
    return built


def _remember(work: Path, inputs: Inputs, built: Built) -> None:
    """Keep what a build did for the next one, unless there were errors.

    What the machine refused to read it may give the next time, without any sign of that on the file. A file
    that changed since the inputs were looked at is no longer as it is remembered.
    """
    if worst(built.problems) is not Severity.ERROR:
        remember(work, Last(inputs, built.papers, built.days, built.published, built.problems))


def load_settings(content_dir: Path, base_url: str | None = None) -> Settings:
    """Read ``site.toml`` of a content folder. Raises UsageError with every mistake in it."""
    if not content_dir.is_dir():
        remedy = "make it with `daybook import PATH`, or name another with --content-dir"
        raise UsageError([Problem(content_dir.as_posix(), 0, "there is no such content folder", remedy)])
    place = content_dir / "site.toml"
    data = read_file(place) if place.exists() else None
    return read_settings(place.as_posix(), data, base_url)


def theme_folders(theme_dir: Path | None) -> list[Path]:
    """The built-in theme's folder, then that of the maintainer's own files."""
    package = Path(__file__).parents[2]
    built_in = package / "_theme" if (package / "_theme").is_dir() else package.parents[1] / "theme"
    return [built_in, *([theme_dir] if theme_dir else [])]
