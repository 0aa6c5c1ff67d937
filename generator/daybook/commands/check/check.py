"""The gate before a deployment: every problem of the content and of the built site, all in one run."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from daybook.commands.check.site import check_site
from daybook.content.content import Content
from daybook.content.folder import load_content
from daybook.content.paths import DIGESTS
from daybook.content.removed import read_removed
from daybook.digests import date_hint, read_digest
from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.model import MOST_BYTES
from daybook.problems import Problem, Severity
from daybook.settings import Settings
from daybook.site.inventory import MARKER
from daybook.site.limits import SiteSize, measure, warnings
from daybook.text import addresses


class Checked(Struct, frozen=True):
    """What a check found."""

    papers: int
    days: int
    size: SiteSize
    problems: tuple[Problem, ...]


def check(content_dir: Path, output_dir: Path, settings: Settings) -> Checked:
    """Check content and site; ``settings`` are those the site was built with."""
    content = load_content(content_dir)
    problems = [*content.problems, *_digests(content_dir, content)]
    problems += check_site(output_dir, settings)
    if (output_dir / MARKER).is_file():
        problems += _counts(content, content_dir, output_dir)
    found, _ = find_files(output_dir)
    size = measure({file.path: file.size for file in found})
    problems += warnings(output_dir.as_posix(), size)
    archive = content.archive()
    return Checked(len(archive.papers), len(archive.days), size, tuple(sorted(set(problems))))


def _digests(content_dir: Path, content: Content) -> list[Problem]:
    """Problems of the digests that are kept; one that was never imported is one."""
    folder = content_dir / DIGESTS
    found, problems = find_files(folder)
    marks = {mark.sha256: mark.path for page in content.days.values() for mark in page.day.digests}
    for file in found:
        label = f"{folder.as_posix()}/{file.path}"
        if file.size > MOST_BYTES:
            problems.append(Problem(label, 0, "is larger than a digest can be", "split it"))
            continue
        digest, faults = read_digest(label, read_file(file.location), date_hint(file.path, None))
        problems += faults
        if digest and digest.entries and digest.sha256 not in marks:
            what = "was not imported"
            problems.append(Problem(label, 0, what, "run `daybook build`", Severity.WARNING))
    return problems


def _counts(content: Content, content_dir: Path, output_dir: Path) -> list[Problem]:
    """The site shows every paper, day and page of content, and no other."""
    archive = content.archive()
    wanted = {addresses.file_of(addresses.paper(paper.address)) for paper in archive.papers}
    wanted |= {addresses.file_of(addresses.day(day.date)) for day in archive.days}
    wanted |= {addresses.file_of(addresses.page(page.address)) for page in archive.pages}
    there = {
        f"{folder}/{file.path}"
        for folder in ("papers", "dates")
        for file in find_files(output_dir / folder)[0]
        if file.path != "index.html"
    }
    wanted |= {addresses.file_of(addresses.paper(address)) for address in read_removed(content_dir)}
    missing = sorted(path for path in wanted if not (output_dir / path).is_file())
    surplus = sorted(there - wanted)
    remedy = "build the site anew"
    return [
        *(
            Problem((output_dir / path).as_posix(), 0, "is in content and not in the site", remedy)
            for path in missing
        ),
        *(
            Problem((output_dir / path).as_posix(), 0, "is in the site and not in content", remedy)
            for path in surplus
        ),
    ]
