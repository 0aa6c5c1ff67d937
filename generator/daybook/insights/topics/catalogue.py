"""The topics that the oldest papers choose, name and relate, as people decided; the topics of papers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.topics_toml import DecidedTopic, TopicDecisions
from daybook.disk import cache
from daybook.insights.texts import PaperText, Texts, blocks
from daybook.insights.texts.words import words
from daybook.insights.topics import NO_TOPIC, Catalogue, CatalogueTopic, Topic, TopicMemory, TopicName, Topics
from daybook.insights.topics.assignment import PhraseFinder, about, with_wider
from daybook.insights.topics.choice import choose, least_members
from daybook.insights.topics.names import main_spellings, sentence_case, written
from daybook.insights.topics.phrases import keywords_of, read_lexicon
from daybook.model import Paper
from daybook.settled import settled
from daybook.text import slugs
from daybook.text.formatted import plain

_NEARLY_ALL = 0.75
"""Of a subject's papers: if a narrower one has as many, the wider one is no topic."""
_NAMED_BY = 40
"""Papers whose spelling counts, the oldest of a topic."""
_MOST_RELATED = 8
_PAIRS = 6
"""Topics of a paper that count as related: the ones it is most about, as the work grows with their square."""


class Subject(Struct, frozen=True):
    """A topic before its papers are known: the ways to write it, as `words` fold them."""

    spellings: tuple[str, ...]
    decided: DecidedTopic | None = None
    merged: tuple[tuple[str, ...], ...] = ()
    """The spellings of each topic that became this one."""


def decide(found: Sequence[tuple[str, ...]], decisions: TopicDecisions) -> list[Subject]:
    """Return the topics, given by their spellings, with what people decided; first those that they gave."""
    hidden = set(map(folded, decisions.hidden))
    left = [spellings for spellings in found if hidden.isdisjoint(spellings)]
    given = []
    for topic in decisions.topics:
        spellings = dict.fromkeys(map(folded, (topic.name, *topic.also)))
        merged = [item for item in left if not spellings.keys().isdisjoint(item)]
        for item in merged:
            left.remove(item)
            spellings.update(dict.fromkeys(item))
        given.append(Subject(tuple(filter(None, spellings)), topic, tuple(merged)))
    return [*given, *map(Subject, left)]


def folded(name: str) -> str:
    """Return a name as `words` fold it."""
    return " ".join(words(name))


def make_catalogue(
    texts: Texts, oldest: int, decisions: TopicDecisions
) -> tuple[Catalogue, list[tuple[int, ...]]]:
    """Return the topics that the oldest papers choose, as people decided, and each such paper's topics."""
    papers = texts.papers[:oldest]
    texts.read(range(oldest))
    keywords = list(map(keywords_of, papers))
    lexicon = read_lexicon(texts, keywords)
    subjects = decide([item.spellings for item in choose(lexicon, texts, keywords)], decisions)
    meanings = {phrase: place for place, subject in enumerate(subjects) for phrase in subject.spellings}
    finder = PhraseFinder(meanings, texts.number_of)
    wider = _wider(subjects, meanings)
    of_papers: list[list[int]] = []
    for places, flat in blocks(texts, range(oldest)):
        found = about(flat, [keywords[place] for place in places], finder)
        of_papers += [with_wider(subjects_of, wider) for subjects_of in found]
    members: dict[int, list[int]] = defaultdict(list)
    for paper, places in enumerate(of_papers):
        for place in places:
            members[place].append(paper)
    enough = _enough(members, wider, least_members(oldest))
    kept = [place for place, one in enumerate(subjects) if place in enough or one.decided]
    number = {place: topic for topic, place in enumerate(kept)}
    numbers = [tuple([number[place] for place in places if place in number]) for places in of_papers]
    entries = []
    for place in kept:
        named_by = [(papers[at], texts[at]) for at in members[place][:_NAMED_BY]]
        entries.append(_entry(subjects[place], named_by, lexicon.acronyms))
    relatives = related(numbers, [len(members[place]) for place in kept])
    with_addresses = zip(_with_addresses(entries), relatives, strict=True)
    topics = [replace(entry, related=others) for entry, others in with_addresses]
    topic_of = [number.get(place, NO_TOPIC) for place in range(len(subjects))]
    return Catalogue(topics, meanings, wider, topic_of), numbers


