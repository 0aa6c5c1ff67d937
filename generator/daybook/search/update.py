"""Make an index: by an incremental update of the last build's index if possible, else from all papers.

New papers have the highest numbers and changed ones keep theirs, so only the terms of those papers are
encoded again. If papers were removed or reordered, all are read. Both ways lead to the same index files.
"""

from collections.abc import Iterable, Iterator, Sequence, Set

import numpy as np

from daybook.search.document import SearchDocument, searched_key, without_texts
from daybook.search.encoder import encode_postings
from daybook.search.encoding import Encoded, decode_postings
from daybook.search.index import Index
from daybook.search.postings import Postings, Read, papers_of, read_papers, split
from daybook.search.remembered import SavedIndex, unpack
from daybook.search.stems import stem
from daybook.search.terms import Vocabulary

_AT_ONCE = 3_000_000
"""Postings that are encoded together, some 20,000 papers: fewer take less memory and more time."""


def make_index(documents: Iterable[SearchDocument], saved: SavedIndex | None = None) -> Index:
    """Return the index of papers; the order of its terms depends on ``saved``, its files do not.

    The documents are sorted by the first day that lists each, and ``saved``, if there is one, begins with the
    same papers: so a new day leaves their numbers, and with them most files, as they were, even if it lists
    some again. The texts of a document are dropped as soon as it is read.
    """
    index = unpack(saved) if saved else Index()
    known = saved.keys if saved else []
    vocabulary = Vocabulary(index.words)
    for read in _joined(read_papers(_unread(index, documents, known), vocabulary), len(known)):
        postings = read.postings
        changed = {number for number in read.papers if number < len(known)}
        if changed:
            others = Postings.of_rows(list(_others(index, changed, read, vocabulary)))
            postings = Postings.join([others, postings])
        _note(index, read)
        index.encoded.update(encode_postings(list(vocabulary.terms), postings, index.lengths, index.encoded))
    return index


def _unread(
    index: Index, documents: Iterable[SearchDocument], known: Sequence[bytes]
) -> Iterator[tuple[int, SearchDocument]]:
    """Add all papers to the index, and yield new and changed ones, with their numbers."""
    for number, paper in enumerate(documents):
        key = searched_key(paper)
        index.keys.append(key)
        index.papers.append(without_texts(paper))
        if number >= len(known) or key != known[number]:
            yield number, paper


def _joined(some: Iterable[Read], known: int) -> Iterator[Read]:
    """Join postings: of all papers that changed, with numbers below ``known``, then of some at a time."""
    held: list[Read] = []
    for read in some:
        held.append(read)
        is_much = sum(len(each.postings.keys) for each in held) >= _AT_ONCE
        if is_much and read.papers[-1] >= known:
            yield Read.join(held)
            held = []
    if held:
        yield Read.join(held)


def _others(
    index: Index, changed: Set[int], read: Read, vocabulary: Vocabulary
) -> Iterator[tuple[int, int, int, int]]:
    """Drop the terms that changed papers, given by number, had or have; yield their postings of other papers.

    Words that no paper has any more are dropped too.
    """
    old_words = set[int]().union(*(_numbers(index.paper_words[number]) for number in changed))
    touched = {stem(word) for word, number in index.words.items() if number in old_words}
    keys = read.postings.keys
    of_changed, *_ = split(keys[np.isin(papers_of(keys), sorted(changed))])
    terms = list(vocabulary.terms)
    touched |= {terms[number] for number in set(of_changed.tolist())}
    for term in touched:
        number = vocabulary.terms[term]
        for paper, part, count in decode_postings(index.encoded.pop(term, Encoded())):
            if paper not in changed:
                yield number, paper, part, count


def _note(index: Index, read: Read) -> None:
    """Note the lengths and words of papers that were read; forget words that no paper has any more."""
    old_words: set[int] = set()
    for number, lengths, words in zip(read.papers, read.lengths.tolist(), read.words, strict=True):
        if number < len(index.paper_words):
            old_words.update(_numbers(index.paper_words[number]))
            index.paper_words[number] = words
            for column, length in zip(index.lengths, lengths, strict=True):
                column[number] = length
        else:
            index.paper_words.append(words)
            for column, length in zip(index.lengths, lengths, strict=True):
                column.append(length)
    if old_words:
        unused = old_words.difference(*map(_numbers, index.paper_words))
        for word in [word for word, number in index.words.items() if number in unused]:
            del index.words[word]


def _numbers(words: bytes) -> list[int]:
    found: list[int] = np.frombuffer(words, np.uint32).tolist()
    return found
