"""Find the older papers that each paper is like, and the terms that both share.

All is counted in arrays, some papers at a time.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from daybook.insights.similar import FIRST
from daybook.insights.similar.terms import Terms
from daybook.insights.texts import Numbers

LEAST_SCORE = 60
"""Thousandths of the cosine below which two papers are not similar."""
_LEAST_BY_ONE = 80
"""The same of two papers that share only one term of a title."""
_CANDIDATES = 10
"""Older papers with which a paper is compared."""
_BUDGET = 500
"""Most entries of lists of papers that are counted to find them."""
_WHOLE = 1000
_AT_ONCE = 64
"""Papers, so that the table of their terms fits the processor's cache."""
_COUNTED_AT_ONCE = 4_096
"""Papers, which bounds memory."""
_LOOKED_AT = 16
"""Terms that two papers share, of which `SHOWN` become a reason."""
SHOWN, WORDS = 3, 4
"""Terms of a reason, and words of one."""
Pair = tuple[int, int]
"""The words of a term; the first of a word alone is 0."""


class Vectors:
    """The terms of all papers."""

    def __init__(self, terms: NDArray[np.int32], ends: Numbers, of: Terms) -> None:
        """``terms`` are as `SimilarMemory` has them."""
        self.terms, self.ends = terms, ends
        self.starts: Numbers = np.concatenate(([0], ends[:-1]))
        """Where the terms of each paper begin."""
        self.norms = of.norms(terms >> 1, ends)


class _Lists(Struct, frozen=True):
    """For each paper in question the lists of older papers with its rarest terms, as far as they count."""

    papers: Numbers
    begins: NDArray[np.int32]
    """Of each list in ``listed``."""
    lengths: Numbers
    listed: NDArray[np.int32]


def find_likes(terms: Terms, vectors: Vectors, first: int) -> bytes:
    """Return a row of 32-bit numbers for each older paper that one from the ``first`` on is like.

    It has the paper, the older one, the score, and the words of `SHOWN` terms, `WORDS` of each.
    """
    lists, rows = _lists(terms, vectors, first), bytearray()
    table = np.zeros((_AT_ONCE, len(terms.keys)), np.uint8)
    for start in range(first, len(vectors.ends), _AT_ONCE):
        papers, others = _candidates(lists, start)
        rows += _compared(terms, vectors, papers, others, table).astype(np.int32).tobytes()
    return bytes(rows)


def _lists(terms: Terms, vectors: Vectors, first: int) -> _Lists:
    """Return the lists to count, from the rarest term of each paper on, until they have too many papers."""
    papers, rare = _entries_of_rare(terms, vectors, first)
    sizes = np.bincount(rare, minlength=len(terms.keys))
    begins = (np.cumsum(sizes) - sizes).astype(np.int32)[rare]
    by_term = np.argsort(rare, kind="stable").astype(np.int32)
    older = np.empty_like(by_term)
    older[by_term] = np.arange(len(by_term), dtype=np.int32)
    older -= begins
    some: list[Numbers] = [np.zeros(0, np.int64)]
    bounds = np.searchsorted(papers, np.arange(first, len(vectors.ends) + _COUNTED_AT_ONCE, _COUNTED_AT_ONCE))
    for start, end in pairwise(bounds.tolist()):
        whose, lengths = papers[start:end], older[start:end]
        counted = np.cumsum(lengths, dtype=np.int64)
        to_last = counted[np.searchsorted(whose, whose, "right") - 1] - counted + lengths
        some.append(start + np.flatnonzero((to_last <= _BUDGET) & (lengths > 0)))
    kept = np.concatenate(some)
    return _Lists(papers[kept].astype(np.int64), begins[kept], older[kept].astype(np.int64), papers[by_term])


