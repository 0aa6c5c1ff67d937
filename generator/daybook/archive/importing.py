"""Import digests into the content folder: save their files, join them to the archive, write its pages.

All changes are worked out before the first file is written, and all are written or none.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Self

from msgspec import Struct

from daybook.archive.by_day import PapersByDay, papers_by_day
from daybook.archive.deletions import Deleted, find_deletions
from daybook.archive.digest_marks import count_papers, with_left
from daybook.archive.join import DigestInfo, JoinResult, join, without_papers
from daybook.archive.new_digests import NewDigests, find_new_digests, read_imported
from daybook.citations.keys import repeated_keys
from daybook.content import date_page, paper_page
from daybook.content.content import Content
from daybook.content.folder import ContentFolder, read_folder
from daybook.content.front_matter_writer import unchangeable
from daybook.content.location import DIGESTS
from daybook.content.page import ContentPage, read_page
from daybook.content.paper_update import PaperUpdate
from daybook.content.remembered import CachedPage, file_hash, load_pages
from daybook.disk import cache
from daybook.disk.changes import change_files, finish_changes
from daybook.disk.lock import content_lock
from daybook.disk.read import read_file
from daybook.disk.walk import Stat
from daybook.disk.write import remove_temporary
from daybook.model import Counts, Day
from daybook.parallel.workers import ALONE, Packing, Workers, batches
from daybook.problems import Problem, placed


class ImportResult(Struct, frozen=True):
    content: Content
    """After the import."""
    counts: Counts
    digests: int
    """Number of new digests."""
    known: int
    """Number of given files that the archive had already."""
    written: Mapping[str, Stat]
    """Files written in the content folder, by path."""
    read: Mapping[str, Stat]
    """All files of the content folder by path, before any was read or written."""
    by_day: PapersByDay
    """Without drafts."""
    problems: tuple[Problem, ...]
    """Of the digests, and of pages that could not be changed."""


class GivenDates(Struct, frozen=True):
    """Dates that the caller of an import knows and its digests may lack."""

    year: int | None = None
    """Completes dates without one."""
    fetched: date | None = None
    """The day on which a service sent them, for the history of up-votes."""


_NO_DATES = GivenDates()
_BATCH = 250


class _PageFile(Struct, frozen=True, array_like=True):
    page: ContentPage
    data: bytes
    sha256: bytes

    @classmethod
    def of(cls, page: ContentPage, data: bytes) -> Self:
        """Return the file of a page with these bytes."""
        return cls(page, data, file_hash(data))


_Pages = dict[str, _PageFile]
"""By path below the content folder."""
_PACKING = Packing(list[PaperUpdate], list[_PageFile])


def import_digests(
    content_dir: Path,
    paths: Iterable[Path] = (),
    dates: GivenDates = _NO_DATES,
    workers: Workers = ALONE,
    *,
    clean: bool = False,
) -> ImportResult:
    """Import digests from ``paths`` (files or folders) and all new files under ``content/digests``.

    If ``clean``, every page is parsed, and none is taken from the last run. Raises UsageError if another
    process holds the lock of the content folder.
    """
    with content_lock(content_dir) as work:
        finish_changes(content_dir, work)
        remove_temporary(work, os.listdir(work))  # noqa: PTH208
        folder = read_folder(content_dir, {} if clean else load_pages(work / "pages"), workers)
        removed = remove_temporary(content_dir, folder.stats)
        stats = {path: stat for path, stat in folder.stats.items() if path not in removed}
        if any(path.startswith(("papers/", "dates/")) for path in folder.content.unreadable):
            return _nothing(folder.content, content_dir)
        new = find_new_digests(content_dir, folder.content, paths, dates.year, workers)
        pool = workers if workers.is_running else ALONE  # to start it takes longer than to write a few pages
        changes = _changes(folder, new, content_dir, dates.fetched, pool)
        gone = {*new.gone, *changes.gone}
        written = change_files(content_dir, work, _files(new, changes), sorted(gone))
        files = changes.pages.items()
        changed = {path: CachedPage(written[path], file.sha256, file.page) for path, file in files}
        if not (clean or changes.problems) and (changed or folder.renewed or not folder.is_cached):
            pages = {**folder.pages, **changed}
            cache.save(work / "pages", {path: page for path, page in pages.items() if path not in gone})
    read = {path: stat for path, stat in stats.items() if path not in gone}
    return _result(new, changes, written, read, content_dir)


class _Changes(Struct, frozen=True):
    """All changes of an import, before anything is written."""

    content: Content
    """After the changes."""
    joined: JoinResult
    by_day: PapersByDay
    pages: _Pages
    gone: tuple[str, ...]
    """Paths of the pages of days that have nothing any more."""
    problems: tuple[Problem, ...]
    """Of pages that cannot be changed."""


def _result(
    new: NewDigests,
    changes: _Changes,
    written: Mapping[str, Stat],
    read: Mapping[str, Stat],
    content_dir: Path,
) -> ImportResult:
    content, by_day = changes.content, changes.by_day
    repeated = repeated_keys((page.paper for page in content.papers.values()), f"{content_dir.as_posix()}/")
    joined = placed(changes.joined.problems, content_dir)
    if content.drafts:
        by_day = papers_by_day(content.published().shown_papers())
    return ImportResult(
        content=content,
        counts=changes.joined.counts,
        digests=sum(bool(digest.entries) for digest in new.digests),
        known=new.known,
        written=written,
        read=read,
        by_day=by_day,
        problems=tuple(sorted((*new.problems, *joined, *changes.problems, *repeated))),
    )


def _nothing(content: Content, content_dir: Path) -> ImportResult:
    """Import nothing: a page that cannot be read would count as missing and be overwritten."""
    what = "no digest was imported, because a page of the archive cannot be read"
    problem = Problem(content_dir.as_posix(), 0, what, "correct the pages named here, then import again")
    return ImportResult(content, Counts(), 0, 0, {}, {}, {}, (problem,))


def _files(new: NewDigests, changes: _Changes) -> Iterator[tuple[str, bytes]]:
    """Yield all files to write: digests of which a record was taken, then pages."""
    unused = {f"{DIGESTS}/{path}" for path in changes.joined.left_out}
    yield from ((path, data) for path, data in new.files.items() if path not in unused)
    yield from ((path, file.data) for path, file in changes.pages.items())


def _changes(
    folder: ContentFolder, new: NewDigests, content_dir: Path, fetched: date | None, pool: Workers
) -> _Changes:
    """Join new digests to the content. If all is cached, only pages of changed days are compared."""
    content = folder.content
    has_new = any(digest.entries for digest in new.digests)
    deleted = find_deletions(content, partial(read_imported, content_dir), has_new=has_new)
    joined = join(content, new.digests, DigestInfo(new.renamed, fetched, deleted, new.again))
    days = _changed_days(content, joined) if folder.is_cached else content.days.keys() | joined.days.keys()
    days = {*days, *(deleted.keys() & content.days.keys())}
    label = f"{content_dir.as_posix()}/"
    papers, held_back = _paper_pages(content, joined, content_dir, pool)
    joined = without_papers(content, joined, held_back)
    content = content.updated(Content.of((file.page for file in papers.values()), label))
    everything = content.shown_papers(joined.days)
    by_day, papers_on = papers_by_day(everything), count_papers(everything)
    changed = {day: joined.days.get(day) or content.days[day] for day in days}
    empty = {day for day in changed.keys() & content.days.keys() if _is_empty(changed[day], by_day, content)}
    written = [with_left(value, papers_on) for day, value in sorted(changed.items()) if day not in empty]
    pages, problems = _day_pages(written, content, deleted, by_day, content_dir)
    content = content.updated(Content.of((file.page for file in pages.values()), label)).without_days(empty)
    gone = tuple(f"dates/{day.isoformat()}.md" for day in sorted(empty))
    return _Changes(content, joined, by_day, papers | pages, gone, (*held_back.values(), *problems))


def _is_empty(day: Day, by_day: PapersByDay, content: Content) -> bool:
    """Return whether a day that had digests has none now, and nothing else."""
    had = content.days[day.date].digests
    return bool(had) and not (day.digests or day.title or day.notes_markdown or by_day.get(day.date))


def _changed_days(content: Content, joined: JoinResult) -> set[date]:
    """Return the days of new digests, and the days before and after of papers that they change."""
    days = {item.day for update in joined.papers.values() for item in update.appearances}
    for address in joined.papers.keys() & content.papers.keys():
        days.update(item.day for item in content.papers[address].paper.appearances)
    return (days & content.days.keys()) | joined.days.keys()


def _paper_pages(
    content: Content, joined: JoinResult, content_dir: Path, pool: Workers
) -> tuple[_Pages, dict[str, Problem]]:
    """Return new and changed pages of papers, and the problems of unchangeable ones by address."""
    differing = {address: page.paper for address, page in content.papers.items() if page.titles_differ}
    same = {address: PaperUpdate(address, paper.appearances, {}, {}) for address, paper in differing.items()}
    changed = {**same, **joined.papers}
    new = [changed.pop(address) for address in joined.papers if address not in content.papers]
    created = chain.from_iterable(pool.map(_create, batches(new, _BATCH), _PACKING))
    pages: _Pages = {file.page.path: file for file in created}
    problems: dict[str, Problem] = {}
    for address, update in changed.items():
        path = f"papers/{address}.md"
        try:
            pages |= _rewritten(content_dir, path, partial(paper_page.update, update=update))
        except ValueError:
            problems[address] = unchangeable((content_dir / path).as_posix())
    return pages, problems


def _create(updates: list[PaperUpdate]) -> list[_PageFile]:
    """Return the page of each new paper."""
    created = []
    for update in updates:
        page, text = paper_page.create(update)
        created.append(_PageFile.of(ContentPage(f"papers/{update.address}.md", page), text.encode("utf-8")))
    return created


def _day_pages(
    days: Iterable[Day], content: Content, deleted: Deleted, by_day: PapersByDay, content_dir: Path
) -> tuple[_Pages, list[Problem]]:
    """Return new and changed pages of days, and the problems of unchangeable ones."""
    pages: _Pages = {}
    problems: list[Problem] = []
    for value in days:
        day = value.date
        path = f"dates/{day.isoformat()}.md"
        papers = [(item.address, item.title) for item in by_day.get(day, ())]
        noted = deleted.get(day, ())
        if day not in content.days:
            listing, text = date_page.create(value, papers, noted)
            pages[path] = _PageFile.of(ContentPage(path, day=value, listing=listing), text.encode("utf-8"))
            continue
        write = partial(date_page.write, day=value, papers=papers, removed=noted)
        try:
            pages |= _rewritten(content_dir, path, write)
        except ValueError:
            problems.append(unchangeable((content_dir / path).as_posix()))
    return pages, problems


def _rewritten(content_dir: Path, path: str, write: Callable[[str], str]) -> _Pages:
    """Return the page that ``write`` makes of a file's text, if it changes. Raises ValueError as it does."""
    before = read_file(content_dir / path).decode("utf-8-sig")
    if (text := write(before)) == before:
        return {}
    data = text.encode("utf-8")
    return {path: _PageFile.of(read_page(path, data), data)}
