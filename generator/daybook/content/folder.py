"""The content folder, parsed; pages whose files did not change come from the cache."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.content import Content
from daybook.content.location import DIGESTS, STATIC
from daybook.content.page import ContentPage, read_page
from daybook.content.remembered import CachedPage, CachedPages, file_hash
from daybook.content.removed_toml import REMOVED, load_removed
from daybook.content.unread import alike_names, misplaced_settings, unread_files
from daybook.disk.read import read_file
from daybook.disk.walk import FoundFile, Stat, find_and_stat
from daybook.parallel.workers import ALONE, Packing, Workers, batches
from daybook.problems import Problem, Severity, shown

_MANY = 1_000
"""For fewer files, starting workers takes longer than parsing."""
_BATCH = 250
_PACKING = Packing(list[str], list[tuple[bytes, ContentPage]])


class ContentFolder(Struct, frozen=True):
    content: Content
    pages: CachedPages
    stats: Mapping[str, Stat]
    """Of every file in the folder, by path, taken before the first was read."""
    is_cached: bool
    """Whether the cache had exactly these pages, or files that were parsed again gave the same ones."""
    renewed: int
    """Number of pages that the cache lacks, or has with another stat or other bytes."""


def read_folder(content_dir: Path, cached: CachedPages, workers: Workers = ALONE) -> ContentFolder:
    """Parse the pages of the content folder, except those that are ``cached`` and did not change."""
    found, problems, stats = find_and_stat(content_dir)
    label = f"{content_dir.as_posix()}/"
    apart = (f"{DIGESTS}/", f"{STATIC}/")
    files = [file for file in found if file.path.endswith(".md") and not file.path.startswith(apart)]
    same = {file.path: page for file in files if (page := _from_cache(content_dir, file, cached))}
    changed = [file.path for file in files if file.path not in same]
    pool = workers if len(changed) > _MANY else ALONE
    read = chain.from_iterable(pool.map(partial(_read, content_dir), batches(changed, _BATCH), _PACKING))
    fresh = dict(zip(changed, read, strict=True))
    pages = {file.path: same.get(file.path) or CachedPage(file.stat, *fresh[file.path]) for file in files}
    content = Content.of((page.page for page in pages.values()), label)
    problems = [problem for problem in problems if not problem.path.startswith(f"{label}{DIGESTS}/")]
    skipped = (problem.path.removeprefix(label) for problem in problems if problem.path.endswith(".md"))
    paths = [file.path for file in found]
    unread = (*unread_files(content_dir, paths), *misplaced_settings(content_dir))
    content = replace(
        content,
        problems=(*problems, *content.problems, *unread, *alike_names(content_dir, paths)),
        unreadable=content.unreadable.union(skipped),
        removed=load_removed(content_dir),
    )
    content = replace(content, problems=(*content.problems, *_odd_tables(content_dir, content)))
    is_cached = pages.keys() == cached.keys() and all(cached[path].page == pages[path].page for path in fresh)
    renewed = sum(cached.get(path) is not page for path, page in pages.items())
    return ContentFolder(content, pages, stats, is_cached, renewed)


def _from_cache(content_dir: Path, file: FoundFile, cached: CachedPages) -> CachedPage | None:
    """Return the cached page of a file with the same stat, or with the same bytes, as in a new clone."""
    page = cached.get(file.path)
    if page is None or page.stat == file.stat:
        return page
    is_same = file_hash(read_file(content_dir / file.path)) == page.sha256
    return replace(page, stat=file.stat) if is_same else None


def _odd_tables(content_dir: Path, content: Content) -> Iterator[Problem]:
    """Yield a note for each table of a paper or day that has a page, a warning for a wrong ``to``."""
    place = (content_dir / REMOVED).as_posix()
    papers = (paper.address for paper in content.removed.papers if paper.address in content.papers)
    days = (item.day for item in content.removed.days if item.day in content.days and not item.to)
    for page in (*(f"papers/{address}.md" for address in papers), *(f"dates/{day}.md" for day in days)):
        what = f"{page} is there, so it is not removed"
        yield Problem(place, 0, what, "delete its table, or the page", Severity.NOTE)
    leading = [paper for paper in content.removed.papers if paper.to and paper.to not in content.papers]
    removed = content.all_removed().addresses if leading else ()
    for paper in leading:
        if paper.to not in removed and f"papers/{paper.to}.md" not in content.unreadable:
            what = f"{paper.address or 'a table'} leads to what is no paper: {shown(paper.to)}"
            yield Problem(place, 0, what, "correct its `to`, or take it out", Severity.WARNING)


def load_content(content_dir: Path) -> Content:
    """Parse every page of the content folder."""
    return read_folder(content_dir, {}).content


def _read(content_dir: Path, paths: list[str]) -> list[tuple[bytes, ContentPage]]:
    """Return the hash of each file and its page."""
    read = ((path, read_file(content_dir / path)) for path in paths)
    return [(file_hash(data), read_page(path, data)) for path, data in read]
