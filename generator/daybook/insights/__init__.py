"""The archive → what can be worked out of it: a module for each report.

A report is a pure function of the archive and of what people decided. It returns a frozen value, which
pages show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from daybook.content.decisions import Decisions
from daybook.content.places import Place
from daybook.insights.map import PaperMap, find_map
from daybook.insights.people import People, find_people
from daybook.insights.similar import Similar
from daybook.insights.similar_task import start_similar
from daybook.insights.topic_trends import Trends, find_trends
from daybook.insights.topics import Topics, find_topics
from daybook.insights.trending import Trending, find_trending
from daybook.model import Archive
from daybook.parallel.workers import ALONE, Workers
from daybook.settings import Settings


class Insights(Struct, frozen=True):
    """All reports of an archive. One that the settings leave out is None."""

    similar: Sequence[Sequence[Similar]] | None = None
    """For each paper of the archive, in its order."""
    topics: Topics | None = None
    people: People | None = None
    trending: Trending | None = None
    trends: Trends | None = None
    """None without topics, too."""
    map: PaperMap | None = None


NO_INSIGHTS = Insights()
NO_PLACES: Mapping[str, Place] = {}


def find_insights(
    archive: Archive,
    decisions: Decisions,
    settings: Settings,
    places: Mapping[str, Place] = NO_PLACES,
    workers: Workers = ALONE,
) -> Insights:
    """Work out every report that the settings do not leave out, with what people decided.

    ``places`` are those that papers have on the map, by address. The map is drawn by likeness and topics,
    also where these are left out.
    """
    papers, out = archive.papers, frozenset(settings.leave_out)
    found_similar = None if {"similar", "map"} <= out else start_similar(papers, workers)
    topics = Topics() if {"topics", "map"} <= out else find_topics(papers, decisions.topics)
    people = None if "people" in out else find_people(archive, decisions.people)
    similar = found_similar() if found_similar else ()
    return Insights(
        similar=None if "similar" in out else similar,
        topics=None if "topics" in out else topics,
        people=people,
        trending=None if "trending" in out else find_trending(archive),
        trends=None if {"topics", "trends"} & out else find_trends(topics, papers),
        map=None if "map" in out else find_map(papers, topics, similar, places),
    )
