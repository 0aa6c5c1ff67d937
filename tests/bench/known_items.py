"""Draws known-item queries from the papers of an archive, as typed by a person who remembers one.

Six kinds are of a paper's own words: the whole title, the method's name, three words of the title, the same
with a typing error, two words and the start of a third, four of the abstract's rarer words. `other_items` has
six kinds more.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lunr.stop_word_filter import WORDS as STOP_WORDS

from daybook.search.document import SearchDocument

THREE, START = "three words of the title", "two words and the start of a third"
TYPO = "three words, one with a typo"
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"([^\s:]{3,}(?: [^\s:]+){0,2}):\s")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the paper that it is for."""

    kind: str
    text: str
    ref: str
    theirs: frozenset[str] = field(default=frozenset(), repr=False)
    """All papers of the author that the query names; empty for other kinds."""
    alike: int = 1
    """Papers that the query fits as well as this one, with it."""


Maker = Callable[[SearchDocument, random.Random], str]
"""Returns a query for a paper; empty if the kind does not fit it."""


def own_kinds(documents: Sequence[SearchDocument]) -> dict[str, Maker]:
    """Return the kinds of a paper's own words."""
    spread = Counter(word for document in documents for word in set(words_of(document.abstract)))
    return {
        "the whole title": lambda document, _: document.title,
        "the method's name": lambda document, _: _name(document),
        THREE: _three,
        TYPO: _typo,
        START: _start,
        "four of the abstract's rarer words": lambda document, rng: _rare(document, spread, rng),
    }


def draw(
    documents: Sequence[SearchDocument], kinds: Mapping[str, Maker], seed: int, each: int = 100
) -> list[Query]:
    """Draw ``each`` queries of every kind, or fewer if the archive has too few papers for it.

    A kind's queries do not depend on the other kinds.
    """
    queries = []
    for kind, make in kinds.items():
        rng = random.Random(f"{seed} {kind}")
        order = rng.sample(range(len(documents)), len(documents))
        made = (Query(kind, make(documents[place], rng), documents[place].ref) for place in order)
        queries += islice((query for query in made if query.text), each)
    return queries


def words_of(text: str) -> list[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in words if word not in STOP_WORDS))


def _name(document: SearchDocument) -> str:
    match = _NAME.match(document.title)
    return match[1] if match else ""


def _sampled(document: SearchDocument, rng: random.Random) -> list[str]:
    words = words_of(document.title)
    if len(words) < 3:
        return []
    return [words[place] for place in sorted(rng.sample(range(len(words)), 3))]


def _three(document: SearchDocument, rng: random.Random) -> str:
    return " ".join(_sampled(document, rng))


def _typo(document: SearchDocument, rng: random.Random) -> str:
    words = _sampled(document, rng)
    long = [place for place, word in enumerate(words) if len(word) >= 5]
    if not long:
        return ""
    place = rng.choice(long)
    words[place] = _misspelt(words[place], rng)
    return " ".join(words)


def _misspelt(word: str, rng: random.Random) -> str:
    while True:
        at = rng.randrange(len(word) - 1)
        letter = rng.choice(_LETTERS)
        wrong = rng.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + letter + word[at:],
            )
        )
        if wrong != word:
            return wrong


def _start(document: SearchDocument, rng: random.Random) -> str:
    words = _sampled(document, rng)
    if not words or len(words[2]) < 4:
        return ""
    words[2] = words[2][: max(3, len(words[2]) // 2)]
    return " ".join(words)


def _rare(document: SearchDocument, spread: Counter[str], rng: random.Random) -> str:
    words = sorted(words_of(document.abstract), key=lambda word: (spread[word], word))
    rarer = words[: len(words) // 2]
    return " ".join(rng.sample(rarer, 4)) if len(rarer) >= 4 else ""
