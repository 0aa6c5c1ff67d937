"""Links to the pages of topics and tags."""

from __future__ import annotations

from collections.abc import Iterable

from daybook.insights.topics import TopicName
from daybook.pages.parts.links import LinkView
from daybook.text import addresses

ON_CARDS = 2
"""Topics that a card shows."""


def tag_links(tags: Iterable[str], root: str) -> tuple[LinkView, ...]:
    """Return links to the pages of a person's tags."""
    return tuple(LinkView(tag, root + addresses.tag(tag)) for tag in tags)


def topic_links(topics: Iterable[TopicName], root: str) -> tuple[LinkView, ...]:
    """Return links to topics from a page whose way to the site's root is ``root``."""
    return tuple(LinkView(topic.name, root + addresses.topic(topic.slug)) for topic in topics)
