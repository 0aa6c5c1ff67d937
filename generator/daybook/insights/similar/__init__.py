"""What is known of papers and those like them: from the oldest paper on, so that a later one changes nothing.

All that is known of a paper follows from itself, older papers, and the oldest papers that weigh terms. So
what is remembered of the first papers is right as long as these and the number of the oldest are the same.
Numbers of papers and terms are kept as bytes, which nothing has to read one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from operator import eq

from msgspec import Struct, field


class Similar(Struct, frozen=True, array_like=True, gc=False):
    """A paper that is like another, and why."""

    index: int
    """In the list that was given."""
    score: int
    """Thousandths of the cosine, at least `LEAST_SCORE`."""
    terms: tuple[str, ...]
    """One to three words, or pairs of words, that both have, in the singular; of titles first."""


class Weighed(Struct, frozen=True):
    """The terms of the oldest papers, and how common they are."""

    oldest: int = 0
    """Number of these papers."""
    words: int = 0
    """Number of their different words."""
    keys: bytes = b""
    """The key of each term, from the commonest term to the rarest."""
    papers: bytes = b""
    """In how many of the oldest papers each term is."""
    capitals: Mapping[str, str] = field(default_factory=dict)
    """How the oldest titles spell words with capitals: "llm" is LLM."""


class Memory(Struct, frozen=True):
    """What is known of the first papers, from the oldest on."""

    weighed: Weighed = Weighed()
    texts: Sequence[bytes] = ()
    """Hashes of titles and abstracts."""
    words: Sequence[str] = ()
    """Their different words in the order in which they have them."""
    words_until: bytes = b""
    """How many of these each paper and all older ones have."""
    terms: bytes = b""
    """The terms of one paper after the other: twice the number, and 1 if its title has it."""
    terms_until: bytes = b""
    """Where the terms of each paper end."""
    likes: bytes = b""
    """Rows of `likes.find_likes`."""


NOTHING = Memory()


def same_papers(memory: Memory, texts: Sequence[bytes], oldest: int) -> int:
    """Return of how many first papers the same is known as before, given the hashes of all texts."""
    same = sum(takewhile(bool, map(eq, memory.texts, texts)))
    return same if memory.weighed.oldest == oldest and 0 < oldest <= same else 0
