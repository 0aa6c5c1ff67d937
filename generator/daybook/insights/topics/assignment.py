"""Find the subjects that papers are about."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from daybook.insights.texts import NO_WORD
from daybook.insights.texts.flat import Flat, Numbers, in_papers
from daybook.insights.topics.search import PhraseFinder

_IN_TITLE = 3
_STRONG = 2
"""A paper is about a subject that its title or keywords name, or its abstract twice."""
Keywords = Sequence[Sequence[str]]
"""Those of each paper, as `words` fold them: see `phrases.keywords_of`."""


def about(flat: Flat, keywords: Keywords, finder: PhraseFinder) -> list[list[int]]:
    """Return the places of the subjects of each paper, from the one that it is most about.

    Words that belong to a longer phrase do not count for a shorter one. A paper that would have no topic gets
    those that its abstract names once, in several words of which its title has the first.
    """
    starts, phrases = _mentions(finder, flat)
    papers, subjects = _by_keywords(keywords, finder)
    is_hinted = _is_hinted(flat, starts, finder.lengths[phrases])
    weights = np.where(flat.in_title[starts], _IN_TITLE, 1)
    count = len(finder.subjects) + 1
    keys = np.concatenate((flat.papers[starts] * count + finder.subjects[phrases], papers * count + subjects))
    found, where = np.unique(keys, return_inverse=True)
    scores = np.bincount(where, np.concatenate((weights, np.full(len(papers), _IN_TITLE)))).astype(np.int64)
    by_title = np.bincount(where[: len(starts)], is_hinted, len(found)) > 0
    papers, subjects, is_strong = found // count, found % count, scores >= _STRONG
    has_strong = np.zeros(len(keywords), np.bool_)
    has_strong[papers[is_strong]] = True
    kept = is_strong | (by_title & ~has_strong[papers])
    papers, subjects = papers[kept], subjects[kept]
    order = np.lexsort((subjects, -scores[kept], papers))
    ranked: list[list[int]] = [[] for _ in keywords]
    for paper, subject in zip(papers[order].tolist(), subjects[order].tolist(), strict=True):
        ranked[paper].append(subject)
    return ranked


def _is_hinted(flat: Flat, starts: Numbers, lengths: Numbers) -> NDArray[np.bool_]:
    """Return which phrases have several words of which their paper's title has the first."""
    words = flat.papers * (flat.words.max(initial=0) + 1) + flat.words
    return (lengths > 1) & np.isin(words[starts], words[flat.in_title])


def _mentions(finder: PhraseFinder, flat: Flat) -> tuple[Numbers, Numbers]:
    """Return phrases as `apart`, in their order; "language models (LM)" is one mention and not two.

    A single word before a figure names a model in abstracts, such as GPT-4, and is none.
    """
    starts, phrases = apart(finder, flat)
    order = np.argsort(starts)
    starts, phrases = starts[order], phrases[order]
    ends, subjects = starts + finder.lengths[phrases], finder.subjects[phrases]
    is_same = (starts[1:] == ends[:-1] + 1) & (subjects[1:] == subjects[:-1])
    kept = np.ones(len(starts), np.bool_)
    kept[1:] = ~(is_same & (flat.words[starts[1:] - 1] == NO_WORD))
    kept &= ~finder.is_figure[flat.words[ends]] | (finder.lengths[phrases] > 1) | flat.in_title[starts]
    return starts[kept], phrases[kept]


def apart(finder: PhraseFinder, flat: Flat) -> tuple[Numbers, Numbers]:
    """Return where phrases begin and which they are, none with a word of another."""
    starts, phrases = finder.find(flat)
    taken, kept = bytearray(len(flat.words)), []
    lengths = finder.lengths[phrases].tolist()
    for at, (start, length) in enumerate(zip(starts.tolist(), lengths, strict=True)):
        if taken.find(1, start, start + length) < 0:
            taken[start : start + length] = b"\1" * length
            kept.append(at)
    return starts[kept], phrases[kept]


def _by_keywords(keywords: Keywords, finder: PhraseFinder) -> tuple[Numbers, Numbers]:
    """Return the papers whose keywords are names of subjects, and these."""
    found = [
        (paper, finder.meanings[keyword])
        for paper, of_paper in enumerate(keywords)
        for keyword in of_paper
        if keyword in finder.meanings
    ]
    papers, subjects = np.array(found, np.int64).reshape(-1, 2).T
    return papers, subjects


def papers_with(flat: Flat, keywords: Keywords, finder: PhraseFinder, count: int) -> Numbers:
    """Return for each of ``count`` subjects the number of papers with it in their text or keywords."""
    starts, phrases = finder.find(flat)
    papers, subjects = _by_keywords(keywords, finder)
    papers = np.concatenate((flat.papers[starts], papers))
    return in_papers(papers, np.concatenate((finder.subjects[phrases], subjects)), count)


def with_wider(subjects: Sequence[int], wider: Sequence[Sequence[int]]) -> list[int]:
    """Return the subjects of a paper, then the wider ones that contain these."""
    return list(dict.fromkeys((*subjects, *(end for place in subjects for end in wider[place]))))
