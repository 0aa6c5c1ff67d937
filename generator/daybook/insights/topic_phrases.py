"""Which phrases an archive uses as names of subjects, found from titles, keywords and definitions.

Authors put subjects into titles and keywords, and what all papers say ("extensive experiments show") into
abstracts alone. So a phrase is a subject if papers name it in these places; abstracts only tell how common it
is elsewhere. A part of a longer phrase ("large language") gives itself away in titles, too: hardly any ends
there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import isqrt

from msgspec import Struct

from daybook.insights.acronyms import defined_in, known_acronyms
from daybook.insights.texts import Texts
from daybook.insights.topic_stop_words import BEFORE_VERBS, FUNCTION, INSIDE
from daybook.insights.words import BREAK, words
from daybook.model import Paper
from daybook.text.formatted import plain

_LONGEST = 4
"""Words of a phrase."""


class Phrase(Struct, frozen=True):
    """A phrase that may name a subject, as `words` fold it, and the numbers of papers that have it."""

    text: str
    titles: int
    ends: int
    """Titles in which no other noun follows it."""
    begins: int
    alone: int
    """Titles in which it stands so on both sides."""
    keywords: int
    named: int
    """Papers that have it in their title or keywords, or define an acronym for it."""


class Source(Struct, frozen=True):
    """A paper's words."""

    title: Sequence[str]
    abstract: Sequence[str]
    keywords: tuple[str, ...]
    """And a person's tags."""
    tags: tuple[str, ...] = ()


def source_of(paper: Paper, texts: Texts, place: int) -> Source:
    """Return a paper's words."""
    given = tuple(dict.fromkeys(" ".join(words(tag)) for tag in paper.tags))
    keywords = (" ".join(words(plain(keyword))) for keyword in paper.facts.keywords)
    text, spelt = texts[place], list(texts.number_of)
    title, abstract = ([spelt[n] for n in part] for part in (text.title_words, text.abstract_words))
    return Source(title, abstract, tuple(dict.fromkeys((*given, *keywords))), given)


class Vocabulary(Struct, frozen=True):
    """What the titles, keywords and definitions of an archive hold."""

    phrases: dict[str, Phrase]
    acronyms: dict[str, str]
    """By acronym, what it stands for."""
    long_forms: frozenset[str]
    """What the acronyms stand for."""
    tags: frozenset[str]
    """That people gave to several papers."""
    longest_with: dict[str, int]
    """For a phrase in longer ones: the titles and keywords with the most common of these."""
    papers: int


def read_vocabulary(sources: Sequence[Source], abstracts: Sequence[str]) -> Vocabulary:
    """Count the phrases of titles, keywords and definitions; ``abstracts`` are those of the same papers."""
    found = [{text: (start, end) for text, start, end in _phrases(source.title)} for source in sources]
    titles = Counter(chain.from_iterable(found))
    begins = Counter([text for of_paper in found for text, (start, _) in of_paper.items() if start])
    ends = Counter([text for of_paper in found for text, (_, end) in of_paper.items() if end])
    alone = Counter([text for of_paper in found for text, (start, end) in of_paper.items() if start and end])
    keywords = Counter(chain.from_iterable(source.keywords for source in sources))
    tags = Counter(chain.from_iterable(source.tags for source in sources))
    defined = [set(defined_in(abstract)) for abstract in abstracts]
    named = Counter(
        chain.from_iterable(
            {*of_paper, *source.keywords, *(long for _, long in definitions)}
            for of_paper, source, definitions in zip(found, sources, defined, strict=True)
        )
    )
    least = least_papers(len(sources))
    phrases = {
        text: Phrase(text, titles[text], ends[text], begins[text], alone[text], keywords[text], number)
        for text, number in named.items()
        if number >= least
    }
    acronyms = known_acronyms(Counter(chain.from_iterable(defined)), least)
    return Vocabulary(
        phrases,
        acronyms,
        frozenset(acronyms.values()),
        frozenset(tag for tag, number in tags.items() if number > 1),
        _longest_with(phrases.values()),
        len(sources),
    )


def _longest_with(phrases: Iterable[Phrase]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        number, parts = phrase.titles + phrase.keywords, phrase.text.split(" ")
        for length in range(1, len(parts)):
            for start in range(len(parts) - length + 1):
                part = " ".join(parts[start : start + length])
                longest[part] = max(longest.get(part, 0), number)
    return longest


def least_papers(papers: int) -> int:
    """Return how many of so many papers must name a subject."""
    return max(1, isqrt(papers) // 16)


def _phrases(title: Sequence[str]) -> Iterator[tuple[str, bool, bool]]:
    """Yield the phrases of a title, and whether each begins and ends between function words."""
    last = len(title)
    for start, first in enumerate(title):
        if first in FUNCTION or first == BREAK:
            continue
        before = title[start - 1] if start else BREAK
        if before in BEFORE_VERBS:
            continue
        begins = before in FUNCTION or before == BREAK
        text = ""
        for end in range(start, min(last, start + _LONGEST)):
            word = title[end]
            if word == BREAK or (word in FUNCTION and word not in INSIDE):
                break
            text = f"{text} {word}" if text else word
            if word not in FUNCTION:
                yield text, begins, end + 1 == last or title[end + 1] in FUNCTION or title[end + 1] == BREAK
