"""The stages of a build: digests into content, content into pages, pages into files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from shlex import quote

from msgspec.structs import replace

from daybook import __version__
from daybook.archive.importing import ImportResult, import_digests
from daybook.commands.build.look import with_logo, with_look
from daybook.commands.build.options import Built, Options
from daybook.commands.build.remembered import remember
from daybook.commands.build.removals import refuse_removals, remember_removals
from daybook.commands.build.search_index import IndexTask
from daybook.commands.shared.base_url import unset_base_url
from daybook.commands.shared.dead_links import dead_links
from daybook.commands.shared.own_files import Added, OwnFiles, find_own_files, put_own_files, with_own
from daybook.commands.shared.reports import keep_places, make_reports
from daybook.commands.shared.unmatched import unknown_names
from daybook.content.content import Content
from daybook.content.site_toml import settings_file
from daybook.disk import cache
from daybook.disk.lock import work_folder
from daybook.disk.read import file_size
from daybook.insights import Insights
from daybook.model import Archive
from daybook.pages import plan_pages
from daybook.pages.base.frame import make_frame
from daybook.pages.base.kind import Page
from daybook.pages.base.navigation import empty_sections
from daybook.pages.base.planning import Planning
from daybook.pages.base.rendering import PageRenderer, PageSet, put_pages
from daybook.pages.search import examples_in
from daybook.parallel.workers import Workers, open_workers
from daybook.problems import InputError, Problem, Severity, worst
from daybook.settings import DEFAULT_BASE_URL, Settings
from daybook.site.costs import costs_of
from daybook.site.limits import warnings
from daybook.site.provenance import SiteOrigin
from daybook.site.publication import Publication, Published, publication
from daybook.text.plain_text import count
from daybook.text.words import Words
from daybook.theme.assets import make_assets
from daybook.theme.colours import colours
from daybook.theme.folder import Theme, load_theme, naming_folders, templates, theme_folders
from daybook.theme.icons import make_icons
from daybook.theme.languages import load_words
from daybook.theme.own.check import check_own_theme
from daybook.theme.templates import compile_templates

_LARGE, _LARGE_CONTENT = 1_000_000, 2_500_000
"""Bytes of a saved index, and of remembered pages, of about a thousand papers."""


def run_stages(options: Options, settings: Settings, request: bytes) -> Built:
    """Import new digests, build the whole site and publish it; ``request`` is its `request_key`."""
    own = find_own_files(options.content_dir)
    theme, words, of_theme = _load_theme(options, settings, own)
    with _next_site(options) as site:
        with open_workers(options.jobs) as workers, open_workers(1, options.scheduler) as cluster:
            # both end before the site is published: they hold memory
            _start_early(workers, site, options, partial(compile_templates, theme, words))
            with options.timings.stage("read and import") as stage:
                imported = import_digests(options.content_dir, workers=workers, clean=options.clean)
                imported = replace(imported, content=imported.content.for_the_site())
                stage.items = len(imported.content.papers)
            archive, added = with_own(imported.content.archive(), own, options.content_dir, imported.read)
            problems = _checked(imported, settings, (*of_theme, *added.problems), options)
            cluster.start()  # so that one that cannot be used is reported even if nothing changed
            pool = cluster if options.scheduler else workers
            hashes = {paper.address: cache.key(paper) for paper in archive.papers}
            index = IndexTask(archive.papers, hashes, site, options, pool)
            with options.timings.stage("insights", len(archive.papers)):
                reports = make_reports(archive, settings, options.content_dir, cluster, clean=options.clean)
            frame = make_frame(archive, settings, theme, words, empty_sections(reports.insights, archive))
            with options.timings.stage("plan") as stage:
                planned = _plan(archive, imported, reports.insights, settings, added)
                refuse_removals(site, planned, imported, options, added.files)
                written = {**imported.written, **keep_places(options.content_dir, reports)}
                problems += _dead_links(archive, planned, added, settings.foot, options)
                renderer = PageRenderer(with_logo(frame, settings, own), templates(theme))
                pages, stage.items = PageSet(planned, hashes, renderer), len(planned)
            with options.timings.stage("pages", len(pages.pages)):
                put_own_files(site, added.files)
                _put_pages(site, theme, pages, pool, options)
            with options.timings.stage("search index", len(archive.papers)):
                index.put(reports.insights, examples_in(planned, words), weeks=settings.has("weeks"))
        published = _publish(site, SiteOrigin(__version__, options.commit, settings.base_url), options)
    problems = (*problems, *reports.problems, *_limits(site, published, options))
    sizes = len(archive.papers), len(archive.days)
    built = Built(imported.counts, *sizes, published, problems, pages, len(written))
    remember_removals(site.work, planned, imported)
    remember(options, request, {**imported.read, **written}, built)
    return built


def _next_site(options: Options) -> AbstractContextManager[Publication]:
    waiting = partial(options.progress, "waiting for another build to end", 0)
    return publication(options.output_dir, clean=options.clean, waiting=waiting)


def _start_early(workers: Workers, site: Publication, options: Options, prepare: Callable[[], None]) -> None:
    """Start the processes of a large site while this one is small: forked later, they would hold its memory.

    ``prepare`` does what all of them need, before they are forked. One compares the last site with its
    files, while this one reads the content.
    """
    remembered = work_folder(options.content_dir) / "pages"
    if file_size(site.work / "index") > _LARGE or file_size(remembered) > _LARGE_CONTENT:
        prepare()
        workers.start()
        site.take_last(workers.submit(site.load_last))


def _limits(site: Publication, published: Published, options: Options) -> list[Problem]:
    output = options.output_dir
    return warnings(output.as_posix(), published.size, lambda: costs_of(output, site.sizes))


def _load_theme(
    options: Options, settings: Settings, own: OwnFiles
) -> tuple[Theme, Words, Sequence[Problem]]:
    """Return the theme as the settings want it, the words of the interface, and warnings.

    Raises InputError for an error in the maintainer's own theme, or in the files of the archive's own.
    """
    theme = load_theme(theme_folders(options.theme_dir))
    problems = [*check_own_theme(options.theme_dir), *own.problems]
    if worst(problems) is Severity.ERROR:
        raise InputError(problems)
    theme = with_look(theme, settings, own)
    words, of_words = load_words(settings, settings_file(options.content_dir), theme, options.theme_dir)
    return theme, words, (*problems, *of_words)


def _checked(
    imported: ImportResult, settings: Settings, found: Sequence[Problem], options: Options
) -> tuple[Problem, ...]:
    """Return the problems of an import, with those ``found`` in theme and settings.

    Raises InputError for errors in the content: a page that cannot be read would be missing. With ``strict``,
    a warning anywhere counts as an error.
    """
    content = imported.content
    unknown = unknown_names(options.content_dir, settings, content.pages)
    notes = _notes(content, settings, options)
    problems = (*found, *unknown, *imported.problems, *content.problems, *notes)
    is_fault = worst((*content.problems, *found)) is Severity.ERROR
    if is_fault or (options.strict and worst(problems) is not Severity.NOTE):
        raise InputError(problems)
    return problems


def _notes(content: Content, settings: Settings, options: Options) -> Iterator[Problem]:
    """Yield notes on a missing base URL, on drafts, and on papers without a day."""
    folder = options.content_dir
    if settings.base_url == DEFAULT_BASE_URL:
        yield unset_base_url(folder, options.output_dir)
    if drafts := content.drafts:
        what = f"{count(len(drafts), 'page')} of content {'are drafts' if len(drafts) > 1 else 'is a draft'}"
        remedy = "the site does without until you take `draft` out"
        yield Problem((folder / min(drafts)).as_posix(), 0, what, remedy, Severity.NOTE)
    if without := [address for address, page in content.papers.items() if not page.paper.appearances]:
        first = min(without)
        what = f"{count(len(without), 'paper')} of content {'are' if len(without) > 1 else 'is'} on no day"
        again = f"`daybook add --title {quote(content.papers[first].paper.title)} --day DATE`"
        remedy = f"say {again}; or `daybook merge` or `remove`, if its digest names it otherwise now"
        yield Problem((folder / f"papers/{first}.md").as_posix(), 0, what, remedy, Severity.NOTE)


def _plan(
    archive: Archive, imported: ImportResult, insights: Insights, settings: Settings, added: Added
) -> list[Page]:
    """Return every page but those that files of the archive's own replace.

    Raises InputError if such a file is at another address of the site's own.
    """
    planning = Planning(archive, imported.by_day, imported.content.all_removed(), insights, settings)
    planned = [page for page in plan_pages(planning) if page.path not in added.replaced]
    added.refuse_collisions(planned)
    return planned


def _dead_links(
    archive: Archive, planned: Sequence[Page], added: Added, foot: str, options: Options
) -> tuple[Problem, ...]:
    """Return warnings about links in Markdown. Raises InputError for them if a build is strict."""
    there = {*added.files, *(page.path for page in planned)}
    found = tuple(dead_links(options.content_dir, archive, there, foot))
    if found and options.strict:
        raise InputError(found)
    return found


def _publish(site: Publication, origin: SiteOrigin, options: Options) -> Published:
    with options.timings.stage("publish") as stage:
        site.put_record(origin)
        published = site.publish()
        stage.items = published.size.files
    return published


def _put_pages(site: Publication, theme: Theme, pages: PageSet, workers: Workers, options: Options) -> None:
    """Put the pages, and the assets that they load."""
    assets = make_assets(theme, pages.renderer.frame.words)
    icons = make_icons(theme, colours(theme).paper)
    for path, data in {**assets, **icons, ".nojekyll": b""}.items():
        site.put(path, data)
    with naming_folders(theme_folders(options.theme_dir)):
        put_pages(site, pages, workers, options.progress)
