"""Digests into the content folder: kept as they came, joined to the archive, written as pages people own.

All is read and decided before anything is written. Digests are written first and the days that mark them
as imported last, so that a run killed in between is made whole by the next one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from daybook.archive.by_day import PapersByDay, papers_by_day
from daybook.archive.join import Joined, join, without
from daybook.archive.new_digests import Arrivals, find_arrivals
from daybook.content import date_page, paper_page
from daybook.content.content import Content
from daybook.content.folder import read_folder
from daybook.content.page import ContentPage, read_page
from daybook.content.provenance import PaperUpdate
from daybook.content.remembered import cached_page, load_pages, save_pages
from daybook.disk.lock import content_lock
from daybook.disk.read import read_file
from daybook.disk.walk import Stat
from daybook.disk.write import remove_temporary, replace_files
from daybook.model import Counts
from daybook.parallel.workers import ALONE, Workers
from daybook.problems import Problem


class ImportResult(Struct, frozen=True):
    """What an import did."""

    content: Content
    """As it is now."""
    counts: Counts
    digests: int
    """New digests joined."""
    known: int
    """Files given that the archive held before."""
    written: Mapping[str, Stat]
    """Files of content written, by their path, and their states."""
    read: Mapping[str, Stat]
    """Every file of the content folder, as it was before: what was read is of that state or a newer one."""
    hashes: Mapping[str, bytes]
    """A hash of each paper's content, by address."""
    by_day: PapersByDay
    problems: tuple[Problem, ...]
    """Of the digests, and of pages that could not be changed."""


def import_digests(
    content_dir: Path,
    paths: Iterable[Path] = (),
    year: int | None = None,
    workers: Workers = ALONE,
    *,
    clean: bool = False,
) -> ImportResult:
    """Import digests from ``paths`` (files or folders) and all new files under ``content/digests``.

    ``year`` completes dates without one. If ``clean``, every page is parsed, and none is taken from the
    last run. Raises UsageError if another process holds the lock of the content folder.
    """
    with content_lock(content_dir) as work:
        remove_temporary(work, os.listdir(work))  # noqa: PTH208
        folder = read_folder(content_dir, {} if clean else load_pages(work / "pages"), workers)
        left = remove_temporary(content_dir, folder.stats)
        states = {path: state for path, state in folder.stats.items() if path not in left}
        content = folder.content
        if any(path.startswith(("papers/", "dates/")) for path in content.unreadable):
            return _nothing(content, content_dir)
        arrivals = find_arrivals(content_dir, content, paths, year, workers)
        update = _update(content, arrivals, content_dir, is_new=not folder.is_cached)
        texts = ((path, text.encode("utf-8")) for path, (_, text) in update.written.items())
        written = replace_files(content_dir, (*arrivals.keep.items(), *texts))
        pages = {
            **folder.pages,
            **{path: cached_page(written[path], page) for path, (page, _) in update.written.items()},
        }
        if not (clean or update.faults) and (update.written or not folder.is_cached):
            save_pages(work / "pages", pages)
    return ImportResult(
        content=update.content,
        counts=update.joined.counts,
        digests=sum(bool(digest.entries) for digest in arrivals.digests),
        known=arrivals.known,
        written=written,
        read=states,
        hashes={page.page.paper.paper.address: page.paper_key for page in pages.values() if page.page.paper},
        by_day=update.by_day,
        problems=tuple(sorted((*arrivals.problems, *update.joined.problems, *update.faults))),
    )


class _Update(Struct, frozen=True):
    """The content folder as it will be, decided before anything is written."""

    content: Content
    joined: Joined
    by_day: PapersByDay
    written: _Written
    faults: tuple[Problem, ...]
    """Pages that digests change and that cannot be changed."""


def _update(content: Content, arrivals: Arrivals, content_dir: Path, *, is_new: bool) -> _Update:
    """Join new digests to the content; day pages are compared only if something or ``is_new`` says so."""
    joined = join(content, arrivals.digests, arrivals.renamed)
    label = f"{content_dir.as_posix()}/"
    papers, stuck = _paper_texts(content, joined, content_dir)
    joined = without(content, joined, stuck)
    content = content.updated(Content.of((page for page, _ in papers.values()), label))
    by_day = papers_by_day(page.paper for _, page in sorted(content.papers.items()))
    changed = is_new or joined.counts.records
    days, faults = _day_texts(content, joined, by_day, content_dir) if changed else ({}, [])
    content = content.updated(Content.of((page for page, _ in days.values()), label))
    return _Update(content, joined, by_day, papers | days, (*stuck.values(), *faults))


def _nothing(content: Content, content_dir: Path) -> ImportResult:
    """Import nothing while a page cannot be read: it would be taken for missing, and written over."""
    what = "no digest was imported, because a page of the archive cannot be read"
    problem = Problem(content_dir.as_posix(), 0, what, "mend the pages named here, then import again")
    return ImportResult(content, Counts(), 0, 0, {}, {}, {}, {}, (problem,))


_Written = dict[str, tuple[ContentPage, str]]
"""Pages that are written, by their path below the content folder, as they read and as their text."""


def _paper_texts(content: Content, joined: Joined, content_dir: Path) -> tuple[_Written, dict[str, Problem]]:
    """The pages of papers that digests change, and of those whose heading lags behind a correction.

    And what is wrong with those that cannot be changed, by their address.
    """
    lagging = {
        address: PaperUpdate(address, page.paper.appearances, {}, {})
        for address, page in content.papers.items()
        if page.titles_differ
    }
    written: _Written = {}
    problems: dict[str, Problem] = {}
    for address, update in {**lagging, **joined.papers}.items():
        path = f"papers/{address}.md"
        if address not in content.papers:
            page, text = paper_page.create(update)
            written[path] = (ContentPage(path, page), text)
            continue
        try:
            before = read_file(content_dir / path).decode("utf-8-sig")
            text = paper_page.update(path, before, update)
        except ValueError:
            problems[address] = _unchangeable((content_dir / path).as_posix())
            continue
        if text != before:
            written[path] = (read_page(path, text.encode("utf-8")), text)
    return written, problems


def _day_texts(
    content: Content, joined: Joined, by_day: PapersByDay, content_dir: Path
) -> tuple[_Written, list[Problem]]:
    """The pages of days whose digests or lists of papers changed, by their path.

    Every day's list is made anew, so that it also follows papers that a person renamed or removed.
    """
    written: _Written = {}
    problems: list[Problem] = []
    for day in sorted(content.days.keys() | joined.days.keys()):
        path = f"dates/{day.isoformat()}.md"
        page = content.days.get(day)
        value = joined.days.get(day) or content.days[day].day
        papers = [(item.address, item.title) for item in by_day.get(day, ())]
        if page is None:
            made, text = date_page.create(value, papers)
            written[path] = (ContentPage(path, day=made), text)
            continue
        if page.day == value and page.is_current(papers):
            continue
        try:
            before = read_file(content_dir / path).decode("utf-8-sig")
            text = date_page.write(path, before, value, papers)
        except ValueError:
            problems.append(_unchangeable((content_dir / path).as_posix()))
            continue
        if text != before:
            written[path] = (read_page(path, text.encode("utf-8")), text)
    return written, problems


def _unchangeable(path: str) -> Problem:
    remedy = "write it plainly: one key a line, lists in the form Daybook writes"
    return Problem(path, 1, "front matter too unusual to be changed", remedy)