def _entries_of_rare(
    terms: Terms, vectors: Vectors, first: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return each paper with each of its terms that find papers, and that one from the ``first`` on has."""
    all_terms, new = vectors.terms >> 1, int(vectors.starts[first])
    is_wanted = np.zeros(len(terms.keys), np.bool_)
    is_wanted[all_terms[new:]] = True
    is_wanted[: terms.finding] = False
    is_wanted &= np.bincount(all_terms, minlength=len(terms.keys)) > 1
    entries = np.flatnonzero(is_wanted[all_terms])
    papers = np.repeat(np.arange(len(vectors.ends), dtype=np.int32), vectors.ends - vectors.starts)
    return papers[entries], all_terms[entries]


def _candidates(lists: _Lists, start: int) -> tuple[Numbers, Numbers]:
    """Return some papers, each with the older ones that most of its lists have, the newest of equals."""
    own = slice(*np.searchsorted(lists.papers, (start, start + _AT_ONCE)).tolist())
    lengths = lists.lengths[own]
    others = lists.listed[_ranges(lists.begins[own], lengths)]
    pairs = np.sort(np.repeat(lists.papers[own], lengths) << 32 | others)
    at = np.flatnonzero(np.diff(pairs, prepend=-1))
    counts = np.diff(at, append=len(pairs))
    pairs = pairs[at]
    order = np.lexsort((pairs, counts, pairs >> 32))
    papers = pairs[order] >> 32
    turn = np.searchsorted(papers, papers, "right") - np.arange(len(papers))
    best = pairs[order][turn <= _CANDIDATES]
    return best >> 32, best & 0xFFFFFFFF


def _compared(
    terms: Terms, vectors: Vectors, papers: Numbers, others: Numbers, table: NDArray[np.uint8]
) -> Numbers:
    """Return a row for each pair of papers that are alike, as `find_likes` does.

    The ``table`` marks which of the papers has a term; it is empty before and after.
    """
    if not len(papers):
        return np.zeros((0, 3 + SHOWN * WORDS), np.int64)
    first = int(papers[0])
    whose, entries = _entries(vectors, np.arange(first, int(papers[-1]) + 1))
    own = vectors.terms[entries]
    table[whose, own >> 1] = 1 + (own & 1)
    pairs, entries = _entries(vectors, others)
    term, in_other = vectors.terms[entries] >> 1, vectors.terms[entries] & 1
    found = table[(papers - first)[pairs], term]
    table[whose, own >> 1] = 0
    shared = np.flatnonzero(found)
    pairs, term, titles = pairs[shared], term[shared], in_other[shared] + (found[shared] > 1)
    weights = np.bincount(pairs, terms.weights[term], len(papers)).astype(np.int64)
    lengths = np.sqrt(vectors.norms[papers] * vectors.norms[others]).astype(np.int64)
    scores = weights * _WHOLE // np.maximum(lengths, 1)
    in_titles = np.bincount(pairs[titles > 0], minlength=len(papers))
    alike = (scores >= LEAST_SCORE) & ((in_titles > 1) | ((in_titles > 0) & (scores >= _LEAST_BY_ONE)))
    chosen, kept = np.flatnonzero(alike), np.flatnonzero(alike[pairs])
    reasons = _reasons(terms, pairs[kept], term[kept], titles[kept])
    return np.column_stack((papers[chosen], others[chosen], scores[chosen], reasons))


def _reasons(terms: Terms, pairs: Numbers, shared: Numbers, titles: Numbers) -> Numbers:
    """Return the words to show of pairs of papers, given the terms of both and how many titles have each."""
    count, is_word = len(terms.keys), terms.keys[shared] < FIRST
    pairs = pairs * 2 + terms.say_little[shared].astype(np.int64)
    order = np.sort(((pairs * 3 + 2 - titles) * 2 + is_word) * count + count - 1 - shared)
    pairs = order // (6 * count)
    is_kept = (pairs % 2 == 0) | (np.diff(pairs // 2, prepend=-1) > 0)  # what says little stands alone
    order, pairs = order[is_kept], pairs[is_kept] // 2
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    first = np.arange(len(pairs)) - np.repeat(begins, np.diff(begins, append=len(pairs))) < _LOOKED_AT
    halves = np.divmod(terms.keys[count - 1 - order[first] % count], FIRST)
    names = list(zip(*(half.tolist() for half in halves), strict=True))
    starts: list[int] = np.flatnonzero(np.diff(pairs[first], prepend=-1)).tolist()
    reasons = [reason(names[start:end], terms.stems) for start, end in pairwise([*starts, len(names)])]
    return np.array(reasons, np.int64).reshape(-1, SHOWN * WORDS)


def _entries(vectors: Vectors, papers: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each term of papers the place of its paper among them, and its own in `Vectors`."""
    lengths = vectors.ends[papers] - vectors.starts[papers]
    return np.repeat(np.arange(len(papers)), lengths), _ranges(vectors.starts[papers], lengths)


def _ranges(starts: Numbers | NDArray[np.int32], lengths: Numbers) -> Numbers:
    """Return the numbers of ranges, one after the other."""
    shift = starts + lengths - np.cumsum(lengths)
    return np.repeat(shift, lengths) + np.arange(lengths.sum())


def reason(shared: Sequence[Pair], stems: Mapping[int, str]) -> list[int]:
    """Return the words of the first terms that two papers share.

    None has a word of another, nor one of its stem, as "quantized" of "quantization", nor is the acronym of
    another. Pairs that overlap become one term: of "low rank" and "rank adaptation", neither alone says what
    both papers say.
    """
    after = {first: second for first, second in reversed(shared) if first}
    before = {second: first for first, second in after.items()}
    chosen: list[int] = []
    used: set[str] = set()
    for first, second in shared:
        if (first and stems[first] in used) or stems[second] in used:
            continue
        whole = [first, second]
        while first and len(whole) < WORDS and (one := before.get(whole[0])) and one not in whole:
            whole.insert(0, one)
        while first and len(whole) < WORDS and (last := after.get(whole[-1])) and last not in whole:
            whole.append(last)
        if not used.isdisjoint(stems[word] for word in whole if word):
            whole = [first, second]
        short = "".join(stems[word][0] for word in whole if first)
        shorts = {short, short[:-1]} if len(short) > 2 else {short}  # the stem of "ODE" is "od"
        if not used.isdisjoint(shorts):
            continue
        used.update(shorts - {""}, (stems[word] for word in whole if word))
        chosen += [0] * (WORDS - len(whole)) + whole
        if len(chosen) == SHOWN * WORDS:
            return chosen
    return chosen + [0] * (SHOWN * WORDS - len(chosen))
