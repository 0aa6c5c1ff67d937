"""The topics that the oldest papers choose, name and relate, and what is remembered of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.content.topics_toml import DecidedTopic, TopicDecisions
from daybook.insights.texts import Text, Texts
from daybook.insights.topic_assignment import about, with_wider
from daybook.insights.topic_choice import choose, least_members
from daybook.insights.topic_decisions import Subject, decide
from daybook.insights.topic_names import main_spellings, sentence_case, written
from daybook.insights.topic_phrases import Source, read_vocabulary, source_of
from daybook.insights.topic_related import related
from daybook.insights.topic_search import PhraseFinder
from daybook.model import Paper
from daybook.text import addresses
from daybook.text.formatted import plain

_NAMED_BY = 40
"""Papers whose spelling counts, the oldest of a topic."""
NO_TOPIC = -1
"""Stands for the topic of a subject that too few papers are about."""


class Entry(Struct, frozen=True, array_like=True):
    """A topic of the catalogue."""

    slug: str
    name: str
    short: str
    """Its acronym, mostly empty."""
    related: tuple[int, ...] = ()
    """The topics that belong to it most come first."""


class Catalogue(Struct, frozen=True):
    """The topics of an archive, and which phrases name them."""

    topics: Sequence[Entry] = ()
    phrases: Mapping[str, int] = field(default_factory=dict)
    """The subject that each phrase names."""
    wider: Sequence[Sequence[int]] = ()
    """For each subject those that it belongs to."""
    topic_of: Sequence[int] = ()
    """For each subject its topic, or `NO_TOPIC`."""

    def finder(self) -> PhraseFinder[int]:
        """Return what finds the phrases in texts."""
        return PhraseFinder(self.phrases)

    def topics_of(self, source: Source, finder: PhraseFinder[int]) -> tuple[int, ...]:
        """Return the topics of a paper, from the one that it is most about."""
        subjects = with_wider(about(source, finder), self.wider)
        return tuple([topic for one in subjects if (topic := self.topic_of[one]) != NO_TOPIC])


def make_catalogue(
    papers: Sequence[Paper], texts: Texts, decisions: TopicDecisions
) -> tuple[Catalogue, list[tuple[int, ...]]]:
    """Return the topics that papers choose, as people decided, and those of each of these papers."""
    sources = [source_of(paper, texts, place) for place, paper in enumerate(papers)]
    vocabulary = read_vocabulary(sources, [texts[place].abstract for place in range(len(papers))])
    subjects = decide([item.spellings for item in choose(vocabulary, sources)], decisions)
    finder = PhraseFinder(
        {phrase: place for place, subject in enumerate(subjects) for phrase in subject.spellings}
    )
    wider = _wider(subjects, finder.meanings)
    of_papers = [with_wider(about(source, finder), wider) for source in sources]
    members: dict[int, list[int]] = defaultdict(list)
    for paper, places in enumerate(of_papers):
        for place in places:
            members[place].append(paper)
    least = least_members(len(sources))
    kept = [place for place, one in enumerate(subjects) if len(members[place]) >= least or one.decided]
    number = {place: topic for topic, place in enumerate(kept)}
    numbers = [tuple([number[place] for place in places if place in number]) for places in of_papers]
    entries = []
    for place in kept:
        named_by = [_whole(papers[at], texts[at]) for at in members[place][:_NAMED_BY]]
        entries.append(_entry(subjects[place], named_by, vocabulary.acronyms))
    relatives = related(numbers, [len(members[place]) for place in kept])
    topics = list(map(_related, _with_addresses(entries), relatives))
    topic_of = [number.get(place, NO_TOPIC) for place in range(len(subjects))]
    return Catalogue(topics, finder.meanings, wider, topic_of), numbers


def _whole(paper: Paper, text: Text) -> str:
    """Return all that says how a paper's topics are written."""
    return "\n".join((text.abstract, text.title, *map(plain, paper.facts.keywords), *paper.tags))


def _related(entry: Entry, others: tuple[int, ...]) -> Entry:
    return replace(entry, related=others)


def _wider(subjects: Sequence[Subject], meanings: Mapping[str, int]) -> list[list[int]]:
    """Return for each subject those that its last words name: knowledge distillation is distillation."""
    found = []
    for place, subject in enumerate(subjects):
        words = subject.spellings[0].split(" ") if subject.spellings else []
        endings = (meanings.get(" ".join(words[start:])) for start in range(1, len(words)))
        found.append(list(dict.fromkeys(end for end in endings if end is not None and end != place)))
    return found


def _entry(subject: Subject, named_by: Sequence[str], acronyms: Mapping[str, str]) -> Entry:
    """Return a topic, named as the texts of some papers write it."""
    main, short = main_spellings(subject.spellings, acronyms)
    decided = subject.decided or DecidedTopic(sentence_case(written(main, named_by) or main))
    return Entry(
        decided.slug or addresses.slug(decided.name),
        decided.name,
        written(short, named_by).removesuffix("s") if short else "",
    )


def _with_addresses(topics: Sequence[Entry]) -> list[Entry]:
    """Return topics with different addresses: of two with one, the later gets a number."""
    found: list[Entry] = []
    taken: set[str] = set()
    for topic in topics:
        slug, number = topic.slug, 1
        while slug in taken:
            number += 1
            slug = f"{topic.slug}-{number}"
        taken.add(slug)
        found.append(replace(topic, slug=slug))
    return found
