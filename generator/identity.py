"""Whether two records are the same paper: by title, unless their abstracts say otherwise.

A title is compared without case, spacing, Unicode form and punctuation. That alone would put two papers
called "Editorial" on one page, so equal titles part again where the abstracts have next to nothing in
common. Shared pairs of words, as a share of the shorter text's, tell: in five real digests it is 1.0 for
each of 80 repeats and at most 0.11 for 3,000 random pairs of abstracts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.text import folded

_AGREEMENT = 0.25
_WORD = re.compile(r"\w+")
_SIGNED_NAME = re.compile(r"(?<=[a-z])[+#]+")
"""C++ and C# are names that punctuation tells apart."""


def title_key(title: str) -> str:
    """Give what two spellings of one title share; never empty for a title that is not.

    Letters, digits, marks and signs that carry meaning (``+`` and ``#`` after a letter, ``=``, ``<``)
    stay; punctuation, dollar signs, white space and controls go.
    """
    words = folded(title)
    marked = _SIGNED_NAME.sub(lambda match: match[0].replace("+", "＋").replace("#", "＃"), words)
    kept = "".join(character for character in marked if _tells(character))
    return kept or "".join(words.split())


@lru_cache(maxsize=4096)
def _tells(character: str) -> bool:
    if character in "＋＃":
        return True
    category = unicodedata.category(character)
    return category[0] in "LNM" or (category in ("Sm", "So", "Sc") and character not in "+~|^$")


def abstracts_agree(one: str, other: str) -> bool:
    """Whether two abstracts under one title can be of one paper; an empty one contradicts nothing."""
    if one == other:
        return True
    first, second = _pairs(one), _pairs(other)
    smaller = min(len(first), len(second))
    return smaller == 0 or len(first & second) >= _AGREEMENT * smaller


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = _WORD.findall(folded(text))
    return frozenset(zip(["", *words], [*words, ""], strict=True)) if words else frozenset()
