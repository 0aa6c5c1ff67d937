"""The papers of a day by topic."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeAlias

from daybook.archive.by_day import ListedPaper
from daybook.insights.topics import TopicName

OfTopic: TypeAlias = tuple[TopicName | None, ListedPaper, int]
"""A paper with the topic that it is most about and its place in the day's list."""
_FEWEST = 2
"""Topics, and papers of each of them."""


def papers_by_topic(
    listed: Sequence[ListedPaper], topics_of: Callable[[str], Sequence[TopicName]]
) -> Sequence[OfTopic]:
    """Return the papers of a day without up-votes, those of the topic of most papers first.

    Papers whose topic no other paper has come last, without it. Empty if up-votes order the day, or if fewer
    than two topics have several papers.
    """
    if any(item.votes for item in listed):
        return ()
    topics = [next(iter(topics_of(item.address)), None) for item in listed]
    counts = Counter(topic for topic in topics if topic)
    shared = [topic for topic, count in counts.most_common() if count >= _FEWEST]
    if len(shared) < _FEWEST:
        return ()
    order = {topic: place for place, topic in enumerate(shared)}
    papers = [
        (topic if topic in order else None, item, place)
        for place, (item, topic) in enumerate(zip(listed, topics, strict=True), 1)
    ]
    return sorted(papers, key=lambda paper: order[paper[0]] if paper[0] else len(order))
