"""The phrases of titles, counted."""

from collections.abc import Collection, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from daybook.insights.texts import END, NO_WORD, Texts
from daybook.insights.texts.flat import Numbers, join, once
from daybook.insights.texts.stop_words import BEFORE_VERBS, FUNCTION, INSIDE

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
