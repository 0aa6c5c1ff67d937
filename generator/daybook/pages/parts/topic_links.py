"""Links to the pages of topics and tags."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from daybook.insights.topics import TopicName
from daybook.pages.base.links import LinkView
from daybook.text import addresses, slugs

ON_CARDS = 2
"""Topics that a card shows."""


def on_card(topics: Sequence[TopicName]) -> tuple[TopicName, ...]:
    """Return a paper's first topics, without those whose name is part of another's: image, image editing."""
    if len(topics) < 2:
        return tuple(topics)
    names = [_words(topic.name) for topic in topics]
    said = " ".join(names)
    return tuple(
        [topic for topic, name in zip(topics, names, strict=True) if said.count(name) == 1][:ON_CARDS]
    )


@lru_cache(maxsize=1024)
def _words(name: str) -> str:
    """Return a name's words without the plural's s, with a space around each."""
    words = name.casefold().replace("-", " ").split()
    return f" {' '.join(word.removesuffix('s') for word in words)} "


def tag_links(tags: Iterable[str], root: str, *, has_pages: bool) -> tuple[LinkView, ...]:
    """Return links to the pages of a person's tags; with an empty ``href`` if tags have no pages."""
    return tuple(
        LinkView(tag, root + addresses.tag(slugs.tag_slug(tag)) if has_pages else "") for tag in tags
    )


def topic_links(topics: Iterable[TopicName], root: str) -> tuple[LinkView, ...]:
    """Return links to topics from a page whose way to the site's root is ``root``."""
    return tuple(LinkView(topic.name, root + addresses.topic(topic.slug)) for topic in topics)
