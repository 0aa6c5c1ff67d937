"""The whole run: digests into content, content into pages, pages into files; a list of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator import __version__, addresses, cache, files
from generator.archive import Counts
from generator.budget import warnings
from generator.files import Stat
from generator.importing import Imported, import_digests
from generator.jobs import Job, RemovedJob
from generator.lock import content_lock, work_folder
from generator.model import Archive
from generator.pages import Frame
from generator.plan import Plan
from generator.problems import InputError, Problem, Severity, UsageError, worst
from generator.publish import Publication, Published, publication
from generator.releases import refuse_overlap
from generator.removals import lost_pages, papers_among, read_removed, refuse, write_removed
from generator.render import (
    SCRIPT,
    STYLESHEET,
    Theme,
    assets,
    modules_version,
    stylesheet_version,
)
from generator.rendering import FEW, Progress, put_pages
from generator.settings import DEFAULT_BASE_URL, Settings, read_settings
from generator.timings import Timings
from generator.unchanged import Inputs, Last, recall, remember, take_inputs
from generator.views import LinkView, SiteView
from generator.workers import executor

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
    progress: Progress = lambda _what, _count: None
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


def build(options: Options) -> Built:
    """Import what is new, build the whole site and publish it.

    Raises UsageError for wrong settings or folders and InputError where content cannot be published; the
    site is then as it was. A digest that cannot be read is a problem of the result: what could be is built.
    """
    refuse_overlap(options.output_dir, content=options.content_dir, theme=options.theme_dir)
    settings = load_settings(options.content_dir, options.base_url)
    inputs = _inputs(options)
    work = work_folder(options.output_dir)
    if not options.clean and (last := recall(work, options.output_dir, inputs)):
        same = replace(last.published, written=0, removed=0, unchanged=last.published.pages)
        return Built(Counts(), last.papers, last.days, same, last.problems)
    theme = load_theme(options.theme_dir)
    with publication(options.output_dir, anew=options.clean) as site:  # one build at a time, reading too
        made = _make(site, settings, theme, options)
        with options.timings.stage("publish") as put:
            published = site.publish()
            put.items = published.budget.files
    problems = (*made.problems, *warnings(options.output_dir.as_posix(), published.budget))
    built = Built(made.counts, made.papers, made.days, published, problems)
    _remember(work, inputs.with_written(made.written), built, options)
    return built


class _Made(Struct, frozen=True):
    """What is told of an archive when its files are made; the archive itself is then let go."""

    counts: Counts
    papers: int
    days: int
    written: Mapping[str, Stat]
    problems: tuple[Problem, ...]


def _make(site: Publication, settings: Settings, theme: Theme, options: Options) -> _Made:
    """Import what is new, plan the site, and put every file of it."""
    with options.timings.stage("read and import") as read:
        imported = import_alone(options.content_dir, jobs=options.jobs, anew=options.clean)
        read.items = len(imported.content.papers)
    problems = (*imported.problems, *imported.content.problems, *_notes(settings))
    _refuse_faults(imported.content.problems, problems, strict=options.strict)
    archive = imported.content.archive()
    removed = read_removed(options.content_dir)
    with options.timings.stage("plan") as planned:
        jobs = [*Plan(archive).jobs(), *map(RemovedJob, removed)]
        planned.items = len(jobs)
    lost = lost_pages(site.listed, (job.path for job in jobs))
    if options.removals == "refuse":
        refuse(lost)
    elif options.removals == "remember" and (gone := papers_among(lost)):
        write_removed(options.content_dir, gone)
        jobs += map(RemovedJob, gone)
    put_files(site, archive, jobs, settings, theme, options)
    return _Made(imported.counts, len(archive.papers), len(archive.days), imported.written, problems)


def _remember(work: Path, inputs: Inputs, built: Built, options: Options) -> None:
    """Keep what a build did for the next one, unless a file changed meanwhile or there were errors.

    What the machine refused to read it may give the next time, without any sign of that on the file.
    """
    with suppress(OSError, MemoryError):  # the site is published, and whole without this
        if worst(built.problems) is not Severity.ERROR and _inputs(options) == inputs:
            last = Last(inputs.key, built.papers, built.days, built.published, built.problems)
            remember(work, last)


def _inputs(options: Options) -> Inputs:
    asked = (options.base_url, options.strict, options.stock_index, options.removals)
    return take_inputs(options.content_dir, _theme_folders(options.theme_dir), *asked)


def import_alone(
    content_dir: Path,
    paths: Iterable[Path] = (),
    year: int | None = None,
    jobs: int = 1,
    *,
    anew: bool = False,
) -> Imported:
    """`import_digests`, while no other process does the same. Raises UsageError where one does not end.

    With ``anew``, every page is read, whatever is remembered of it.
    """
    with content_lock(content_dir) as work:
        files.sweep(work, below=False)
        return import_digests(content_dir, paths, year, jobs, None if anew else work / "pages")


def load_settings(content_dir: Path, base_url: str | None = None) -> Settings:
    """Read ``site.toml`` of a content folder. Raises UsageError with every mistake in it."""
    if not content_dir.is_dir():
        remedy = "make it with `daybook import PATH`, or name another with --content-dir"
        raise UsageError([Problem(content_dir.as_posix(), 0, "there is no such content folder", remedy)])
    place = content_dir / "site.toml"
    data = files.read(place) if place.exists() else None
    return read_settings(place.as_posix(), data, base_url)


def load_theme(theme_dir: Path | None) -> Theme:
    """Read the built-in theme, with the files of ``theme_dir`` in the place of those of the same name."""
    theme: dict[str, bytes] = {}
    for folder in _theme_folders(theme_dir):
        found, problems = files.find(folder)
        if problems:
            raise UsageError(problems)
        theme |= {file.path: files.read(file.location) for file in found}
    return theme


def _theme_folders(theme_dir: Path | None) -> list[Path]:
    """The built-in theme's folder, then that of the maintainer's own files."""
    package = Path(__file__).parent
    built_in = package / "_theme" if (package / "_theme").is_dir() else package.parent / "theme"
    return [built_in, *([theme_dir] if theme_dir else [])]


def put_files(
    site: Publication,
    archive: Archive,
    jobs: Sequence[Job],
    settings: Settings,
    theme: Theme,
    options: Options,
) -> None:
    """Put every file of the site: assets, pages, the search index."""
    made = assets(theme)
    frame = make_frame(archive, settings, theme, made)
    options.planned(frame, theme, jobs)
    for path, data in made.items():
        site.put(path, data)
    site.put(".nojekyll", b"")
    with executor(options.jobs if len(jobs) > FEW else 1, options.scheduler) as pool:
        from generator.indexing import index_papers  # lunr is slow to load, and only here needed

        memory = site.work / "index"
        kept = b"" if options.clean else cache.packed(memory)
        work = partial(index_papers, archive.papers, stock=options.stock_index)
        index = pool.submit(work, b"") if pool and not kept else None  # beside the pages, if it takes long
        with options.timings.stage("pages", len(jobs)):
            put_pages(site, jobs, frame, theme, pool, options.jobs, options.progress)
        with options.timings.stage("search index", len(archive.papers)):
            options.progress("papers indexed", 0)
            found, packed = index.result() if index else work(kept)
            if any(content is None and path not in site.known for path, content in found):
                found, packed = work(b"")  # a file of the build before is gone, or was changed
            for path, content in found:
                if content is None:
                    site.keep(path)
                else:
                    site.put(path, content)
            cache.save_packed(memory, packed)


def make_frame(archive: Archive, settings: Settings, theme: Theme, made: dict[str, bytes]) -> Frame:
    """The site as every page sees it."""
    site = SiteView(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        base_url=settings.base_url,
        links=tuple(LinkView(link.label, link.url) for link in settings.links),
        pages=tuple(LinkView(page.title, addresses.page(page.address)) for page in archive.pages),
        version=__version__,
        stylesheet=f"{STYLESHEET}?v={stylesheet_version(made)}",
        script=f"{SCRIPT}?v={modules_version(theme)}",
    )
    return Frame(settings, site)


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
