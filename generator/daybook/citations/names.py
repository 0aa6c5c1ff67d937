"""Parse an author's name into the parts that reference managers keep.

Digests give names as they are printed, ``Ada van der Mill, Jr.`` or ``Mill, Ada``. The family name begins at
the first word in small letters, else it is the last word. A name of one word, and the name of a group, such
as ``Moss Team``, is not divided: nobody can say which part of it is a family name.
"""

import re

from msgspec import Struct

_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_WORDS = (
    "authors collaboration committee community consortium contributors developers foundation group inc"
    " initiative institute lab laboratory labs llc ltd network organization organisation project research"
    " team university"
)
_GROUPS = frozenset(_WORDS.split())


class Author(Struct, frozen=True, array_like=True):
    """An author; a name that is not divided is the family name alone."""

    family: str
    """With its particles: ``van der Mill``."""
    given: str = ""
    suffix: str = ""
    """``Jr.``, ``III``; only with a given name."""

    @property
    def full(self) -> str:
        """The name as it is printed: ``Ada van der Mill, Jr.``."""
        if not self.given:
            return self.family
        comma = "," if self.suffix.startswith(("J", "S")) else ""
        return f"{self.given} {self.family}" + (f"{comma} {self.suffix}" if self.suffix else "")


def parse_author(name: str) -> Author:
    """Parse a name as it is printed, or one whose family name comes first, before a comma."""
    if "," not in name:
        return _parse_words(name)
    family, *others = (part.strip() for part in name.split(","))
    suffixes = [part for part in others if _SUFFIX.fullmatch(part)]
    given = [part for part in others if part not in suffixes]
    if not (family and all(others)) or len(given) > 1 or len(suffixes) > 1:
        return Author(name)
    if given:
        return Author(family, given[0], "".join(suffixes))
    parsed = _parse_words(family)
    return Author(parsed.family, parsed.given, suffixes[0]) if parsed.given else Author(name)


def is_group(name: str) -> bool:
    """Return whether a name is a group's by one of its words, such as ``Team``, or ends in ``AI``."""
    words = name.split(" ")
    return len(words) > 1 and _has_group_word(words)


def _has_group_word(words: list[str]) -> bool:
    last = words[-1]
    return last.lower().rstrip(".") in _GROUPS or last == "AI" or words[0] == "Team" or "and" in words[1:-1]


def _parse_words(name: str) -> Author:
    """Parse a name without a comma."""
    words = name.split(" ")
    if len(words) < 2 or _has_group_word(words):
        return Author(name)
    if len(words) == 2:  # most names
        return Author(words[1], words[0])
    suffix = words.pop() if _SUFFIX.fullmatch(words[-1]) else ""
    start = len(words) - 1
    for at, word in enumerate(words):
        if at and word[:1].islower():
            start = at
            break
    return Author(" ".join(words[start:]), " ".join(words[:start]), suffix)
