"""Report names in decisions and settings that match nothing of the archive, with the nearest name."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from daybook.content.decisions import Decisions
from daybook.content.site_toml import settings_file
from daybook.disk.read import read_file
from daybook.insights import Insights
from daybook.insights.unmatched import Unmatched, unmatched_people, unmatched_topics
from daybook.model import OwnPage, Paper
from daybook.pages.base.navigation import names_of
from daybook.problems import Problem, Severity, did_you_mean, shown
from daybook.settings import Settings


def unmatched_decisions(
    content_dir: Path, decisions: Decisions, papers: Sequence[Paper], insights: Insights
) -> Iterator[Problem]:
    """Yield a warning for each decision that matches nothing, a note for one spelling of several."""
    if insights.people:
        people = unmatched_people(papers, decisions.people)
        yield from _problems(content_dir / "people.toml", people)
    if insights.topics:
        topics = unmatched_topics(papers, insights.topics, decisions.topics)
        yield from _problems(content_dir / "topics.toml", topics)


def _problems(place: Path, unmatched: Iterable[Unmatched]) -> Iterator[Problem]:
    data = b""
    for one in unmatched:
        data = data or read_file(place)
        at = data.find(one.name.encode())
        line = data.count(b"\n", 0, at) + 1 if at >= 0 else 1
        remedy = f"did you mean {shown(one.nearest)}?" if one.nearest else "correct it, or take it out"
        severity = Severity.WARNING if one.is_whole else Severity.NOTE
        yield Problem(place.as_posix(), line, f"{one.what}: {shown(one.name)}", remedy, severity)


def unknown_names(content_dir: Path, settings: Settings, pages: Sequence[OwnPage]) -> Iterator[Problem]:
    """Yield a warning for each name in ``[nav]`` that is no section's, page's or link's."""
    nav = settings.nav
    lists = {"order": nav.order, "foot": nav.foot, "hidden": nav.hidden}
    if not any(lists.values()):
        return
    known, file = names_of(pages, settings), settings_file(content_dir)
    for key, names in lists.items():
        for place, name in enumerate(names):
            if name not in known:
                remedy = did_you_mean(name, known, f"known are {', '.join(sorted(known))}")
                what = f"`nav.{key}` names {shown(name)}, which is no section, page or link"
                yield file.problem(("nav", key, place), what, remedy, Severity.WARNING)
