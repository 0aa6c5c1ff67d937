"""Topics: what the papers of an archive are about, in the archive's own words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.archive.by_day import by_age
from daybook.content.topics_toml import DecidedTopic, TopicDecisions
from daybook.insights.settled import settled
from daybook.insights.topic_choice import choose, least_members
from daybook.insights.topic_decisions import Subject, decide
from daybook.insights.topic_names import main_spellings, sentence_case, written
from daybook.insights.topic_phrases import Source, read_vocabulary, source_of
from daybook.insights.topic_related import related
from daybook.insights.topic_search import PhraseFinder
from daybook.insights.words import BREAK
from daybook.model import Paper
from daybook.text import addresses
from daybook.text.formatted import plain

_IN_TITLE = 3
_NAMED_BY = 40
"""Papers whose spelling counts, the oldest of a topic."""
_STRONG = 2
"""A paper is about a topic that its title or keywords name, or its abstract twice."""


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


class _Text(Struct, frozen=True):
    """What a paper says, in plain form."""

    title: str
    abstract: str
    keywords: tuple[str, ...]
    tags: tuple[str, ...]


def find_topics(papers: Sequence[Paper], decisions: TopicDecisions) -> Topics:
    """Return the topics of papers and the papers of topics.

    The oldest papers choose the topics, name them and relate them (see `settled`), so that a new day adds
    papers to topics and changes nothing else of them.
    """
    papers = sorted(papers, key=by_age)
    oldest = settled(len(papers))
    texts = [_text(paper) for paper in papers]
    sources = [source_of(text.title, text.abstract, text.keywords, text.tags) for text in texts]
    vocabulary = read_vocabulary(sources[:oldest])
    subjects = decide([item.spellings for item in choose(vocabulary, sources[:oldest])], decisions)
    finder = PhraseFinder(
        {phrase: place for place, subject in enumerate(subjects) for phrase in subject.spellings}
    )
    wider = _wider(subjects, finder.meanings)
    about = [_with_wider(_about(source, finder), wider) for source in sources]
    members: dict[int, list[int]] = defaultdict(list)
    for paper, places in enumerate(about):
        for place in places:
            members[place].append(paper)
    least, early = least_members(oldest), {place: bisect_left(members[place], oldest) for place in members}
    kept = [place for place in sorted(members) if early[place] >= least or subjects[place].decided]
    topics = [
        _topic(
            subjects[place],
            [papers[at].address for at in reversed(members[place])],
            [texts[at] for at in members[place][: min(early[place], _NAMED_BY)]],
            vocabulary.acronyms,
        )
        for place in kept
    ]
    number = {place: at for at, place in enumerate(kept)}
    numbers = [tuple([number[place] for place in places if place in number]) for places in about]
    return _topics(
        _with_addresses(topics),
        related(numbers[:oldest], [early[place] for place in kept]),
        {paper.address: places for paper, places in zip(papers, numbers, strict=True) if places},
    )


def _topics(
    topics: Sequence[Topic], relatives: Sequence[Sequence[int]], about: Mapping[str, Sequence[int]]
) -> Topics:
    names = [TopicName(topic.slug, topic.name) for topic in topics]
    full = [
        replace(topic, related=tuple([names[place] for place in places]))
        for topic, places in zip(topics, relatives, strict=True)
    ]
    return Topics(
        tuple(sorted(full, key=lambda topic: (-len(topic.papers), topic.slug))),
        {address: tuple([names[place] for place in places]) for address, places in about.items()},
    )


def _text(paper: Paper) -> _Text:
    keywords = tuple([plain(keyword) for keyword in paper.facts.keywords])
    return _Text(plain(paper.title), plain(paper.abstract), keywords, paper.tags)


def _about(source: Source, finder: PhraseFinder[int]) -> list[int]:
    """Return the places of the subjects of a paper, from the one that it is most about.

    Words that belong to a longer phrase do not count for a shorter one. A paper that would have no topic gets
    those that its abstract names once, in several words: a single word may stand there for anything.
    """
    found = finder.find(source.title, source.abstract)
    title, abstract, gap = f" {' '.join(source.title)} ", f" {' '.join(source.abstract)} ", f" {BREAK} "
    scores: dict[int, int] = defaultdict(int)
    phrases = set()
    for phrase, topic in sorted(found, key=lambda item: (-len(item[0]), item)):
        if in_title := title.count(phrase):
            title = title.replace(phrase, gap)
        if in_abstract := abstract.count(phrase):
            abstract = abstract.replace(phrase, gap)
        scores[topic] += _IN_TITLE * in_title + in_abstract
        if " " in phrase.strip() and (in_title or in_abstract):
            phrases.add(topic)
    for keyword in source.keywords:
        if (meant := finder.meanings.get(keyword)) is not None:
            scores[meant] += _IN_TITLE
    ranked = sorted((topic for topic in scores if scores[topic]), key=lambda topic: (-scores[topic], topic))
    return [topic for topic in ranked if scores[topic] >= _STRONG] or [
        topic for topic in ranked if topic in phrases
    ]


def _wider(subjects: Sequence[Subject], meanings: Mapping[str, int]) -> list[list[int]]:
    """Return for each subject those that its last words name: knowledge distillation is distillation."""
    found = []
    for place, subject in enumerate(subjects):
        words = subject.spellings[0].split(" ") if subject.spellings else []
        endings = (meanings.get(" ".join(words[start:])) for start in range(1, len(words)))
        found.append(list(dict.fromkeys(end for end in endings if end is not None and end != place)))
    return found


def _with_wider(about: Sequence[int], wider: Sequence[Sequence[int]]) -> list[int]:
    """Return the subjects of a paper, then the wider ones that contain these."""
    return list(dict.fromkeys((*about, *(end for place in about for end in wider[place]))))


def _topic(
    subject: Subject, papers: Iterable[str], named_by: Iterable[_Text], acronyms: Mapping[str, str]
) -> Topic:
    """Return a topic of papers, named as the texts of some write it."""
    main, short = main_spellings(subject.spellings, acronyms)
    texts = ["\n".join((text.abstract, text.title, *text.keywords, *text.tags)) for text in named_by]
    decided = subject.decided or DecidedTopic(sentence_case(written(main, texts) or main))
    return Topic(
        decided.slug or addresses.slug(decided.name),
        decided.name,
        written(short, texts).removesuffix("s") if short else "",
        tuple(papers),
    )


def _with_addresses(topics: Sequence[Topic]) -> list[Topic]:
    """Return topics with different addresses: of two with one, the later gets a number."""
    found: list[Topic] = []
    taken: set[str] = set()
    for topic in topics:
        slug, number = topic.slug, 1
        while slug in taken:
            number += 1
            slug = f"{topic.slug}-{number}"
        taken.add(slug)
        found.append(replace(topic, slug=slug))
    return found
