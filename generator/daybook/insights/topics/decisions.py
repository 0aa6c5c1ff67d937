"""Apply people's decisions about topics: to merge, rename, add and hide them."""

from collections.abc import Sequence

from msgspec import Struct

from daybook.content.topics_toml import DecidedTopic, TopicDecisions
from daybook.insights.texts.words import words


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
