"""The terms of papers, numbered and weighed: their words, and pairs of neighbouring words, each once.

Weights are those of the oldest papers, whose number grows in steps (see `settled`): between two steps a new
paper changes no weight. Terms have numbers from the commonest to the rarest; after them come the words that
only later papers have, in the order in which they have them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from operator import neg

from daybook.insights.similar_memory import Weighed
from daybook.insights.topic_stop_words import BOILERPLATE, FUNCTION
from daybook.insights.words import BREAK, words
from daybook.model import Paper

_COMMON = 512
"""A word of more than one in so many papers makes pairs; with a rarer one a pair says no more than it."""
_TOO_COMMON, _OF_FEW = 20, 5
"""A term of more than one in so many papers is none; of few papers, which share more, the second number."""
_FEW, _FEWEST = 50, 8
"""Papers that may have a term in any case: the first number, or one in `_OF_FEW` if less; the second."""
_FIRST = 1 << 24
"""Times which the first word counts in the key of a pair; the key of a word is its number."""
LAST_PAIR = -_FIRST
"""The highest rank of a pair."""
NO_WORD = 0
"""The number of `BREAK`, and of a word that says nothing."""
_NO_TERM = -1
_SAY_LITTLE = """
    achieve achieving address addressing after again al allow allowing almost already although always
    applied apply around available because become before behind billion both bring carry code come
    common compare compared consider cost could crucial current currently day demonstrate demonstrated
    demonstrating despite different difficult directly due during each easily effectively effectiveness
    eight either eleven enable enabling end enhance enough ensure especially et etc even every example
    existing far fast focus focusing follow for found four full fully further furthermore general github
    give given go good great had half has have having he help her here higher highly his hour
    however http https huge huggingface hundred i identify important improve improvement include
    including increase increasing inherent instead introduce introduced involve issue itself keep key
    kind know known lack large largely larger last late later lead leading leave leverage leveraging
    limit limitation limited little look lot lower main make making many might million minute
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
_BEFORE_ANOTHER = """
    anti bi co cross de few ex high inter intra long low meta mid mono multi non off post pre pseudo re self
    semi sub un zero
"""
_PARTS = frozenset(_BEFORE_ANOTHER.split())
"""Words that say something before another one alone: self-supervised, low-rank, multi-agent."""

Numbers = Sequence[int]
"""The numbers of words as a text has them."""
Texts = tuple[Numbers, Numbers]
"""A title and an abstract."""


class WordNumbers(dict[str, int]):
    """The number of each word met so far."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        spelt = known or (BREAK,)
        super().__init__(zip(spelt, range(len(spelt)), strict=True))

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _Names(dict[int, tuple[str, ...]]):
    """The one or two words of each term asked for so far: the same ones are many times."""

    def __init__(self, keys: Sequence[int], spelt: Sequence[str]) -> None:
        super().__init__()
        self._keys, self._spelt = keys, spelt

    def __missing__(self, term: int) -> tuple[str, ...]:
        words = filter(None, divmod(self._keys[term], _FIRST))
        self[term] = name = tuple([self._spelt[word] for word in words])
        return name


class Terms:
    """The terms of papers by number."""

    def __init__(self, weighed: Weighed, spelt: Sequence[str]) -> None:
        """``spelt`` are the words of all papers by number."""
        keys, papers = array("Q", weighed.keys), array("I", weighed.papers)
        later, new = len(keys) - weighed.words, range(weighed.words, len(spelt))
        self._papers, self._capitals = papers, weighed.capitals
        all_keys = [*keys, *new]
        self.names = _Names(all_keys, spelt)
        """The one or two words of each term."""
        self._pairs = {key: term for term, key in enumerate(keys) if key >= _FIRST}
        self._in_pairs = [NO_WORD] * len(spelt)
        for key in self._pairs:
            for word in divmod(key, _FIRST):
                self._in_pairs[word] = word
        self._words = [_NO_TERM] * len(spelt)
        for term, key in enumerate(keys):
            if key < _FIRST:
                self._words[key] = term
        for word in new:
            if not (_says_little(spelt[word]) or spelt[word] in _PARTS):
                self._words[word] = later + word
        self.weights: list[int] = [(weighed.oldest // number).bit_length() ** 2 for number in papers]
        """The square of how rare a term is, in powers of two."""
        self.weights += [weighed.oldest.bit_length() ** 2] * len(new)
        self._several = self.of_fewer(2)
        self.ranks = [LAST_PAIR - term if key >= _FIRST else -term for term, key in enumerate(all_keys)]
        """For each term a number that is less for pairs than for words, and for rarer ones of either."""

    def of_fewer(self, papers: int) -> int:
        """Return the first term that fewer of the oldest papers have."""
        return bisect_left(self._papers, -papers + 1, key=neg)

    def of_text(self, text: Numbers) -> set[int]:
        """Return the terms of a text."""
        found = set(map(self._words.__getitem__, text))
        pairs = _pairs(map(self._in_pairs.__getitem__, text))
        found.update(map(self._pairs.__getitem__, self._pairs.keys() & pairs))
        found.discard(_NO_TERM)
        return found

    def norm(self, terms: Iterable[int]) -> int:
        """Return the sum of the weights of those terms that several of the oldest papers have."""
        return sum([self.weights[term] for term in terms if term < self._several])

    def written(self, name: Iterable[str]) -> str:
        """Return words as titles spell them."""
        return " ".join([self._capitals.get(word, word) for word in name])


def weigh(texts: Sequence[Texts], spelt: Sequence[str], capitals: Mapping[str, str]) -> Weighed:
    """Return the terms of the oldest papers: their words, and the pairs that two of them have.

    ``texts`` are titles and abstracts by the numbers of their words, and ``spelt`` those words by number.
    """
    oldest = len(texts)
    in_papers = Counter(chain.from_iterable({*title, *abstract} for title, abstract in texts))
    says = [number != NO_WORD and not _says_little(word) for number, word in enumerate(spelt)]
    common = [
        word if said and in_papers[word] > oldest // _COMMON else NO_WORD for word, said in enumerate(says)
    ]
    in_common = common.__getitem__
    pairs = Counter(
        chain.from_iterable(
            _pairs(map(in_common, title)) | _pairs(map(in_common, abstract)) for title, abstract in texts
        )
    )
    found = [
        (-papers, word) for word, papers in in_papers.items() if says[word] and spelt[word] not in _PARTS
    ]
    found += [(-papers, pair) for pair, papers in pairs.items() if papers > 1]
    most = max(oldest // _TOO_COMMON, min(oldest // _OF_FEW, _FEW), _FEWEST)
    terms = sorted(item for item in found if -item[0] <= most)
    return Weighed(
        oldest=oldest,
        words=len(spelt),
        keys=array("Q", [key for _, key in terms]).tobytes(),
        papers=array("I", [-papers for papers, _ in terms]).tobytes(),
        capitals=capitals,
    )


def _pairs(text: Iterable[int]) -> set[int]:
    """Return the keys of the pairs of neighbouring words."""
    return {one * _FIRST + other for one, other in pairwise(text) if one and other}


def _says_little(word: str) -> bool:
    """Return whether a word has no part in what a paper is about, such as a number; "3d" has one."""
    return word in _STOP or len(word) == 1 or (word[0].isdigit() and word[1:] != "d")


def read_capitals(papers: Iterable[Paper], titles: Iterable[Sequence[str]]) -> dict[str, str]:
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
