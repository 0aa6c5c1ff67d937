"""The archive → reports: a module or a package for each.

A report is a pure function of the archive and of what people decided. It returns a frozen value, which
pages show. A report that takes long returns also a memory, with which the next build reads only new papers;
the report is the same with a memory and without.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from daybook.archive.by_day import by_age
from daybook.content.decisions import Decisions
from daybook.content.map_places import Place
from daybook.insights.map import PaperMap, find_map
from daybook.insights.people import People, find_people
from daybook.insights.similar import Similar, SimilarMemory
from daybook.insights.similar.finding import read_similar, similar_of
from daybook.insights.texts import Texts
from daybook.insights.topics import TopicMemory, Topics
from daybook.insights.topics.catalogue import assign_topics, topics_of
from daybook.insights.trending import Trending, find_trending
from daybook.insights.trends import Trends, find_trends
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
    map: PaperMap | None = None


class Memory(Struct, frozen=True):
    """Values that reports save for the next build, which then reads only new papers."""

    similar: SimilarMemory = SimilarMemory()
    topics: TopicMemory = TopicMemory()


class Earlier(Struct, frozen=True):
    """Values of an earlier build: places on the map in content, and the reports' memory."""

    places: Mapping[str, Place] = {}
    """Of papers on the map, by address."""
    memory: Memory = Memory()


NO_INSIGHTS = Insights()
NOTHING_EARLIER = Earlier()


def find_insights(
    archive: Archive, decisions: Decisions, settings: Settings, earlier: Earlier = NOTHING_EARLIER
) -> Insights:
    """Work out every report that the settings do not leave out, with what people decided."""
    return renew_insights(archive, decisions, settings, earlier)[0]


def renew_insights(
    archive: Archive, decisions: Decisions, settings: Settings, earlier: Earlier
) -> tuple[Insights, Memory]:
    """Work out the reports as `find_insights` does, and return also their memory for the next build.

    The map is drawn by likeness and topics, also where these are left out.
    """
    out, papers, memory = frozenset(settings.leave_out), archive.papers, earlier.memory
    order = sorted(range(len(papers)), key=lambda index: by_age(papers[index]))
    from_oldest = [papers[index] for index in order]
    texts = Texts(from_oldest)
    similar: Sequence[Sequence[Similar]] = ()
    if not {"similar", "map"} <= out:
        memory = replace(memory, similar=read_similar(texts, memory.similar))
        similar = similar_of(memory.similar, order)
    topics = Topics()
    if not {"topics", "map"} <= out:
        assigned = assign_topics(texts, decisions.topics, memory.topics)
        memory = replace(memory, topics=assigned)
        topics = topics_of(texts, assigned)
    del texts
    people = None if "people" in out else find_people(archive, decisions.people)
    trending = None if "trending" in out else find_trending(archive)
    insights = Insights(
        similar=None if "similar" in out else similar,
        topics=None if "topics" in out else topics,
        people=people,
        trending=trending,
        trends=None if {"topics", "trends"} & out else find_trends(topics, papers),
        map=None if "map" in out else find_map(papers, topics, similar, earlier.places),
    )
    return insights, memory
