"""For each paper the papers most like it, by the words and pairs of words that they share.

It is TF-IDF in integers: the likeness of two papers is the cosine of their terms. Papers are taken from the
oldest on, and each is compared with the few older ones that share most rare terms with it. So the work for
a paper has a bound. A later paper changes no likeness of two others, so likenesses can be remembered.
"""

from collections.abc import Sequence
from itertools import takewhile
from operator import eq

import numpy as np
from numpy.typing import NDArray

from daybook.insights.similar import NO_MEMORY, Similar, SimilarMemory
from daybook.insights.similar.likes import SHOWN, WORDS, Vectors, find_likes
from daybook.insights.similar.spellings import Written
from daybook.insights.similar.terms import Terms, weigh
from daybook.insights.texts import Numbers, Texts, blocks
from daybook.settled import settled

MOST = 6
"""Similar papers of a paper."""
_AT_ONCE = 8_192
"""Similar papers that are listed at a time, which bounds memory."""
_SCORE, _PLACE = 10, 26
"""Bits of a score, in thousandths, and of the place of a paper: one key is sorted faster than three."""


def read_similar(texts: Texts, memory: SimilarMemory) -> SimilarMemory:
    """Return the memory of all papers; ``texts`` begins with the oldest."""
    count, oldest = len(texts.papers), settled(len(texts.papers))
    same = sum(takewhile(bool, map(eq, memory.texts, texts.hashes)))  # the first papers that it is right for
    same = same if memory.weighed.oldest == oldest and 0 < oldest <= same else 0
    known = _cut(memory, same) if same < len(memory.texts) else memory
    texts.begin_with(known.words)
    if same == count:
        return known if count else NO_MEMORY
    words = []
    for place in range(same, count):
        texts.read((place,))
        words.append(len(texts.number_of))
    spelt, weighed = texts.spelt, known.weighed
    if not same:
        weighed = weigh(texts, oldest, spelt[: words[oldest - 1]])
    terms = Terms(weighed, spelt)
    vectors = _vectors(texts, terms, known)
    likes = find_likes(terms, vectors, same)
    return SimilarMemory(
        weighed,
        texts.hashes,
        spelt,
        known.words_until + _bytes(np.array(words)),
        vectors.terms.tobytes(),
        _bytes(vectors.ends),
        known.likes + likes,
    )


def _vectors(texts: Texts, terms: Terms, known: SimilarMemory) -> Vectors:
    """Return the terms of all papers: those that the memory has, then those of new papers."""
    own, ends = [_read(known.terms)], [_numbers(known.terms_until)]
    size = len(own[0])
    for _, flat in blocks(texts, range(len(known.texts), len(texts.papers))):
        of_papers, until = terms.of_papers(flat)
        own.append(of_papers.astype(np.int32))
        ends.append(until + size)
        size += len(of_papers)
    return Vectors(np.concatenate(own), np.concatenate(ends), terms)


def _cut(memory: SimilarMemory, same: int) -> SimilarMemory:
    """Return the memory of the first ``same`` papers."""
    if not same:
        return NO_MEMORY
    words, ends, likes = _numbers(memory.words_until), _numbers(memory.terms_until), _rows(memory)
    return SimilarMemory(
        memory.weighed,
        memory.texts[:same],
        memory.words[: words[same - 1]],
        _bytes(words[:same]),
        _bytes(_numbers(memory.terms)[: ends[same - 1]]),
        _bytes(ends[:same]),
        likes[: np.searchsorted(likes[:, 0], same)].tobytes(),
    )


def _numbers(data: bytes) -> Numbers:
    return _read(data).astype(np.int64)


def _read(data: bytes) -> NDArray[np.int32]:
    return np.frombuffer(data, np.int32)


def _bytes(numbers: Numbers) -> bytes:
    return numbers.astype(np.int32).tobytes()


def _rows(memory: SimilarMemory) -> NDArray[np.int32]:
    return _read(memory.likes).reshape(-1, 3 + SHOWN * WORDS)


def similar_of(memory: SimilarMemory, order: Sequence[int]) -> list[tuple[Similar, ...]]:
    """Return for each paper those it is most like; ``order`` has the index of each known paper."""
    rows, index = _rows(memory), np.array(order, np.int64)
    papers, others = np.concatenate((rows[:, :2], rows[:, 1::-1])).T.astype(np.int64)
    of_paper = (papers << _SCORE) - np.tile(rows[:, 2], 2)
    best_first = np.argsort((of_paper << _PLACE) + others)
    turn = np.arange(len(papers)) - np.searchsorted(papers[best_first], papers[best_first])
    best_first = best_first[turn < MOST]
    written = Written(memory.weighed, memory.words, WORDS)
    reasons = np.ascontiguousarray(rows[:, 3:]).view(f"V{4 * SHOWN * WORDS}").ravel()
    similar = [list[Similar]() for _ in order]
    for start in range(0, len(best_first), _AT_ONCE):
        some = best_first[start : start + _AT_ONCE]
        row = some % len(rows)
        of_each = (index[papers[some]], index[others[some]], rows[row, 2], reasons[row])
        for paper, other, score, reason in zip(*map(np.ndarray.tolist, of_each), strict=True):
            similar[paper].append(Similar(other, score, written[reason]))
    return list(map(tuple, similar))
