"""Find decisions of people that match no paper: mostly misspelt names."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from daybook.content.people_toml import DecidedPerson
from daybook.content.topics_toml import TopicDecisions
from daybook.insights.people.names import key_of
from daybook.insights.texts.words import BREAK, words
from daybook.insights.topics import Topics
from daybook.insights.topics.catalogue import folded
from daybook.model import Paper

_MOST_COMPARED = 2_000
"""Names that are compared with a misspelt one."""
_LEAST_ALIKE = 0.65
_ENDING = 3
"""Letters at the end of a word that differ in its plural."""


class Unmatched(Struct, frozen=True):
    """A name in a decision that no paper has."""

    name: str
    what: str
    """The fault, such as "no paper has these words"."""
    nearest: str = ""
    is_whole: bool = True
    """Whether nothing else of its table is there either."""


def unmatched_people(papers: Sequence[Paper], decided: Sequence[DecidedPerson]) -> Iterator[Unmatched]:
    """Yield the decided people and names that no paper has as its authors, and papers that are not there."""
    if not decided:
        return
    by_address = {paper.address: paper for paper in papers}
    everybody = _names(papers)
    for person in decided:
        known = everybody
        if person.papers:
            known = _names(by_address[address] for address in person.papers if address in by_address)
            for address in person.papers:
                if address not in by_address:
                    near = _nearest(address, by_address)
                    yield Unmatched(address, "the archive has no such paper", near)
        missing = [name for name in person.names if key_of(name) not in known]
        is_whole = len(missing) == len(person.names)
        for name in missing[:1] if is_whole else missing:
            if is_whole or name != person.name:  # a name to show need be on no paper
                near = _nearest_author(name, known)
                which = "none of its `papers` has" if person.papers else "no paper has"
                yield Unmatched(name, f"{which} an author of this name", near, is_whole)


def unmatched_topics(
    papers: Sequence[Paper], topics: Topics, decisions: TopicDecisions
) -> Iterator[Unmatched]:
    """Yield the decided topics that no paper is about, and spellings that no paper has."""
    found = {topic.name for topic in topics.topics}
    lost = [topic for topic in decisions.topics if topic.name not in found]
    others = [name for topic in decisions.topics if topic not in lost for name in topic.also]
    names = {name: folded(name) for name in (*decisions.hidden, *others)}
    mentioned = _mentioned(papers, set(names.values()))
    for topic in lost:
        yield Unmatched(topic.name, "no paper is about this topic", _nearest(topic.name, found))
    for name in names:
        if names[name] not in mentioned:
            is_hidden = name in decisions.hidden
            near = _nearest(name, found) if is_hidden else ""
            yield Unmatched(name, "no paper has these words", near, is_whole=is_hidden)


def _names(papers: Iterable[Paper]) -> Mapping[str, str]:
    """Return a name for each key of an author, as the first paper has it."""
    names: dict[str, str] = {}
    for paper in papers:
        for name in paper.facts.authors:
            names.setdefault(key_of(name), name)
    return names


def _nearest_author(name: str, names: Mapping[str, str]) -> str:
    """Return the name most like one, of those that share a word with it or at least its first letter."""
    key = key_of(name)
    parts = set(key.split())
    sharing = [*islice((known for known in names if not parts.isdisjoint(known.split())), _MOST_COMPARED)]
    others = sharing or [*islice((known for known in names if known[:1] == key[:1]), _MOST_COMPARED)]
    matches = difflib.get_close_matches(key, sorted(others), n=1, cutoff=_LEAST_ALIKE)
    return names[matches[0]] if matches else ""


def _nearest(name: str, known: Iterable[str]) -> str:
    by_key = {one.casefold(): one for one in sorted(known, reverse=True)}
    matches = difflib.get_close_matches(name.casefold(), sorted(by_key), n=1, cutoff=_LEAST_ALIKE)
    return by_key[matches[0]] if matches else ""


def _mentioned(papers: Sequence[Paper], phrases: set[str]) -> set[str]:
    """Return the phrases, folded as `words` do, that a paper has in its title, abstract, keywords or tags."""
    longest = {phrase: max(phrase.split(), key=len) for phrase in phrases if phrase}
    left = {phrase: word[: max(2, len(word) - _ENDING)] for phrase, word in longest.items()}
    for paper in papers:
        if not left:
            break
        text = f" {BREAK} ".join((paper.title, paper.abstract, *paper.facts.keywords, *paper.tags))
        lower = text.lower()
        likely = [phrase for phrase, stem in left.items() if stem in lower or not text.isascii()]
        if likely:
            whole = f" {' '.join(words(text))} "
            for phrase in likely:
                if f" {phrase} " in whole:
                    del left[phrase]
    return phrases - left.keys()
