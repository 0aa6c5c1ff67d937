"""Decide whether two entries describe the same paper: by identifier, else by title, unless abstracts differ.

Titles are compared without case, spacing, Unicode form and punctuation. That alone would merge two papers
called "Editorial", so equal titles with abstracts that share next to nothing are of two papers, and so are
those without an abstract whose authors have other names. A truncated
title is a prefix of the whole one that is too long to be so by chance. Abstracts agree if they share enough
pairs of consecutive words, as a fraction of the shorter text's: in five real digests that is 1.0 for each of
80 repeats and at most 0.11 for 3,000 random pairs of abstracts.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from daybook.citations.names import is_group
from daybook.model import Facts
from daybook.text.plain_text import fold

PREFIX_LENGTH = 20
"""Characters of a title's key that a truncated title must keep to be matched."""
_AGREEMENT = 0.25
_WORD = re.compile(r"\w+")
_SIGNED_NAME = re.compile(r"(?<=[a-z])[+#]+")
"""C++ and C#, which are different names."""


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """Return a key that all spellings of a title share; empty only for an empty title.

    Letters, digits, marks and meaningful signs (``+`` and ``#`` after a letter, ``=``, ``<``) stay;
    punctuation, dollar signs, white space and control characters go.
    """
    words = title.lower()
    is_signed = ("+" in words or "#" in words) and _SIGNED_NAME.search(words)  # which takes ten times as long
    if title.isascii() and not is_signed:
        return words.encode("ascii").translate(None, _IGNORED_ASCII).decode("ascii") or "".join(words.split())
    words = fold(title)
    marked = _SIGNED_NAME.sub(lambda match: match[0].replace("+", "＋").replace("#", "＃"), words)
    kept = "".join(character for character in marked if _is_significant(character))
    return kept or "".join(words.split())


@lru_cache(maxsize=4096)
def _is_significant(character: str) -> bool:
    if character in "＋＃":
        return True
    category = unicodedata.category(character)
    return category[0] in "LNM" or (category in ("Sm", "So", "Sc") and character not in "+~|^$")


_IGNORED_ASCII = bytes(code for code in range(128) if not _is_significant(chr(code)))
"""For a fast path: most titles are ASCII."""


def without_ellipsis(title: str) -> str:
    """Return a truncated title without its ellipsis; empty if the title does not end in one."""
    bare = title.rstrip()
    if not bare.endswith(("…", "...", "[")):
        return ""
    return bare.removesuffix("…").removesuffix("...").removesuffix("[").rstrip()


def stem_key(title: str) -> str:
    """Return the key of a title without the ellipsis it may have."""
    return title_key(without_ellipsis(title) or title)


def key_prefix(title: str) -> str:
    """Return the start of a title's key, by which truncated titles are found; empty for shorter keys."""
    start = stem_key(title)[:PREFIX_LENGTH]
    return start if len(start) == PREFIX_LENGTH else ""


def is_truncation(short: str, whole: str) -> bool:
    """Return whether one title's key can be the other's, truncated."""
    return PREFIX_LENGTH <= len(short) < len(whole) and whole.startswith(short)


def is_same_or_truncated(one: str, other: str) -> bool:
    """Return whether two keys are those of one title, whole or truncated."""
    return one == other or is_truncation(one, other) or is_truncation(other, one)


def arxiv_key(identifier: str) -> str:
    """Return a key of all spellings of an arXiv identifier: old ones have an optional subject class."""
    archive, slash, number = identifier.partition("/")
    return f"{archive.partition('.')[0].lower()}{slash}{number}" if slash else identifier


def identifier_keys(facts: Facts) -> tuple[str, str]:
    """Return the keys of an arXiv identifier and a DOI, each empty if there is none."""
    return arxiv_key(facts.arxiv), facts.doi.lower()


def abstracts_agree(one: str, other: str) -> bool:
    """Return whether two abstracts under one title can be of one paper; an empty one always can."""
    if one == other:
        return True
    first, second = _pairs(one), _pairs(other)
    smaller = min(len(first), len(second))
    return smaller == 0 or len(first & second) >= _AGREEMENT * smaller


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = _WORD.findall(fold(text))
    return frozenset(zip(["", *words], [*words, ""], strict=True)) if words else frozenset()


def names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether the authors of two papers of one title can be the same: a word of their names is.

    Unknown authors can be anybody, and so can a group, and names in another script.
    """
    if any(is_group(name) for name in (*one, *other)):
        return True
    first, second = (_WORD.findall(fold(" ".join(names))) for names in (one, other))
    if not (first and second and "".join(first + second).isascii()):
        return True
    return any(len(word) > 1 for word in {*first} & {*second})


def titles_agree(one: str, other: str) -> bool:
    """Return whether two titles can be of one paper: half of the words of the shorter one are in both.

    Words of less than four letters, which are in many titles, count only where there are no others.
    """
    first, second = map(_telling_words, (one, other))
    return len(first & second) * 2 >= min(len(first), len(second))


def _telling_words(title: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(fold(title)))
    return frozenset(word for word in words if len(word) > 3) or words
