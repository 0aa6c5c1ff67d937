"""An archive that was read into the files of its site, all but the index: planned, rendered and put."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from daybook.archive.importing import Imported
from daybook.commands.build.beside import Beside
from daybook.content.content import Content
from daybook.content.removed import lost_pages, papers_among, refuse, write_removed
from daybook.model import Archive
from daybook.pages.frame import make_frame
from daybook.pages.jobs import Job, RemovedJob
from daybook.pages.plan import Plan
from daybook.pages.rendering import Pages, Rendering, put_pages
from daybook.parallel import Processes, processes
from daybook.problems import InputError, Problem, Severity, worst
from daybook.settings import Settings
from daybook.site.publication import Publication
from daybook.theme.folder import Theme, assets, templates

if TYPE_CHECKING:
    from daybook.commands.build.build import Options


def compose(
    site: Publication,
    helper: Beside,
    imported: Imported,
    problems: tuple[Problem, ...],
    settings: Settings,
    theme: Theme,
    several: Processes,
    options: Options,
) -> Archive:
    """Plan the site of what was imported, with ``problems``, and put every file but the index."""
    archive = imported.content.archive()
    with options.timings.stage("plan") as planned:
        jobs = [*Plan(archive, imported.by_day).jobs(), *_removed(imported.content)]
        jobs += _newly_removed(site, jobs, imported, problems, options)
        planned.items = len(jobs)
    made = assets(theme)
    frame = make_frame(archive, settings, theme, made)
    options.planned(frame, theme, jobs)
    pages = Pages(jobs, imported.hashes, Rendering(frame, templates(theme)))
    put_files(site, made, pages, helper, several, options)
    return archive


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


def _refuse_unsure(faults: Iterable[Problem], problems: tuple[Problem, ...]) -> None:
    """Refuse to take papers for removed for ever while a digest that may hold them cannot be read."""
    if worst(faults) is Severity.ERROR:
        what = "no paper is taken for removed while a digest cannot be read"
        remedy = "mend what is named here, or move it away, then build again"
        raise InputError((*problems, Problem("--allow-removals", 0, what, remedy)))


def _removed(content: Content) -> Iterator[RemovedJob]:
    """Pages of papers that were removed; one that was restored since has its own again."""
    return (RemovedJob(address) for address in content.removed if address not in content.papers)
