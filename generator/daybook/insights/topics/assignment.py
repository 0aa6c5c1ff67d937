"""Find many phrases in the words of many papers at once, and so the subjects that these are about."""

from collections.abc import Mapping, Sequence

import numpy as np

from daybook.insights.texts import NO_WORD, Flat, Numbers, in_papers

_NONE = -1


class PhraseFinder:
    """Finds phrases, given with the place of the subject that each names."""

    def __init__(self, meanings: Mapping[str, int], number_of: Mapping[str, int]) -> None:
        """``number_of`` has the number of each word of the texts to search."""
        self.meanings = meanings
        longest_first = sorted(meanings, key=lambda phrase: (-len(phrase), phrase))
        self.subjects: Numbers = np.array([meanings[phrase] for phrase in longest_first], np.int64)
        """Of each phrase."""
        self.lengths: Numbers = np.array([phrase.count(" ") + 1 for phrase in longest_first], np.int64)
        """In words."""
        self._words = len(number_of)
        self.is_figure = np.array([word.isdigit() for word in number_of], np.bool_)
        """Whether a word, by number, has digits alone."""
        nodes: dict[int, int] = {}
        """A tree of the phrases' words: the next node by this one's number and the word."""
        ends = {}
        for place, phrase in enumerate(longest_first):
            words = [number_of.get(word, _NONE) for word in phrase.split(" ")]
            if _NONE not in words:
                node = 0
                for word in words:
                    node = nodes.setdefault(node * self._words + word, len(nodes) + 1)
                ends[node] = place
        self._keys = np.array(sorted(nodes), np.int64)
        self._nodes = np.array([nodes[key] for key in sorted(nodes)], np.int64)
        self._ends = np.array([ends.get(node, _NONE) for node in range(len(nodes) + 1)], np.int64)

    def find(self, flat: Flat) -> tuple[Numbers, Numbers]:
        """Return where phrases begin, and which they are: the longest first, of equals by their letters."""
        is_first = np.zeros(self._words, np.bool_)
        is_first[self._keys[self._keys < self._words]] = True
        at = np.flatnonzero(is_first[flat.words])
        nodes, starts, phrases, length = np.zeros_like(at), [at[:0]], [at[:0]], 0
        while len(at):
            keys = nodes * self._words + flat.words[at + length]
            places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            is_known = self._keys[places] == keys
            at, nodes = at[is_known], self._nodes[places[is_known]]
            ending = self._ends[nodes] != _NONE
            starts.append(at[ending])
            phrases.append(self._ends[nodes[ending]])
            length += 1
            goes_on = at + length < len(flat.words)
            at, nodes = at[goes_on], nodes[goes_on]
        begin, which = np.concatenate(starts), np.concatenate(phrases)
        order = np.lexsort((begin, which))
        return begin[order], which[order]


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
    words = (
        flat.papers * (flat.words.max(initial=0) + 1) + flat.words
    )  # a hint: the title has the first of several
    is_hinted = (finder.lengths[phrases] > 1) & np.isin(words[starts], words[flat.in_title])
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
