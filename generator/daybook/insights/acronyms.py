"""What acronyms stand for, as abstracts say it themselves: "low-rank adaptation (LoRA)"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from daybook.insights.topic_stop_words import FUNCTION
from daybook.insights.words import BREAK, words

_IN_BRACKETS = re.compile(r"\(([A-Z0-9][A-Za-z0-9]{0,7}(?:-[A-Z0-9]{1,3})?)\)")
_CAPITALS = re.compile(r"[A-Z]")
_BEFORE = 90
"""Characters before the bracket in which the long form stands."""
_LINKING = frozenset((*FUNCTION, "called", "e", "i"))
"""Words that a long form does not begin with."""
_LINKS = 3
"""Most words of a long form without a letter in the acronym."""


def defined_in(text: str) -> Iterable[tuple[str, str]]:
    """Return each acronym that a plain text defines with its long form, both as `words` fold them."""
    found = []
    for match in _IN_BRACKETS.finditer(text):
        if len(_CAPITALS.findall(match[1])) < 2:
            continue
        short = _folded(match[1])
        if len(short) < 2 or short.isdigit():
            continue
        if long := _long_form(short, words(text[max(0, match.start() - _BEFORE) : match.start()])):
            found.append((short, long))
    return found


@lru_cache(maxsize=4096)
def _folded(acronym: str) -> str:
    """Return an acronym as `words` fold it: one is mostly defined many times."""
    return "".join(words(acronym))


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


def _long_form(short: str, before: list[str]) -> str:
    """Return the last words whose initials are the acronym, else the fewest with its letters in order."""
    clause = before[-(len(short) + _LINKS) :]
    while BREAK in clause:
        clause = clause[clause.index(BREAK) + 1 :]
    last = clause[-len(short) :]
    if "".join([word[0] for word in last]) == short:
        return " ".join(last)
    phrases = [clause[start:] for start in range(len(clause) - 2, -1, -1)]
    phrases = [phrase for phrase in phrases if phrase[0][0] == short[0]]
    for fits in (_has_initials_of_nouns, _holds):
        for phrase in phrases:
            if fits(phrase, short):
                return " ".join(phrase)
    return ""


def _has_initials_of_nouns(phrase: list[str], short: str) -> bool:
    return phrase[0] not in _LINKING and "".join(word[0] for word in phrase if word not in _LINKING) == short


def _holds(phrase: list[str], short: str) -> bool:
    letters = iter("".join(phrase))
    return (
        phrase[0] not in _LINKING and len(phrase) < len(short) and all(letter in letters for letter in short)
    )
