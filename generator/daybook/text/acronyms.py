"""Acronyms that a text defines, "mixture of experts (MoE)", with their long forms.

The long form is, of the clause before the bracket, the first of these that there is: the last words whose
initials are the acronym; the fewest whose initials are, linking words apart; the fewest with its letters in
order, looked for from the last to the first, the first at a word's start (A. S. Schwartz, M. A. Hearst, "A
simple algorithm for identifying abbreviation definitions in biomedical text", PSB 2003).
"""

import re
from collections.abc import Iterator, Sequence

from daybook.text.plurals import singular

_IN_BRACKETS = re.compile(r"\(([A-Z0-9][A-Za-z0-9]{0,8}(?:-[A-Z0-9]{1,3})?)\)")
_CAPITALS = re.compile("[A-Z]")
_BREAK = re.compile('[.,;:!?()\\[\\]\u201c\u201d"]')
_WORDS = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile("['\u2019]s(?!\\w)")
_BEFORE = 100
"""Characters before the bracket in which the long form stands."""
_FEWEST, _MOST = 2, 6
"""Words of a long form."""
_LINK = """
    a an and are as at by called e for from i in into is of on or our that the these this to using via we with
"""
_LINKING = frozenset(_LINK.split())
"""Words that a long form does not begin with."""


def defined_in(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each acronym that a plain text defines, and the words of its long form, in small letters.

    Plurals of acronyms and of last words are in the singular; an acronym has no hyphens.
    """
    for match in _IN_BRACKETS.finditer(text):
        short = match[1].replace("-", "").removesuffix("s").lower()
        if len(_CAPITALS.findall(match[1])) < 2 or short.isdigit():
            continue
        clause = _BREAK.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        words = long_form(short, _WORDS.findall(_POSSESSIVE.sub("", clause).lower()))
        if words:
            yield short, [*words[:-1], singular(words[-1])]


def long_form(short: str, clause: Sequence[str]) -> Sequence[str]:
    """Return the long form of an acronym: the last words of a clause; none if they are none."""
    last = clause[-len(short) :]
    if _initials(last) == short and len(last) <= _MOST:
        return last
    phrases = [clause[-size:] for size in range(_FEWEST, min(_MOST, len(short) + 2, len(clause)) + 1)]
    phrases = [phrase for phrase in phrases if phrase[0] not in _LINKING and phrase[0][0] == short[0]]
    for fits in (_has_initials, _has_letters):
        for phrase in phrases:
            if fits(phrase, short):
                return phrase
    return []


def _initials(words: Sequence[str]) -> str:
    return "".join([word[0] for word in words])


def _has_initials(phrase: Sequence[str], short: str) -> bool:
    return _initials([word for word in phrase if word not in _LINKING]) == short


def _has_letters(phrase: Sequence[str], short: str) -> bool:
    text, at = " ".join(phrase), -1
    for letter in short:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True
