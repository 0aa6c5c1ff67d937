"""Similar papers, and the memory by which a build compares only new papers.

The memory goes through the papers from the oldest on. What it has of a paper follows from the paper itself,
from older ones, and from the oldest papers, which weigh terms. So its beginning stays right as long as these
papers and the number of the oldest are the same. Numbers of papers and terms are bytes, read all at once.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

FIRST = 1 << 24
"""Times which the first word counts in the key of a pair; the key of a word is its number."""


class Similar(Struct, frozen=True, array_like=True, gc=False):
    """A paper that is like another, and why."""

    index: int
    """In the list that was given."""
    score: int
    """Thousandths of the cosine, at least `LEAST_SCORE`."""
    terms: tuple[str, ...]
    """One to three words, or pairs of words, that both have, as most texts spell them; of titles first."""


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
    little: bytes = b""
    """For each term 1 if it says little, as it is in no title, else 0."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """How the oldest papers spell words: "llm" is LLM."""
    hyphens: bytes = b""
    """The keys of the pairs that they mostly join by a hyphen."""


class SimilarMemory(Struct, frozen=True):
    """The terms and similar papers of the first papers, from the oldest on, for the next build."""

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


NO_MEMORY = SimilarMemory()
