"""Report decisions of people that match nothing of the archive, with their line and the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from daybook.content.decisions import Decisions
from daybook.disk.read import read_file
from daybook.insights import Insights
from daybook.insights.unmatched import Unmatched, unmatched_people, unmatched_topics
from daybook.model import Paper
from daybook.problems import Problem, Severity, shown


def unmatched_decisions(
    content_dir: Path, decisions: Decisions, papers: Sequence[Paper], insights: Insights
) -> list[Problem]:
    """Return a warning for each decision that matches nothing, a note for one spelling of several."""
    problems: list[Problem] = []
    if insights.people:
        found = unmatched_people(papers, decisions.people)
        problems += _problems(content_dir / "people.toml", found)
    if insights.topics:
        topics = unmatched_topics(papers, insights.topics, decisions.topics)
        problems += _problems(content_dir / "topics.toml", topics)
    return problems


def _problems(place: Path, unmatched: Iterable[Unmatched]) -> Iterator[Problem]:
    data = b""
    for one in unmatched:
        data = data or read_file(place)
        at = data.find(one.name.encode())
        line = data.count(b"\n", 0, at) + 1 if at >= 0 else 1
        remedy = f"did you mean {shown(one.nearest)}?" if one.nearest else "correct it, or take it out"
        severity = Severity.WARNING if one.is_whole else Severity.NOTE
        yield Problem(place.as_posix(), line, f"{one.what}: {shown(one.name)}", remedy, severity)
