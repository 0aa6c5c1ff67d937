"""Work out the reports of an archive, save their memory, and keep the places that papers get on the map.

The memory of reports is `.content.daybook/reports`.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from daybook.commands.shared.unmatched import unmatched_decisions
from daybook.content.decisions import load_decisions
from daybook.content.location import PLACES
from daybook.content.map_places import KeptPlaces, read_places, write_places
from daybook.disk import cache
from daybook.disk.lock import work_folder
from daybook.disk.walk import Stat
from daybook.insights import Earlier, Insights, Memory, renew_insights
from daybook.model import Archive
from daybook.parallel.workers import ALONE, Workers
from daybook.problems import Problem, Severity
from daybook.settings import Settings
from daybook.text.plain_text import count

_OUTGROWN = 4
"""Times as many papers as a map was drawn with, from which on a new one shows the archive better."""


class Reports(Struct, frozen=True):
    """All reports, and what the content keeps of them."""

    insights: Insights
    places: KeptPlaces | None = None
    """Of all papers on the map; None if there is no map."""
    problems: tuple[Problem, ...] = ()


def make_reports(
    archive: Archive, settings: Settings, content_dir: Path, workers: Workers = ALONE, *, clean: bool = False
) -> Reports:
    """Let ``workers`` work out all reports; papers without a place on the map get one, others keep theirs.

    If ``clean``, the memory of reports is not used.
    """
    kept, memory = read_places(content_dir), Memory() if clean else load_memory(content_dir)
    earlier, decisions = Earlier(kept.places, memory), load_decisions(content_dir)
    insights, renewed = workers.submit(renew_insights, archive, decisions, settings, earlier)()
    if renewed != memory:
        cache.save(_memory_file(content_dir), renewed)
    unmatched = tuple(unmatched_decisions(content_dir, decisions, archive.papers, insights))
    if insights.map is None or not archive.papers:
        return Reports(insights, problems=unmatched)
    addresses = [paper.address for paper in archive.papers]
    is_new = kept.places.keys().isdisjoint(addresses)
    drawn_with = len(addresses) if is_new else kept.drawn_with
    places = dict(zip(addresses, insights.map.places, strict=True))
    what = f"the map was drawn with {count(drawn_with, 'paper')}, and has {len(places):,} now"
    remedy = "delete the file, and the next build draws it again: all papers move"
    outgrown = Problem((content_dir / PLACES).as_posix(), 1, what, remedy, Severity.NOTE)
    notes = (outgrown,) if len(places) > drawn_with * _OUTGROWN else ()
    return Reports(insights, KeptPlaces(places, drawn_with), (*unmatched, *notes))


def keep_places(content_dir: Path, reports: Reports) -> Mapping[str, Stat]:
    """Write the places of papers on the map into the content; return the stat of their file if it changed."""
    return write_places(content_dir, reports.places) if reports.places else {}


def load_memory(content_dir: Path) -> Memory:
    """Return the memory of reports; an empty one if none is saved."""
    return cache.load(_memory_file(content_dir), Memory) or Memory()


def _memory_file(content_dir: Path) -> Path:
    return work_folder(content_dir) / "reports"
