"""The terms of papers, numbered and weighed: their words, and pairs of neighbouring words, each once.

Weights are those of the oldest papers, whose number grows in steps (see `settled`): between two steps a new
paper changes no weight. Terms have numbers from the commonest to the rarest; after them come the words that
only later papers have, in the order in which they have them.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from daybook.insights.similar import FIRST, Weighed
from daybook.insights.similar.spellings import read_spellings
from daybook.insights.texts import END, NO_WORD, Flat, Numbers, Texts, blocks, in_papers, once
from daybook.insights.texts.stop_words import BOILERPLATE, FUNCTION
from daybook.search.stems import stem

_COMMON = 512
"""A word of more than one in so many papers makes pairs; with a rarer one a pair says no more than it."""
_TOO_COMMON, _OF_FEW = 20, 5
"""A term of more than one in so many papers is none; of few papers, which share more, the second number."""
_FEW, _FEWEST = 50, 8
"""Papers that may have a term in any case: the first number, or one in `_OF_FEW` if less; the second."""
_FINDS = 64
"""A term of more papers finds none."""
_OFTEN, _IN_TITLES = 10, 100
"""A word of so many papers says little if no more than one of so many has it in its title."""
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
_NO_ENDS = _PARTS | {"fine"}
"""Words of which none ends a pair: "supervised fine" of supervised fine-tuning."""


class _Stems(dict[int, str]):
    """The stem of each word, by number."""

    def __init__(self, spelt: Sequence[str]) -> None:
        super().__init__()
        self._spelt = spelt

    def __missing__(self, word: int) -> str:
        self[word] = found = stem(self._spelt[word])
        return found


class Terms:
    """The terms of papers by number."""

    def __init__(self, weighed: Weighed, spelt: Sequence[str]) -> None:
        """``spelt`` are the words of all papers by number."""
        keys, papers = np.frombuffer(weighed.keys, np.int64), np.frombuffer(weighed.papers, np.int64)
        later = np.arange(weighed.words, len(spelt))
        self.keys: Numbers = np.concatenate((keys, later))
        self.stems = _Stems(spelt)
        self.finding = int(np.searchsorted(-papers, -_FINDS))
        """The first term that few enough of the oldest papers have to find papers by."""
        later = np.zeros(len(spelt) - weighed.words, np.bool_)
        self.say_little = np.concatenate((np.frombuffer(weighed.little, np.bool_), later))
        self._several = int(np.searchsorted(-papers, -1))
        rarest = np.full(len(later), weighed.oldest.bit_length())
        self.weights: Numbers = (
            np.concatenate((np.frexp(weighed.oldest // papers)[1].astype(np.int64), rarest)) ** 2
        )
        """The square of how rare a term is, in powers of two."""
        self._words = np.full(len(spelt), _NO_TERM)
        terms = np.flatnonzero(keys < FIRST)
        self._words[keys[terms]] = terms
        new = enumerate(spelt[weighed.words :], weighed.words)
        said = [number for number, word in new if not _says_little(word) and word not in _PARTS]
        self._words[said] = np.array(said, np.int64) - weighed.words + len(keys)
        pairs = np.flatnonzero(keys >= FIRST)
        self._pairs = pairs[np.argsort(keys[pairs])]
        self._in_pairs = np.full(len(spelt), NO_WORD)
        for half in np.divmod(keys[pairs], FIRST):
            self._in_pairs[half] = half

    def of_papers(self, flat: Flat) -> tuple[Numbers, Numbers]:
        """Return the terms of one paper after the other (see `SimilarMemory`), and where each paper's end."""
        terms = self._words[flat.words]
        at = np.flatnonzero(terms != _NO_TERM)
        pairs, starts = _pairs(self._in_pairs[flat.words])
        known = self.keys[self._pairs]
        found = np.searchsorted(known, pairs)
        found[found == len(known)] = 0
        is_known = np.flatnonzero(known[found] == pairs) if len(known) else found[:0]
        of_pairs, starts = self._pairs[found[is_known]], starts[is_known]
        at, terms = np.concatenate((at, starts)), np.concatenate((terms[at], of_pairs))
        count = max(len(self.keys), 1)
        found = once((flat.papers[at] * count + terms) * 2 + ~flat.in_title[at])
        found = found[np.flatnonzero(np.diff(found >> 1, prepend=-1))]
        ends = np.searchsorted(found, (np.arange(flat.papers[-1] + 1) + 1) * count * 2)
        return found % (2 * count) ^ 1, ends

    def norms(self, terms: Numbers, ends: Numbers) -> Numbers:
        """Return for each paper the sum of the weights of those terms that several of the oldest have."""
        counted = self.weights.astype(np.int32)
        counted[self._several :] = 0
        starts = np.concatenate(([0], ends[:-1]))
        some = np.flatnonzero(starts < ends)
        sums = np.zeros(len(ends), np.int64)
        sums[some] = np.add.reduceat(counted[terms], starts[some], dtype=np.int64)
        return sums


