"""Which subjects a paper is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from daybook.insights.topic_phrases import Source
from daybook.insights.topic_search import PhraseFinder
from daybook.insights.words import BREAK

_IN_TITLE = 3
_STRONG = 2
"""A paper is about a subject that its title or keywords name, or its abstract twice."""


def about(source: Source, finder: PhraseFinder[int]) -> list[int]:
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


def with_wider(subjects: Sequence[int], wider: Sequence[Sequence[int]]) -> list[int]:
    """Return the subjects of a paper, then the wider ones that contain these."""
    return list(dict.fromkeys((*subjects, *(end for place in subjects for end in wider[place]))))
