"""Every file of a site made: what is new imported, the archive planned, its pages and its index put."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.beside import Beside, Indexing
from generator.content import Content
from generator.files import Stat
from generator.frame import make_frame
from generator.importing import Imported, import_alone
from generator.jobs import Job, RemovedJob
from generator.model import Counts
from generator.plan import Plan
from generator.problems import InputError, Problem, Severity, worst
from generator.publish import Publication
from generator.removals import lost_pages, papers_among, refuse, write_removed
from generator.rendering import Pages, Rendering, put_pages
from generator.settings import DEFAULT_BASE_URL, Settings
from generator.theme import assets, load_theme, templates
from generator.workers import Processes, processes

if TYPE_CHECKING:
    from generator.build import Options


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
    theme = load_theme(themes)  # before anything is written: what is wrong with it stops the build
    with processes(options.jobs) as several:
        imported, index = _import(helper, several, options)
        problems = (*imported.problems, *imported.content.problems, *_notes(settings))
        _refuse_faults(imported.content.problems, problems, strict=options.strict)
        archive = imported.content.archive()
        with options.timings.stage("plan") as planned:
            jobs = [*Plan(archive, imported.listed).jobs(), *_removed(imported.content)]
            jobs += _newly_removed(site, jobs, imported, problems, options)
            planned.items = len(jobs)
        made = assets(theme)
        frame = make_frame(archive, settings, theme, made)
        options.planned(frame, theme, jobs)
        pages = Pages(jobs, imported.names, Rendering(frame, templates(theme)))
        put_files(site, made, pages, helper, several, options)
    with options.timings.stage("search index", len(archive.papers)):
        _put_index(site, index[0], options)
    content = {**imported.read, **imported.written}
    return Made(imported.counts, len(archive.papers), len(archive.days), content, problems)


def _import(helper: Beside, several: Processes, options: Options) -> tuple[Imported, list[Indexing]]:
    """Import what is new. The index is begun as soon as it is known which papers there will be.

    That is never known, and no index begun, where a page cannot be read.
    """
    begun: list[Indexing] = []

    def index(content: Content) -> None:
        papers = [page.paper for page in content.papers.values()]
        begun.append(helper.index(papers, options.stock_index))

    with options.timings.stage("read and import") as read:
        anew, folder = options.clean, options.content_dir
        imported = import_alone(folder, several=several, anew=anew, decided=index)
        read.items = len(imported.content.papers)
    return imported, begun


def _newly_removed(
    site: Publication,
    jobs: Sequence[Job],
    imported: Imported,
    problems: tuple[Problem, ...],
    options: Options,
) -> list[RemovedJob]:
    """Pages in the place of papers that the last site had; where they may not go, InputError is raised."""
    lost = lost_pages(site.before.listed, (job.path for job in jobs))
    if options.removals == "refuse":
        refuse(lost)
    if options.removals != "remember" or not (gone := papers_among(lost)):
        return []
    _refuse_unsure(imported.problems, problems)
    write_removed(options.content_dir, gone, imported.content.papers)
    return list(map(RemovedJob, gone))


def put_files(
    site: Publication,
    made: Mapping[str, bytes],
    pages: Pages,
    helper: Beside,
    several: Processes,
    options: Options,
) -> None:
    """Put the assets (``made``) and the pages."""
    for path, data in made.items():
        site.put(path, data)
    site.put(".nojekyll", b"")
    with ExitStack() as stack, options.timings.stage("pages", len(pages.jobs)):
        if options.scheduler:
            several = stack.enter_context(processes(1, options.scheduler))
            several.pool()  # now: where there is no such cluster, that is told whatever there is to do
        put_pages(site, pages, several, helper.render, options.progress)


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


def _refuse_unsure(faults: Iterable[Problem], problems: tuple[Problem, ...]) -> None:
    """Refuse to take papers for removed for ever while a digest that may hold them cannot be read."""
    if worst(faults) is Severity.ERROR:
        what = "no paper is taken for removed while a digest cannot be read"
        remedy = "mend what is named here, or move it away, then build again"
        raise InputError((*problems, Problem("--allow-removals", 0, what, remedy)))


def _removed(content: Content) -> Iterator[RemovedJob]:
    """Pages of papers that were removed; one that was restored since has its own again."""
    return (RemovedJob(address) for address in content.removed if address not in content.papers)


def _notes(settings: Settings) -> tuple[Problem, ...]:
    if settings.base_url != DEFAULT_BASE_URL:
        return ()
    what = f"no base_url is set, so absolute addresses begin with {DEFAULT_BASE_URL}"
    return (Problem("site.toml", 0, what, "set it before you publish the site", Severity.NOTE),)
