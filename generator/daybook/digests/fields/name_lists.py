"""Distinguish lists of authors' names from other text."""

import re

from daybook.digests.fields.names import OTHERS, split_names
from daybook.text.plain_text import ends_sentence

MORE_AUTHORS = re.compile(r"[\s,]{0,4}(?:等(?:\s*[0-9]+\s*位作者)?|\bet\.? ?al\.?)\s*$", re.IGNORECASE)
_NAME = re.compile(
    r"[^\W\d_a-z](?:[^\W\d]|[.'’-])*(?: (?:[^\W\d_a-z](?:[^\W\d]|[.'’-])*|[a-z'’-]{1,4})){1,5}"
)
_ORGANIZATION = re.compile(
    r"\b(?:universit|institut|laborator|college|academ|research\b|corporation|inc\b|school of)|大学|学院",
    re.IGNORECASE,
)
_CITED_NAME = re.compile(
    r"(?:[a-z'’]{1,4} ){0,3}[^\W\d_a-z](?:[^\W\d_]|[.'’-])*(?: (?:[^\W\d_]|[.'’-])+){0,3}"
)
"""A name in a reference, which may be a family's alone: ``de Silva Mill``."""
_FAMILY = re.compile(r"(?:[a-z'’]{1,4} ){0,3}[^\W\d_a-z](?:[^\W\d_]|['’-])+")
_BETWEEN = re.compile(r",? and |,? & |, ")
_YEAR = re.compile(r"[\s,]{0,3}\(?(?:19|20)[0-9]{2}[a-z]?\)?$")
_STOP = re.compile(r"[^\W\d_]{3}\. ")
"""Behind a word that is no initial and no title of a person."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})\.\*{0,2}\s")
_SEPARATORS = " \t,.:;|–—-"
_MOST_NAMES = 3_000
_LONGEST_CITED = 300
_FEWEST_MOSTLY = 2


def are_names(text: str) -> bool:
    """Return whether a text is a list of names, such as ``Ada Mill, Bo Reed et al.``"""
    bare = MORE_AUTHORS.sub("", text)
    names = [name for name in split_names(bare) if name != OTHERS] if len(text) <= _MOST_NAMES else []
    return (
        bool(names)
        and all(_NAME.fullmatch(name) for name in names)
        and not (ends_sentence(bare) or _STOP.search(bare) or _ORGANIZATION.search(names[0]))
    )


def is_byline(text: str) -> bool:
    """Return whether a text begins with authors: ``Ada Mill, Bo Reed. Moss Letters 12 (2031)``."""
    return any(map(are_mostly_names, (text, *_SENTENCE.split(text[:_MOST_NAMES], maxsplit=1)[:1])))


def are_mostly_names(text: str) -> bool:
    """Return whether a text is a list of several names, of which one in eight may be of another kind."""
    bare = MORE_AUTHORS.sub("", text.strip(_SEPARATORS))
    names = [name.strip("*#¶§† ") for name in split_names(bare)] if len(text) <= _MOST_NAMES else []
    wrong = sum(_NAME.fullmatch(name) is None for name in names)
    return len(names) >= _FEWEST_MOSTLY and 8 * wrong <= len(names)


def are_family_names(text: str) -> bool:
    """Return whether a text is a list of several families: ``Mill, Fell-Reed et al.``"""
    names = _BETWEEN.split(MORE_AUTHORS.sub("", text)) if len(text) <= _LONGEST_CITED else []
    return len(names) >= _FEWEST_MOSTLY and all(map(_FAMILY.fullmatch, names))


def are_cited_names(text: str) -> bool:
    """Return whether a text is of names as a reference begins with them: ``Mill and Reed,``."""
    if len(text) > _LONGEST_CITED or not text.rstrip().endswith((",", ".", ")", "-", "–", "—")):
        return False
    bare = _YEAR.sub("", text.strip(_SEPARATORS)).rstrip(_SEPARATORS)
    names = split_names(MORE_AUTHORS.sub("", bare))
    return bool(names) and all(map(_CITED_NAME.fullmatch, names))
