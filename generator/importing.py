"""Digests into the content folder: kept as they came, joined to the archive, written as pages people own.

All is read and decided before anything is written. Digests are written first and the days that mark them
as imported last, so that a run killed in between is made whole by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator import files
from generator.archive import Counts, Joined, join
from generator.arrivals import DIGESTS, find_arrivals
from generator.content import Content, date_page, paper_page, read_content
from generator.content.provenance import News
from generator.plan import Plan
from generator.problems import Problem
from generator.removals import read_removed


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    content: Content
    """As it is now."""
    counts: Counts
    digests: int
    """New digests joined."""
    known: int
    """Files given that the archive held before."""
    written: int
    """Files of content written."""
    problems: tuple[Problem, ...]
    """Of the digests, and of pages that could not be changed."""


def load_content(content_dir: Path) -> Content:
    """Read every page of the content folder."""
    found, problems = files.find(content_dir)
    label = f"{content_dir.as_posix()}/"
    pages = [file for file in found if file.path.endswith(".md") and not file.path.startswith(f"{DIGESTS}/")]
    content = read_content(((file.path, files.read(file.location)) for file in pages), label)
    faults = [problem for problem in problems if not problem.path.startswith(f"{label}{DIGESTS}/")]
    skipped = frozenset(fault.path.removeprefix(label) for fault in faults if fault.path.endswith(".md"))
    return replace(
        content,
        problems=(*faults, *content.problems),
        unreadable=content.unreadable | skipped,
        removed=read_removed(content_dir),
    )


def import_digests(
    content_dir: Path, paths: Iterable[Path] = (), year: int | None = None, jobs: int = 1
) -> Imported:
    """Import digests from ``paths`` (files or folders) and whatever is new under ``content/digests``."""
    files.sweep(content_dir)
    content = load_content(content_dir)
    if any(path.startswith(("papers/", "dates/")) for path in content.unreadable):
        return _nothing(content, content_dir)
    arrivals = find_arrivals(content_dir, content, paths, year, jobs)
    joined = join(content, arrivals.digests)
    label = f"{content_dir.as_posix()}/"
    fresh = {
        address: paper_page.create(news)
        for address, news in joined.papers.items()
        if address not in content.papers
    }
    papers, faults = _paper_texts(content, joined, label)
    content = content.updated(read_content(_encoded(papers), label))
    content = replace(content, papers={**content.papers, **fresh})
    papers |= {f"papers/{address}.md": page.page.text for address, page in fresh.items()}
    days, more = _day_texts(content, joined, label)
    content = content.updated(read_content(_encoded(days), label))
    for path, data in (*arrivals.keep.items(), *_encoded(papers), *_encoded(days)):
        files.replace(content_dir / path, data)
    return Imported(
        content=content,
        counts=joined.counts,
        digests=sum(bool(digest.entries) for digest in arrivals.digests),
        known=arrivals.known,
        written=len(arrivals.keep) + len(papers) + len(days),
        problems=tuple(sorted((*arrivals.problems, *joined.problems, *faults, *more))),
    )


def _nothing(content: Content, content_dir: Path) -> Imported:
    """Import nothing while a page cannot be read: it would be taken for missing, and written over."""
    what = "no digest was imported, because a page of the archive cannot be read"
    problem = Problem(content_dir.as_posix(), 0, what, "mend the pages named here, then import again")
    return Imported(content, Counts(), 0, 0, 0, (problem,))


def _encoded(texts: dict[str, str]) -> Iterable[tuple[str, bytes]]:
    return ((path, text.encode("utf-8")) for path, text in texts.items())


def _paper_texts(content: Content, joined: Joined, label: str) -> tuple[dict[str, str], list[Problem]]:
    """The pages of papers that digests change, and of those whose heading lags behind a correction."""
    lagging = {
        address: News(address, page.paper.appearances, {}, {})
        for address, page in content.papers.items()
        if page.heading_lags
    }
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for address, news in {**lagging, **joined.papers}.items():
        path = f"papers/{address}.md"
        page = content.papers.get(address)
        if page is None:
            continue
        try:
            text = paper_page.update(page, news)
        except ValueError:
            problems.append(_unchangeable(label + path))
            continue
        if text != page.page.text:
            texts[path] = text
    return texts, problems


def _day_texts(content: Content, joined: Joined, label: str) -> tuple[dict[str, str], list[Problem]]:
    """The pages of days whose digests or lists of papers changed, by their path.

    Every day's list is made anew, so that it also follows papers that a person renamed or removed.
    """
    listed = Plan(content.archive()).listed
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for day in sorted(content.days.keys() | joined.days.keys()):
        path = f"dates/{day.isoformat()}.md"
        page = content.days.get(day)
        value = joined.days[day] if day in joined.days else content.days[day].day
        try:
            text = date_page.write(page, value, [(item.address, item.title) for item in listed.get(day, ())])
        except ValueError:
            problems.append(_unchangeable(label + path))
            continue
        if page is None or text != page.page.text:
            texts[path] = text
    return texts, problems


def _unchangeable(path: str) -> Problem:
    remedy = "write it plainly: one key a line, lists in the form Daybook writes"
    return Problem(path, 1, "front matter too unusual to be changed", remedy)
