"""What has to be known to find similar papers, in a form that another process can be given."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from msgspec import Struct

from daybook.insights.settled import settled
from daybook.insights.similar_memory import Memory, still_right
from daybook.insights.similar_terms import WordNumbers, read_capitals
from daybook.insights.texts import Texts
from daybook.model import Paper


class NewPaper(Struct, frozen=True, array_like=True):
    """A paper of which nothing is known yet."""

    text: bytes
    """A hash of its title and abstract."""
    words: int
    """Number of the different words that it and all older papers have."""
    title: bytes
    """The numbers of its words, as `similar_memory.numbers` reads them."""
    abstract: bytes


class Question(Struct, frozen=True):
    """What is known of the first papers, and the words of all others."""

    memory: Memory
    oldest: int
    """Number of the oldest papers, which weigh terms."""
    words: Sequence[str]
    """By number."""
    capitals: Mapping[str, str]
    """How the oldest titles spell words with capitals; empty if the memory has it."""
    new: Sequence[NewPaper]


def ask(papers: Sequence[Paper], texts: Texts, memory: Memory) -> Question:
    """Read the papers of which nothing is known; ``papers`` begins with the oldest."""
    oldest = settled(len(papers))
    memory = still_right(memory, texts.hashes, oldest)
    numbers = WordNumbers(memory.words)

    def read(words: Sequence[str]) -> bytes:
        return array("I", map(numbers.__getitem__, words)).tobytes()

    new = []
    for place in range(len(memory.papers), len(papers)):
        text = texts[place]
        title, abstract = read(text.title_words), read(text.abstract_words)
        new.append(NewPaper(texts.hashes[place], len(numbers), title, abstract))
    titles = [] if memory.papers else [texts[place].title_words for place in range(oldest)]
    return Question(memory, oldest, list(numbers), read_capitals(papers[: len(titles)], titles), new)
