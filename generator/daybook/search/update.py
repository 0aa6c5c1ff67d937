"""Make an index: by an incremental update of the last build's index if possible, else from all papers.

New papers have the highest numbers and changed ones keep theirs, so only the terms of those papers are
encoded again. If papers were removed or reordered, all are read. Both ways lead to the same index files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

import numpy as np

from daybook.search.document import SearchDocument, index_order, searched_key
from daybook.search.encoder import encode_postings
from daybook.search.encoding import Encoded, decode_postings
from daybook.search.index import Index
from daybook.search.postings import Postings, Read, read_papers
from daybook.search.remembered import SavedIndex, unpack
from daybook.search.stems import stem
from daybook.search.terms import Vocabulary


def make_index(documents: Iterable[SearchDocument], saved: SavedIndex | None = None) -> Index:
    """Return the index of papers; the order of its terms depends on ``saved``, its files do not."""
    papers = index_order(documents)
    keys = list(map(searched_key, papers))
    index = Index(papers, keys)
    changed: set[int] = set()
    if saved and (known := saved.known_keys([paper.ref for paper in papers])):
        index = unpack(saved, papers, keys)
        pairs = enumerate(zip(known, keys, strict=False))
        changed = {number for number, (old, new) in pairs if old != new}
    numbers = [*sorted(changed), *range(len(index.paper_words), len(papers))]
    vocabulary = Vocabulary(index.words)
    read = read_papers([(number, papers[number]) for number in numbers], vocabulary)
    postings = read.postings
    if changed:
        postings = Postings.join([Postings.of(list(_others(index, changed, read, vocabulary))), postings])
    _note(index, numbers, read)
    index.encoded.update(encode_postings(list(vocabulary.terms), postings, index.lengths, index.encoded))
    return index


def _others(
    index: Index, changed: Set[int], read: Read, vocabulary: Vocabulary
) -> Iterator[tuple[int, int, int, int]]:
    """Drop the terms that changed papers, given by number, had or have; yield their postings of other papers.

    Words that no paper has any more are dropped too.
    """
    old_words = set[int]().union(*(index.paper_words[number] for number in changed))
    touched = {stem(word) for word, number in index.words.items() if number in old_words}
    of_changed = np.isin(read.postings.papers, np.array(sorted(changed), np.uint32))
    terms = list(vocabulary.terms)
    touched |= {terms[number] for number in read.postings.terms[of_changed].tolist()}
    for term in touched:
        number = vocabulary.terms[term]
        for paper, part, count in decode_postings(index.encoded.pop(term, Encoded())):
            if paper not in changed:
                yield number, paper, part, count


def _note(index: Index, numbers: Sequence[int], read: Read) -> None:
    """Note the lengths and words of papers that were read; forget words that no paper has any more."""
    old_words: set[int] = set()
    for number, lengths, words in zip(numbers, read.lengths.tolist(), read.words, strict=True):
        if number < len(index.paper_words):
            old_words.update(index.paper_words[number])
            index.paper_words[number] = words
            for column, length in zip(index.lengths, lengths, strict=True):
                column[number] = length
        else:
            index.paper_words.append(words)
            for column, length in zip(index.lengths, lengths, strict=True):
                column.append(length)
    if old_words:
        unused = old_words.difference(*index.paper_words)
        for word in [word for word, number in index.words.items() if number in unused]:
            del index.words[word]
