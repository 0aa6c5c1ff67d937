"""The terms of papers, numbered and weighed: their words, and pairs of neighbouring words, each once.

Weights are those of the oldest papers, whose number grows in steps (see `settled`): between two steps a new
paper changes no weight.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

from msgspec import Struct

from daybook.insights.settled import settled
from daybook.insights.topic_stop_words import BOILERPLATE, FUNCTION
from daybook.insights.words import BREAK, words
from daybook.model import Paper
from daybook.text.formatted import plain

_COMMON = 512
"""A word of more than one in so many papers makes pairs; with a rarer one a pair says no more than it."""
_TOO_COMMON = 5
"""A term of more than one in so many papers is none, if these are more than `_FEW`."""
_FEW = 8
_SHIFT = 24
"""Bits of a word's number in the number of a pair."""
_NOTHING = 0
"""The number of words that say nothing."""
_SAY_LITTLE = """
    achieve achieving address addressing after again al allow allowing almost already although always
    applied apply around available because become before behind billion both bring carry code come
    common compare compared consider cost could crucial current currently day demonstrate demonstrated
    demonstrating despite different difficult directly due during each easily effectively effectiveness
    eight either eleven enable enabling end enhance enough ensure especially et etc even every example
    existing far fast focus focusing follow for found four full fully further furthermore general github
    give given go good great had half has have having he help her here high higher highly his hour
    however http https huge huggingface hundred i identify important improve improvement include
    including increase increasing inherent instead introduce introduced involve issue itself keep key
    kind know known lack large largely larger last late later lead leading leave leverage leveraging
    limit limitation limited little long look lot low lower main make making many might million minute
    model month moreover much must nearly never nine notable notably now number obtain often once open order
    other others overall own paradigm part particular particularly perform place play possible present
    presented previous previously primarily problem produce project promising propose proposed provide
    providing publicly put rarely rather reach real recent recently reduce related relevant remain
    require required requiring research respectively rest result reveal right role run same say second
    see seen set seven several she short show showing shown significant significantly similar similarly
    since six small some specific specifically still strong substantially successfully such suggest
    superior system take taken task ten tend term than therefore thing think third though thousand thus
    together too total true try twelve typical typically u ultimately unlike until useful using usually
    validate value various very via want way week well were whole whose why while wide widely will without
    word would year yet
"""
_STOP = (
    FUNCTION | BOILERPLATE - frozenset({"benchmark", "dataset", "fidelity"}) | frozenset(_SAY_LITTLE.split())
)


class Terms(Struct, frozen=True):
    """The terms of papers by number, from the rarest."""

    papers: Sequence[Sequence[int]]
    """The numbers of each paper's terms, rising."""
    weights: Sequence[int]
    """The square of how rare a term is, in powers of two."""
    numbers: Sequence[int]
    """In how many of the oldest papers a term is, at least 1."""
    norms: Sequence[int]
    """Sum of the weights of each paper's terms that the oldest papers share."""
    names: Sequence[tuple[str, ...]]
    """The word of each term, or its two words, as `words` folds them."""
    by_place: Sequence[int]
    """The terms in the order in which a reason names them: pairs before words, the rarest first."""
    places: Sequence[int]
    """The place of each term in that order."""
    capitals: Mapping[str, str]
    """How the oldest titles spell words with capitals: "llm" is LLM."""
    sets: Sequence[frozenset[int]]
    """The numbers of each paper's terms."""
    in_title: Sequence[frozenset[int]]
    """Those of them whose words its title has."""


class _Numbers(dict[str, int]):
    """The number of each word met so far."""

    def __missing__(self, word: str) -> int:
        self[word] = number = _NOTHING if _says_little(word) else len(self)
        return number


def read_terms(papers: Sequence[Paper]) -> Terms:
    """Return the terms of papers that at least two have; ``papers`` begins with the oldest."""
    numbers = _Numbers({BREAK: _NOTHING})
    titles = [tuple(words(plain(paper.title))) for paper in papers]
    texts = [
        array("I", map(numbers.__getitem__, (*title, BREAK, *words(plain(paper.abstract)))))
        for title, paper in zip(titles, papers, strict=True)
    ]
    oldest = settled(len(papers))
    keys = _with_pairs(texts, oldest, len(numbers))
    early = Counter(chain.from_iterable(keys[:oldest]))
    total = early.copy()
    total.update(chain.from_iterable(keys[oldest:]))
    most = max(oldest // _TOO_COMMON, _FEW)
    known = sorted((max(early[key], 1), key) for key, papers_with in total.items() if papers_with > 1)
    known = known[: bisect_left(known, (most + 1, 0))]
    rank = {key: place for place, (_, key) in enumerate(known)}
    weights = [(oldest // in_papers).bit_length() ** 2 for in_papers, _ in known]
    vectors = [array("I", sorted(map(rank.__getitem__, rank.keys() & of_paper))) for of_paper in keys]
    shared = bisect_left(known, (2, 0))
    spelt = list(numbers)
    names = [_name(key, spelt) for _, key in known]
    by_place = sorted(range(len(names)), key=lambda term: (-len(names[term]), term))
    return Terms(
        vectors,
        weights,
        [in_papers for in_papers, _ in known],
        [sum(map(weights.__getitem__, vector[bisect_left(vector, shared) :])) for vector in vectors],
        names,
        by_place,
        sorted(range(len(names)), key=by_place.__getitem__),
        _capitals(papers[:oldest], titles[:oldest]),
        list(map(frozenset, vectors)),
        [
            frozenset(filter(lambda term: has(names[term]), vector))
            for vector, has in zip(vectors, (frozenset(title).issuperset for title in titles), strict=True)
        ],
    )


def _says_little(word: str) -> bool:
    """Return whether a word has no part in what a paper is about, such as a number; "3d" has one."""
    return word in _STOP or len(word) == 1 or (word[0].isdigit() and word[1:] != "d")


def _with_pairs(texts: Sequence[Sequence[int]], oldest: int, numbers: int) -> list[Sequence[int]]:
    """Return the distinct words of each text and its pairs of common words."""
    in_papers = Counter(chain.from_iterable(map(set, texts[:oldest])))
    least = oldest // _COMMON
    common = [number if in_papers[number] > least else _NOTHING for number in range(numbers)]
    common[_NOTHING] = _NOTHING
    keys: list[Sequence[int]] = []
    for text in texts:
        shown = list(map(common.__getitem__, text))
        found = {(one << _SHIFT) + other for one, other in pairwise(shown) if one and other}
        found.update(text)
        found.discard(_NOTHING)
        keys.append(array("Q", found))
    return keys


def _name(key: int, spelt: Sequence[str]) -> tuple[str, ...]:
    first, second = divmod(key, 1 << _SHIFT)
    return (spelt[first], spelt[second]) if first else (spelt[second],)


def _capitals(papers: Sequence[Paper], titles: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return the spelling of each word that most titles write with a capital after its first letter."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        for piece in paper.title.replace("-", " ").split():
            if piece[1:] != piece[1:].lower() and (spelling := piece.strip("()[]{}:;,.?!\"'")).isalnum():
                for word in words(spelling)[:1]:
                    found[word][spelling.removesuffix("s") if word[-1] != "s" else spelling] += 1
    in_titles = Counter(chain.from_iterable(titles))
    return {
        word: min((-number, spelling) for spelling, number in spellings.items())[1]
        for word, spellings in found.items()
        if 2 * spellings.total() > in_titles[word]
    }
