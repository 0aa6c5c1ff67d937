"""Count an archive."""

from pathlib import Path

import msgspec
from msgspec.structs import replace

from daybook.commands.shared.reports import load_memory
from daybook.content.decisions import load_decisions
from daybook.content.folder import read_folder
from daybook.content.location import DIGESTS
from daybook.content.remembered import load_pages
from daybook.content.site_toml import load_settings
from daybook.disk.lock import work_folder
from daybook.disk.walk import find_files
from daybook.insights import Earlier, find_insights
from daybook.problems import Problem

_NOT_COUNTED = ("similar", "trending", "map", "trends")
"""Reports without a number of their own, which need not be worked out."""


class Stats(msgspec.Struct, frozen=True):
    """The numbers of an archive; those of its site are 0 if it has none."""

    papers: int
    days: int
    first_day: str
    """Empty without days."""
    last_day: str
    digests: int
    people: int
    """Those who have a page."""
    organisations: int
    topics: int
    content_files: int
    content_bytes: int
    site_files: int
    site_bytes: int


def count_archive(content_dir: Path, output_dir: Path) -> tuple[Stats, tuple[Problem, ...]]:
    """Count an archive and its site; return also the problems of its pages. Raises UsageError."""
    settings = load_settings(content_dir)
    folder = read_folder(content_dir, load_pages(work_folder(content_dir) / "pages"))
    archive = folder.content.archive()
    counted = replace(settings, leave_out=(*settings.leave_out, *_NOT_COUNTED))
    earlier = Earlier(memory=load_memory(content_dir))
    insights = find_insights(archive, load_decisions(content_dir), counted, earlier)
    people, topics = insights.people, insights.topics
    days = sorted(day.date.isoformat() for day in archive.days)
    site = find_files(output_dir)[0] if output_dir.is_dir() else []
    stats = Stats(
        papers=len(archive.papers),
        days=len(days),
        first_day=days[0] if days else "",
        last_day=days[-1] if days else "",
        digests=sum(path.startswith(f"{DIGESTS}/") for path in folder.stats),
        people=len(people.people) if people else 0,
        organisations=len(people.organisations) if people else 0,
        topics=len(topics.topics) if topics else 0,
        content_files=len(folder.stats),
        content_bytes=sum(file.size for file in find_files(content_dir)[0]),
        site_files=len(site),
        site_bytes=sum(file.size for file in site),
    )
    return stats, folder.content.problems
