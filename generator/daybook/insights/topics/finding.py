"""Find the topics of papers."""

from daybook.content.topics_toml import TopicDecisions
from daybook.disk import cache
from daybook.insights.texts import Texts
from daybook.insights.topics import NO_TOPIC, Topic, TopicMemory, TopicName, Topics
from daybook.insights.topics.catalogue import make_catalogue, topics_in
from daybook.model import Paper
from daybook.settled import settled


def assign_topics(texts: Texts, decisions: TopicDecisions, memory: TopicMemory) -> TopicMemory:
    """Choose topics, unless those of the memory are still right, and find the topics of new texts."""
    keys, oldest = _keys(texts), settled(len(texts.papers))
    chosen_by = cache.key(keys[:oldest], decisions)
    catalogue, before = memory.catalogue, memory.of_text
    if memory.key != chosen_by:
        catalogue, chosen = make_catalogue(texts, oldest, decisions)
        before = dict(zip(keys, chosen, strict=False))
    new = [place for place, key in enumerate(keys) if key not in before]
    found = dict(zip(new, topics_in(catalogue, texts, new) if new else (), strict=True))
    of_text = {key: found[place] if place in found else before[key] for place, key in enumerate(keys)}
    return TopicMemory(chosen_by, catalogue, of_text)


def topics_of(texts: Texts, memory: TopicMemory) -> Topics:
    """Return the topics and their papers, and of each paper its topics."""
    entries, topic_of = memory.catalogue.topics, memory.catalogue.topic_of
    spellings: list[list[str]] = [[] for _ in entries]
    for spelling, subject in sorted(memory.catalogue.phrases.items()):
        if topic_of[subject] != NO_TOPIC:
            spellings[topic_of[subject]].append(spelling)
    names = [TopicName(entry.slug, entry.name) for entry in entries]
    members: list[list[str]] = [[] for _ in entries]
    of_paper = {}
    for paper, key in zip(texts.papers, _keys(texts), strict=True):
        if numbers := memory.of_text[key]:
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
            tuple(written),
            entry.former,
        )
        for entry, of_topic, written in zip(entries, members, spellings, strict=True)
        if of_topic
    ]
    return Topics(tuple(sorted(topics, key=lambda topic: (-len(topic.papers), topic.slug))), of_paper)


def _keys(texts: Texts) -> list[bytes]:
    """Return for each paper a hash of what it says."""
    return list(map(_key, texts.papers, texts.hashes))


def _key(paper: Paper, text: bytes) -> bytes:
    """Return a hash of what a paper says, given that of its title and abstract."""
    keywords = paper.facts.keywords
    return cache.key(text, keywords, paper.tags) if keywords or paper.tags else text
