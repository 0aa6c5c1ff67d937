"""Links to the pages of topics, tags and people, and the papers of a day by topic."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from daybook.archive.by_day import ListedPaper
from daybook.insights.people import Named, People
from daybook.insights.topics import TopicName
from daybook.pages.base import LinkView
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


def author_addresses(people: People | None, paper: str, authors: Sequence[str]) -> tuple[str, ...]:
    """Return where the name of each author of a paper leads, from the site's root.

    An empty one leads to the search for the name itself.
    """
    if people is None:
        return ()
    slugs, joined = people.slugs, people.joined
    if people.exceptions:
        slugs = {name: people.slug_of(paper, name) for name in authors}
    return tuple(
        [
            addresses.person(slug)
            if (slug := slugs.get(name))
            else addresses.author_search(joined[name])
            if name in joined
            else ""
            for name in authors
        ]
    )


def author_links(authors: Sequence[str], addressed: Sequence[str], root: str) -> tuple[LinkView, ...]:
    """Return the links of the names of authors; a script makes those without an address lead to the search.

    The search needs scripts too, and in the page such links were 55 bytes an author.
    """
    addressed = addressed or [""] * len(authors)
    hrefs = [root + address if address else "" for address in addressed]
    return tuple(map(LinkView, authors, hrefs))


def person_link(person: Named, root: str) -> LinkView:
    """Return the link to a person, with the number of papers in common."""
    address = addresses.person(person.slug) if person.slug else addresses.author_search(person.names)
    return LinkView(person.name, root + address, str(person.papers))


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