def weigh(texts: Texts, oldest: int, spelt: Sequence[str]) -> Weighed:
    """Return the terms of the oldest papers: their words, and the pairs that two of them have.

    ``spelt`` are their words by number.
    """
    says = np.array([number > END and not _says_little(word) for number, word in enumerate(spelt)])
    is_term = says & np.array([word not in _PARTS for word in spelt])
    with_word, titles = np.zeros((2, len(spelt)), np.int64)
    for _, flat in blocks(texts, range(oldest)):
        with_word += in_papers(flat.papers, flat.words, len(spelt))
        titles += in_papers(flat.papers[flat.in_title], flat.words[flat.in_title], len(spelt))
    common = np.where(says & (with_word > oldest // _COMMON), np.arange(len(spelt)), NO_WORD)
    of_papers, of_titles = [], []
    for _, flat in blocks(texts, range(oldest)):
        pairs, starts = _pairs(common[flat.words])
        of_titles.append(once(pairs[flat.in_title[starts]]))
        different = once(pairs)
        found = once(flat.papers[starts] * max(len(different), 1) + np.searchsorted(different, pairs))
        of_papers.append(different[found % max(len(different), 1)])
    pairs, with_pair = np.unique(np.concatenate(of_papers), return_counts=True)
    may_end = np.array([word not in _NO_ENDS for word in spelt])
    singles, several = np.flatnonzero(is_term & (with_word > 0)), (with_pair > 1) & may_end[pairs % FIRST]
    keys = np.concatenate((singles, pairs[several]))
    papers = np.concatenate((with_word[singles], with_pair[several]))
    most = max(oldest // _TOO_COMMON, min(oldest // _OF_FEW, _FEW), _FEWEST)
    order = np.lexsort((keys, -papers))
    order = order[papers[order] <= most]
    keys, papers = keys[order], papers[order]
    is_rare = says & (with_word >= _OFTEN) & (_IN_TITLES * titles < with_word)
    says_little = is_rare[np.array(np.divmod(keys, FIRST))].any(axis=0)
    says_little &= ~np.isin(keys, np.concatenate(of_titles))
    spellings, joined = read_spellings(texts, oldest)
    hyphens = _hyphens(keys, papers, texts.number_of, joined)
    arrays = keys.tobytes(), papers.tobytes(), says_little.tobytes()
    return Weighed(oldest, len(spelt), *arrays, spellings, hyphens.tobytes())


def _hyphens(
    keys: Numbers, papers: Numbers, number_of: Mapping[str, int], joined: Mapping[tuple[str, str], int]
) -> Numbers:
    """Return the keys of the pairs of which at least half of the papers join the words by a hyphen.

    A pair that is no term, as too many papers have it, is returned if more papers join it than have any term.
    """
    found: Numbers = np.array([number_of[one] * FIRST + number_of[other] for one, other in joined], np.int64)
    if not len(keys) or not len(found):
        return found[:0]
    order = np.argsort(keys)
    at = order[np.searchsorted(keys, found, sorter=order) % len(keys)]
    times = np.array(list(joined.values()))
    kept: Numbers = found[np.where(keys[at] == found, 2 * times >= papers[at], times > papers.max())]
    return kept


def _pairs(words: Numbers) -> tuple[Numbers, Numbers]:
    """Return the keys of the pairs of neighbouring words, and the places of their first words."""
    starts = np.flatnonzero((words[:-1] != NO_WORD) & (words[1:] != NO_WORD))
    return words[starts] * FIRST + words[starts + 1], starts


def _says_little(word: str) -> bool:
    """Return whether a word has no part in what a paper is about, such as a number; "3d" has one."""
    return word in _STOP or len(word) == 1 or (word[0].isdigit() and word[1:] != "d")
