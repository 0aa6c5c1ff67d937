"""Digests into the content folder: kept as they came, joined to the archive, written as pages people own.

All is read and decided before anything is written. Digests are written first and the days that mark them
as imported last, so that a run killed in between is made whole by the next one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from daybook.archive.join import Joined, join, without
from daybook.archive.new_digests import find_arrivals
from daybook.content import date_page, paper_page
from daybook.content.content import Content, ReadPage, gather, read_page
from daybook.content.folder import read_folder
from daybook.content.provenance import News
from daybook.content.remembered import NOTHING, known, recall, remember
from daybook.disk import files
from daybook.disk.files import Stat
from daybook.disk.lock import content_lock
from daybook.model import Counts
from daybook.pages.plan import Listings, listings
from daybook.parallel import ALONE, Processes
from daybook.problems import Problem

Decided = Callable[[Content], None]
"""Told what the papers will be, before anything is written: whoever needs no more can begin."""


class Imported(Struct, frozen=True):
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
    names: Mapping[str, bytes]
    """A name for each paper by its content, by address."""
    listed: Listings
    """The papers of each day."""
    problems: tuple[Problem, ...]
    """Of the digests, and of pages that could not be changed."""


def import_alone(
    content_dir: Path,
    paths: Iterable[Path] = (),
    year: int | None = None,
    several: Processes = ALONE,
    *,
    anew: bool = False,
    decided: Decided = lambda _content: None,
) -> Imported:
    """`import_digests`, while no other process does the same. Raises UsageError where one does not end.

    With ``anew``, every page is read, whatever is remembered of it.
    """
    with content_lock(content_dir) as work:
        files.sweep(work, os.listdir(work))  # noqa: PTH208
        return import_digests(content_dir, paths, year, several, None if anew else work / "pages", decided)


def import_digests(
    content_dir: Path,
    paths: Iterable[Path] = (),
    year: int | None = None,
    several: Processes = ALONE,
    memory: Path | None = None,
    decided: Decided = lambda _content: None,
) -> Imported:
    """Import digests from ``paths`` (files or folders) and whatever is new under ``content/digests``.

    ``memory`` is a file that keeps what was read for the next run.
    """
    remembered = recall(memory) if memory else NOTHING
    reading = read_folder(content_dir, remembered.pages, several)
    left = files.sweep(content_dir, reading.states)
    before = {path: state for path, state in reading.states.items() if path not in left}
    content = reading.content
    if any(path.startswith(("papers/", "dates/")) for path in content.unreadable):
        return _nothing(content, content_dir)
    arrivals = find_arrivals(content_dir, content, paths, year, several)
    joined = join(content, arrivals.digests, arrivals.renamed)
    label = f"{content_dir.as_posix()}/"
    papers, stuck = _paper_texts(content, joined, content_dir)
    joined, faults = without(content, joined, stuck), stuck.values()
    content = content.updated(gather((page for page, _ in papers.values()), label))
    decided(content)
    settled = reading.is_remembered and not joined.counts.records
    listed = listings(page.paper for _, page in sorted(content.papers.items()))
    days, more = ({}, []) if settled else _day_texts(content, joined, listed, content_dir)
    content = content.updated(gather((page for page, _ in days.values()), label))
    written = papers | days
    texts = ((path, text.encode("utf-8")) for path, (_, text) in written.items())
    states = files.replace_all(content_dir, (*arrivals.keep.items(), *texts))
    pages = {**reading.pages, **{path: known(states[path], page) for path, (page, _) in written.items()}}
    if memory and not (faults or more) and (written or not reading.is_remembered):
        remember(memory, pages, remembered)
    return Imported(
        content=content,
        counts=joined.counts,
        digests=sum(bool(digest.entries) for digest in arrivals.digests),
        known=arrivals.known,
        written=states,
        read=before,
        names={page.page.paper.paper.address: page.name for page in pages.values() if page.page.paper},
        listed=listed,
        problems=tuple(sorted((*arrivals.problems, *joined.problems, *faults, *more))),
    )


def _nothing(content: Content, content_dir: Path) -> Imported:
    """Import nothing while a page cannot be read: it would be taken for missing, and written over."""
    what = "no digest was imported, because a page of the archive cannot be read"
    problem = Problem(content_dir.as_posix(), 0, what, "mend the pages named here, then import again")
    return Imported(content, Counts(), 0, 0, {}, {}, {}, {}, (problem,))


_Written = dict[str, tuple[ReadPage, str]]
"""Pages that are written, by their path below the content folder, as they read and as their text."""


def _paper_texts(content: Content, joined: Joined, content_dir: Path) -> tuple[_Written, dict[str, Problem]]:
    """The pages of papers that digests change, and of those whose heading lags behind a correction.

    And what is wrong with those that cannot be changed, by their address.
    """
    lagging = {
        address: News(address, page.paper.appearances, {}, {})
        for address, page in content.papers.items()
        if page.heading_lags
    }
    written: _Written = {}
    problems: dict[str, Problem] = {}
    for address, news in {**lagging, **joined.papers}.items():
        path = f"papers/{address}.md"
        if address not in content.papers:
            page, text = paper_page.create(news)
            written[path] = (ReadPage(path, page), text)
            continue
        try:
            before = files.read(content_dir / path).decode("utf-8-sig")
            text = paper_page.update(path, before, news)
        except ValueError:
            problems[address] = _unchangeable((content_dir / path).as_posix())
            continue
        if text != before:
            written[path] = (read_page(path, text.encode("utf-8")), text)
    return written, problems


def _day_texts(
    content: Content, joined: Joined, listed: Listings, content_dir: Path
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
        papers = [(item.address, item.title) for item in listed.get(day, ())]
        if page is None:
            made, text = date_page.create(value, papers)
            written[path] = (ReadPage(path, day=made), text)
            continue
        if page.day == value and page.shows(papers):
            continue
        try:
            before = files.read(content_dir / path).decode("utf-8-sig")
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
