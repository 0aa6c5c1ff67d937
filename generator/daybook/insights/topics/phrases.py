"""Find the phrases that an archive uses as names of subjects, in titles, keywords and definitions.

Authors put subjects into titles and keywords, and what all papers say ("extensive experiments show") into
abstracts alone. So a phrase is a subject if papers name it in these places; abstracts only show how common it
is elsewhere. Titles also show a part of a longer phrase ("large language"): hardly any title ends with it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from math import isqrt

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from daybook.insights.texts import END, NO_WORD, Numbers, Texts, join, once
from daybook.insights.texts.stop_words import BEFORE_VERBS, FUNCTION, INSIDE
from daybook.insights.texts.words import words
from daybook.model import Paper
from daybook.text.acronyms import defined_in
from daybook.text.formatted import plain

_LONGEST = 4
"""Words of a phrase."""
_BEGINS, _ENDS = 1, 2


class TitleCounts(Struct, frozen=True, array_like=True):
    """The numbers of titles that have a phrase."""

    titles: int = 0
    ends: int = 0
    """Those in which no other noun follows it."""
    begins: int = 0
    alone: int = 0
    """Those in which it stands so on both sides."""


def count_phrases(texts: Texts, papers: int, least: int, wanted: Collection[str]) -> dict[str, TitleCounts]:
    """Return the phrases of at least so many titles, and those whose words are all in ``wanted`` phrases.

    The titles are those of the first ``papers``. A phrase begins and ends with no function word.
    """
    spelt = texts.spelt
    is_wanted = _among(spelt, {word for phrase in wanted for word in phrase.split(" ")})
    is_between = _among(spelt, FUNCTION)
    is_between[[NO_WORD, END]] = True
    is_inside = _among(spelt, INSIDE) | ~is_between
    words, whose = join([texts[place].title_words for place in range(papers)])
    before = np.concatenate(([END], words[:-1]))
    after = np.concatenate((words, [END]))
    starts = np.flatnonzero(~is_between[words] & ~_among(spelt, BEFORE_VERBS)[before])
    numbers, found = words[starts], {}
    for length in range(1, _LONGEST + 1):
        sides = is_between[before[starts]] * _BEGINS + is_between[after[starts + length]] * _ENDS
        whole = np.flatnonzero(~is_between[words[starts + length - 1]])
        one_of, counts = _counted(numbers[whole], whose[starts[whole]], sides[whole])
        phrases = words[starts[whole][one_of][:, None] + np.arange(length)]
        kept = np.flatnonzero((counts[:, 0] >= least) | is_wanted[phrases].all(axis=1))
        for phrase, count in zip(phrases[kept].tolist(), counts[kept].tolist(), strict=True):
            found[" ".join([spelt[word] for word in phrase])] = TitleCounts(*count)
        goes_on = np.flatnonzero(is_inside[after[starts + length]])
        starts, numbers = starts[goes_on], numbers[goes_on] * len(spelt) + after[starts[goes_on] + length]
        numbers = np.searchsorted(once(numbers), numbers)
    return found


def _counted(phrases: Numbers, papers: Numbers, sides: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each phrase the place where one is, and its counts; of a title, the last place counts."""
    order = np.lexsort((papers, phrases))
    phrases, papers, sides = phrases[order], papers[order], sides[order]
    is_last = np.flatnonzero(np.diff(phrases, append=-1) | np.diff(papers, append=-1))
    order, phrases, sides = order[is_last], phrases[is_last], sides[is_last]
    first = np.flatnonzero(np.diff(phrases, prepend=-1))
    kinds = (np.ones_like(sides), sides & _ENDS > 0, sides & _BEGINS > 0, sides == _BEGINS | _ENDS)
    counts = [np.add.reduceat(kind.astype(np.int64), first) if len(first) else first for kind in kinds]
    return order[first], np.stack(counts, axis=1)


