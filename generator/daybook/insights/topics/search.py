"""Find many phrases in the words of many papers at once."""

from collections.abc import Mapping

import numpy as np

from daybook.insights.texts.flat import Flat, Numbers

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
