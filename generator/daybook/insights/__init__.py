"""The archive → what can be worked out of it: a module for each report.

A report is a pure function of the archive and of what people decided. It returns a frozen value, which
pages show.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from daybook.content.decisions import Decisions
from daybook.insights.people import People, find_people
from daybook.insights.similar import Similar, find_similar
from daybook.insights.topic_trends import Trends, find_trends
from daybook.insights.topics import Topics, find_topics
from daybook.insights.trending import Trending, find_trending
from daybook.model import Archive
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


NO_INSIGHTS = Insights()


def find_insights(archive: Archive, decisions: Decisions, settings: Settings) -> Insights:
    """Work out every report that the settings do not leave out, with what people decided."""
    out = settings.leave_out
    topics = None if "topics" in out else find_topics(archive.papers, decisions.topics)
    return Insights(
        similar=None if "similar" in out else find_similar(archive.papers),
        people=None if "people" in out else find_people(archive, decisions.people),
        topics=topics,
        trending=None if "trending" in out else find_trending(archive),
        trends=find_trends(topics, archive.papers) if topics and "trends" not in out else None,
    )
