"""Topics: what the papers of an archive are about, in the archive's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from daybook.archive.by_day import by_age
from daybook.content.topics_toml import TopicDecisions
from daybook.disk import cache
from daybook.insights.settled import settled
from daybook.insights.texts import Texts
from daybook.insights.topic_catalogue import Catalogue, make_catalogue
from daybook.insights.topic_phrases import source_of
from daybook.model import Paper


class TopicName(Struct, frozen=True, array_like=True):
    """What pages of papers show of a topic."""

    slug: str
    """Of its address."""
    name: str


class Topic(Struct, frozen=True, array_like=True):
    """A topic and its papers."""

    slug: str
    name: str
    short: str
    """Its acronym, mostly empty."""
    papers: tuple[str, ...]
    """Addresses, from the newest paper: by the day that lists it first, then by address."""
    related: tuple[TopicName, ...] = ()
    """The topics that belong to it most come first."""


class Topics(Struct, frozen=True):
    """The topics of an archive."""

    topics: tuple[Topic, ...] = ()
    """Those of most papers first."""
    of_paper: Mapping[str, tuple[TopicName, ...]] = field(default_factory=dict)
    """By the paper's address, from the one that it is most about; papers without topics are not here."""


class TopicMemory(Struct, frozen=True):
    """The topics of an archive, and which papers they have."""

    key: bytes = b""
    """Of the texts that chose them, and of what people decided."""
    catalogue: Catalogue = Catalogue()
    of_text: Mapping[bytes, tuple[int, ...]] = field(default_factory=dict)
    """The topics of each paper, by the hash of what it says."""


NOTHING = TopicMemory()


def find_topics(papers: Sequence[Paper], decisions: TopicDecisions) -> Topics:
    """Return the topics of papers and the papers of topics.

    The oldest papers choose the topics, name them and relate them (see `settled`), so that a new day adds
    papers to topics and changes nothing else of them.
    """
    papers = sorted(papers, key=by_age)
    texts = Texts(papers)
    return topics_of(papers, texts, assign_topics(papers, texts, decisions, NOTHING))


def assign_topics(
    papers: Sequence[Paper], texts: Texts, decisions: TopicDecisions, memory: TopicMemory
) -> TopicMemory:
    """Choose topics, unless those of the last time are right, and find those of new texts."""
    keys = list(map(_key, papers, texts.hashes))
    oldest = settled(len(papers))
    chosen_by = cache.key(keys[:oldest], decisions)
    catalogue, before = memory.catalogue, memory.of_text
    if memory.key != chosen_by:
        catalogue, chosen = make_catalogue(papers[:oldest], texts, decisions)
        before = dict(zip(keys, chosen, strict=False))
    finder = catalogue.finder()
    of_text: dict[bytes, tuple[int, ...]] = {}
    for place, key in enumerate(keys):
        topics = before.get(key)
        if topics is None:
            topics = catalogue.topics_of(source_of(papers[place], texts, place), finder)
        of_text[key] = topics
    return TopicMemory(chosen_by, catalogue, of_text)


def topics_of(papers: Sequence[Paper], texts: Texts, memory: TopicMemory) -> Topics:
    """Return topics and papers; ``papers`` begins with the oldest."""
    entries = memory.catalogue.topics
    names = [TopicName(entry.slug, entry.name) for entry in entries]
    members: list[list[str]] = [[] for _ in entries]
    of_paper = {}
    for paper, text in zip(papers, texts.hashes, strict=True):
        if numbers := memory.of_text[_key(paper, text)]:
            of_paper[paper.address] = tuple([names[number] for number in numbers])
            for number in numbers:
                members[number].append(paper.address)
    topics = [
        Topic(
            entry.slug,
            entry.name,
            entry.short,
            tuple(of_topic[::-1]),
            tuple(map(names.__getitem__, entry.related)),
        )
        for entry, of_topic in zip(entries, members, strict=True)
        if of_topic
    ]
    return Topics(tuple(sorted(topics, key=lambda topic: (-len(topic.papers), topic.slug))), of_paper)


def _key(paper: Paper, text: bytes) -> bytes:
    """Return a hash of what a paper says, given that of its title and abstract."""
    keywords = paper.facts.keywords
    return cache.key(text, keywords, paper.tags) if keywords or paper.tags else text