def _among(spelt: Sequence[str], words: Collection[str]) -> NDArray[np.bool_]:
    return np.array([word in words for word in spelt], np.bool_)


_NO_TITLES = TitleCounts()
_LONGEST_NAME = 2


class Phrase(Struct, frozen=True):
    """A phrase that may name a subject, as `words` fold it, and the numbers of papers that have it."""

    text: str
    counts: TitleCounts
    keywords: int
    named: int
    """Papers that have it in their title or keywords, or define an acronym for it."""

    @property
    def titles(self) -> int:
        """Titles that have it."""
        return self.counts.titles


def keywords_of(paper: Paper) -> tuple[str, ...]:
    """Return the keywords of a paper and the tags that people gave it, as `words` fold them."""
    names = (*paper.tags, *map(plain, paper.facts.keywords))
    return tuple(dict.fromkeys(" ".join(words(name)) for name in names))


class Lexicon(Struct, frozen=True):
    """The phrases and acronyms in the titles, keywords and definitions of an archive."""

    phrases: dict[str, Phrase]
    acronyms: dict[str, str]
    """The long form of each acronym."""
    long_forms: frozenset[str]
    """Those of `acronyms`."""
    longest_with: dict[str, int]
    """For a phrase in longer ones: the titles and keywords with the most common of these."""
    in_names: Counter[str]
    """For a word: the titles that begin with a name of one or two words, and a colon, which has it."""
    papers: int


def read_lexicon(texts: Texts, keywords: Sequence[tuple[str, ...]]) -> Lexicon:
    """Count the phrases of titles, keywords and definitions of the first papers, given their keywords."""
    papers, as_keyword = len(keywords), Counter(chain.from_iterable(keywords))
    defined = [set(acronyms_in(texts[place].abstract)) for place in range(papers)]
    long_forms = [{long for _, long in definitions} for definitions in defined]
    beside = [long.union(own) for own, long in zip(keywords, long_forms, strict=True)]
    least = least_papers(papers)
    titles = count_phrases(texts, papers, least, set().union(*beside))
    named = Counter({text: counts.titles for text, counts in titles.items()})
    spelt = texts.spelt
    for place, others in enumerate(beside):
        if others:
            title = f" {' '.join([spelt[word] for word in texts[place].title_words])} "
            named.update([phrase for phrase in others if f" {phrase} " not in title])
    phrases = {
        text: Phrase(text, titles.get(text, _NO_TITLES), as_keyword[text], number)
        for text, number in named.items()
        if number >= least
    }
    acronyms = known_acronyms(Counter(chain.from_iterable(defined)), least)
    whole = frozenset(acronyms.values())
    in_names = _in_names(texts[place].title for place in range(papers))
    return Lexicon(phrases, acronyms, whole, _longest_with(phrases.values()), in_names, papers)


def _in_names(titles: Iterable[str]) -> Counter[str]:
    names = (words(name) for name, colon, _ in (title.partition(": ") for title in titles) if colon)
    return Counter(word for name in names if len(name) <= _LONGEST_NAME for word in set(name))


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


def acronyms_in(text: str) -> list[tuple[str, str]]:
    """Return each acronym that a plain text defines with its long form, as "low-rank adaptation (LoRA)" does.

    Both are as `words` fold them.
    """
    return [("".join(words(short)), " ".join(words(" ".join(long)))) for short, long in defined_in(text)]


def known_acronyms(definitions: Mapping[tuple[str, str], int], least: int) -> dict[str, str]:
    """Return the long form of each acronym that at least so many papers define, two in three alike."""
    meanings: dict[str, Counter[str]] = defaultdict(Counter)
    for (short, long), papers in definitions.items():
        meanings[short][long] += papers
    known = {}
    for short, longs in sorted(meanings.items()):
        papers, long = min((-papers, long) for long, papers in longs.items())
        if -papers >= least and -3 * papers >= 2 * longs.total():
            known[short] = long
    return known
