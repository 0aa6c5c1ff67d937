"""What is known of papers and those like them: from the oldest paper on, so that a later one changes nothing.

All that is known of a paper follows from itself, older papers, and the oldest papers that weigh terms. So
what is remembered of the first papers is right as long as these and the number of the oldest are the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import takewhile
from operator import eq

from msgspec import Struct, field
from msgspec.structs import replace


class Like(Struct, frozen=True, array_like=True, gc=False):
    """An older paper that is like another, and why."""

    place: int
    score: int
    terms: tuple[str, ...]


class Known(Struct, frozen=True, array_like=True):
    """What is known of a paper."""

    text: bytes
    """A hash of its title and abstract."""
    words: int
    """Number of the different words that it and all older papers have."""
    terms: bytes
    """The numbers of its terms, rising, as `numbers` reads them."""
    title: bytes
    """Those of its title."""
    norm: int
    """Sum of the weights of those terms that the oldest papers share."""
    likes: tuple[Like, ...] = ()
    """The older papers that are like it."""


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
    words: Sequence[str] = ()
    """Their different words in the order in which they have them."""
    papers: Sequence[Known] = ()


NOTHING = Memory()


def still_right(memory: Memory, texts: Sequence[bytes], oldest: int) -> Memory:
    """Return what is known of the first papers that are the same as before, given the hashes of all texts."""
    same = sum(takewhile(bool, map(eq, (known.text for known in memory.papers), texts)))
    if memory.weighed.oldest != oldest or not 0 < oldest <= same:
        return NOTHING
    papers = memory.papers[:same]
    return replace(memory, words=memory.words[: papers[-1].words], papers=papers)


def numbers(data: bytes) -> array[int]:
    """Return the numbers that bytes stand for."""
    return array("I", data)