def topics_in(catalogue: Catalogue, texts: Texts, places: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the topics of papers at some places, each from the one that it is most about."""
    texts.read(places)
    finder, topic_of = PhraseFinder(catalogue.phrases, texts.number_of), catalogue.topic_of
    found: list[list[int]] = []
    for some, flat in blocks(texts, places):
        keywords = [keywords_of(texts.papers[place]) for place in some]
        found += [with_wider(subjects, catalogue.wider) for subjects in about(flat, keywords, finder)]
    return [tuple([topic_of[one] for one in subjects if topic_of[one] != NO_TOPIC]) for subjects in found]


def _wider(subjects: Sequence[Subject], meanings: Mapping[str, int]) -> list[list[int]]:
    """Return for each subject those that its last or first words name.

    Knowledge distillation is distillation, and knowledge graph completion is about knowledge graphs. A
    vision-language model is no large language model, although a "language model" is one.
    """
    loose = {one.spellings[0].removeprefix("large ") for one in subjects if one.spellings}
    loose -= {one.spellings[0] for one in subjects if one.spellings}
    found = []
    for place, subject in enumerate(subjects):
        words = subject.spellings[0].split(" ") if subject.spellings else []
        endings = [" ".join(words[start:]) for start in range(1, len(words))]
        parts = [ending for ending in endings if ending not in loose]
        parts += [" ".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
        ends = map(meanings.get, parts)
        found.append(list(dict.fromkeys(end for end in ends if end is not None and end != place)))
    return found


def _enough(members: Mapping[int, Sequence[int]], wider: Sequence[Sequence[int]], least: int) -> set[int]:
    """Return the subjects of enough papers, but those whose papers are nearly all of one narrower subject."""
    of_enough = {place for place, papers in members.items() if len(papers) >= least}
    return of_enough - {
        wide
        for narrow in of_enough
        for wide in wider[narrow]
        if len(members[narrow]) >= _NEARLY_ALL * len(members[wide])
    }


def _entry(
    subject: Subject, named_by: Sequence[tuple[Paper, PaperText]], acronyms: Mapping[str, str]
) -> CatalogueTopic:
    """Return a topic, named as the texts of some papers write it."""
    main, short = main_spellings(subject.spellings, acronyms)
    whole = [
        "\n".join((text.abstract, text.title, *map(plain, paper.facts.keywords), *paper.tags))
        for paper, text in named_by
    ]
    name = written(main, whole) or main
    decided = subject.decided or DecidedTopic(sentence_case(name, [text.abstract for _, text in named_by]))
    return CatalogueTopic(
        decided.slug or slugs.slug(decided.name),
        decided.name,
        written(short, whole).removesuffix("s") if short else "",
        former=tuple([_entry(Subject(one), named_by, acronyms).slug for one in subject.merged]),
    )


def _with_addresses(topics: Sequence[CatalogueTopic]) -> list[CatalogueTopic]:
    """Return topics with different addresses: of two with one, the later gets a number.

    A former address that is another topic's now is left out.
    """
    found: list[CatalogueTopic] = []
    taken: set[str] = set()
    for topic in topics:
        slug = slugs.new_slug(topic.slug, taken)
        taken.add(slug)
        found.append(replace(topic, slug=slug))
    return [replace(one, former=tuple([slug for slug in one.former if slug not in taken])) for one in found]


def related(topics_of_papers: Iterable[Sequence[int]], sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return for each topic the others that its papers are about, those that belong to it most first.

    A topic shares more papers the larger it is. So the square of the papers in common is halved for each
    doubling of the other's papers.
    """
    shared: list[Counter[int]] = [Counter() for _ in sizes]
    for topics in topics_of_papers:
        for topic in topics[:_PAIRS]:
            shared[topic].update(topics[:_PAIRS])
    found = []
    for topic, others in enumerate(shared):
        del others[topic]
        order = sorted(
            others, key=lambda other: (-((others[other] ** 2) << 32 >> sizes[other].bit_length()), other)
        )
        found.append(tuple(other for other in order if others[other] > 1)[:_MOST_RELATED])
    return found


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
