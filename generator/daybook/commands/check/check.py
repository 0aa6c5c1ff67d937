"""Check the content folder and the built site."""

from collections.abc import Iterator, Set
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.citations.keys import repeated_keys
from daybook.commands.check.site import REBUILD, check_site
from daybook.commands.shared.dead_links import dead_links
from daybook.commands.shared.own_files import find_own_files, with_own
from daybook.commands.shared.reports import load_memory
from daybook.commands.shared.unmatched import unknown_names, unmatched_decisions
from daybook.content.content import Content
from daybook.content.decisions import load_decisions
from daybook.content.folder import load_content
from daybook.content.location import DIGESTS
from daybook.content.map_places import read_places
from daybook.digests import date_hint, read_digest
from daybook.disk.lock import held_still
from daybook.disk.read import read_file
from daybook.disk.walk import find_files, stat_files
from daybook.insights import Earlier, find_insights
from daybook.model import MOST_BYTES
from daybook.pages import plan_pages
from daybook.pages.base.planning import Planning
from daybook.problems import Problem, Severity
from daybook.progress import Progress, unseen
from daybook.settings import Settings
from daybook.site.costs import costs_of
from daybook.site.inventory import MARKER, refuse_overlap
from daybook.site.limits import SiteSize, measure, warnings
from daybook.text.line_ends import known_hashes


class CheckResult(Struct, frozen=True):
    """The size of the archive and its problems."""

    papers: int
    days: int
    size: SiteSize
    problems: tuple[Problem, ...]


def check(
    content_dir: Path,
    output_dir: Path,
    settings: Settings,
    progress: Progress = unseen,
    *,
    with_digests: bool = True,
) -> CheckResult:
    """Check content and site, while no build changes them; ``settings`` are those of the build.

    Raises UsageError if the two overlap.
    """
    waiting = partial(progress, "waiting for a build to end", 0)
    refuse_overlap(output_dir, content=content_dir)  # they would be held still by one lock
    with held_still(output_dir, waiting), held_still(content_dir, waiting):
        return _check(content_dir, output_dir, settings, progress, with_digests=with_digests)


def _check(
    content_dir: Path, output_dir: Path, settings: Settings, progress: Progress, *, with_digests: bool
) -> CheckResult:
    content = load_content(content_dir)
    own = find_own_files(content_dir)
    archive, added = with_own(content.archive(), own, content_dir, stat_files(content_dir))
    problems = [*content.problems]
    problems += _digest_problems(content_dir, content, progress) if with_digests else ()
    problems += unknown_names(content_dir, settings, content.pages)
    problems += repeated_keys(archive.papers, f"{content_dir.as_posix()}/")
    problems += (*own.problems, *added.problems)
    problems += check_site(output_dir, settings, progress, frozenset(added.files))
    if (output_dir / MARKER).is_file() and not content.unreadable:  # else its pages would seem to be gone
        decisions = load_decisions(content_dir)
        earlier = Earlier(read_places(content_dir).places, load_memory(content_dir))
        insights = find_insights(archive, decisions, settings, earlier)
        problems += unmatched_decisions(content_dir, decisions, archive.papers, insights)
        planned = plan_pages(Planning(archive, None, content.all_removed(), insights, settings))
        paths = {*added.files, *(page.path for page in planned)}
        dead = dead_links(content_dir, archive, paths, settings.foot)
        problems += (replace(problem, severity=Severity.ERROR) for problem in dead)  # as in the site's pages
        problems += _compare_pages(paths, output_dir)
    found, _ = find_files(output_dir)
    size = measure({file.path: file.size for file in found})
    problems += warnings(output_dir.as_posix(), size, partial(costs_of, output_dir))
    return CheckResult(len(archive.papers), len(archive.days), size, tuple(sorted(set(problems))))


def _digest_problems(content_dir: Path, content: Content, progress: Progress) -> list[Problem]:
    """Return the problems of saved digests; it is one if a digest was not imported."""
    folder = content_dir / DIGESTS
    found, problems = find_files(folder)
    imported = {mark.sha256 for day in content.days.values() for mark in day.digests if not mark.waits}
    for number, file in enumerate(found):
        progress(f"of {len(found):,} digests read", number)
        label = f"{folder.as_posix()}/{file.path}"
        if file.size > MOST_BYTES:
            problems.append(Problem(label, 0, "is larger than a digest can be", "split it"))
            continue
        data = read_file(file.location)
        digest, digest_problems = read_digest(label, data, date_hint(file.path, None))
        problems += digest_problems
        is_new = digest and digest.entries and imported.isdisjoint(known_hashes(data))
        if is_new and not content.unreadable:  # else the page that names it may be one of these
            remedy = "run `daybook build`"
            problems.append(Problem(label, 0, "was not imported", remedy, Severity.WARNING))
    return problems


def _compare_pages(files: Set[str], output_dir: Path) -> Iterator[Problem]:
    """Yield a problem for each page that is not in the site, and for each file of a paper or day too many."""
    found = {folder: find_files(output_dir / folder)[0] for folder in ("papers", "dates")}
    site_files = {f"{folder}/{file.path}" for folder, listed in found.items() for file in listed}
    for path in sorted(files):
        if not (output_dir / path).is_file():
            yield Problem((output_dir / path).as_posix(), 0, "is in content and not in the site", REBUILD)
    for path in sorted(site_files - files):
        yield Problem((output_dir / path).as_posix(), 0, "is in the site and not in content", REBUILD)
