"""Make an index: by an incremental update of the last build's index if possible, else from all papers.

New papers have the highest numbers and changed ones keep theirs, so only the terms of those papers are
encoded again. If papers were removed or reordered, all are read. Both ways lead to the same index files.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from daybook.search.document import SearchDocument, index_order, searched_key
from daybook.search.encoding import encode_postings
from daybook.search.index import Index, Indexer
from daybook.search.remembered import LastIndex, SavedIndex, SavedPostings, unpack
from daybook.search.terms import TermReader, stem

_CHANGED_SHARE = 50
"""If more than one in so many papers changed, reading all is faster."""
_ADDED_SHARE = 4
"""So it is if a paper changed and more than one in so many was added after postings were saved."""


def make_index(documents: Iterable[SearchDocument], last: LastIndex | None = None) -> Index:
    """Return the index of papers; the order of its terms depends on ``last``, its files do not."""
    papers = index_order(documents)
    keys = list(map(searched_key, papers))
    updated = _update(last, papers, keys) if last else None
    if updated:
        return updated
    index = Index(papers, keys)
    Indexer(index).add(papers)
    index.encoded = {term: encode_postings(known) for term, known in index.postings.terms.items()}
    return index


def _update(last: LastIndex, papers: list[SearchDocument], keys: list[bytes]) -> Index | None:
    """Update the last index; None if that is impossible or slower than a new one."""
    saved, count = last.saved, len(last.saved.refs)
    changed = _changed(saved, papers, keys)
    if changed is None:
        return None
    index = unpack(saved, papers, keys)
    indexer = Indexer(index)
    if changed:
        postings = last.load_postings()
        if postings is None or (count - postings.papers) * _ADDED_SHARE > count:
            return None
        _unpack_postings(index, postings, count)
        words = {number: word for word, number in index.words.items()}
        old_words = [index.paper_words[number] for number in changed]
        for number, numbers in zip(changed, old_words, strict=True):
            indexer.replace(number, {stem(words[word]) for word in numbers})
        _remove_unused(index, set().union(*old_words))
    known = {term: len(held) for term, held in index.postings.terms.items()}
    for term in indexer.add(papers[count:]):
        added = index.postings.terms[term][known.get(term, 0) :]
        index.encoded[term] = encode_postings(added, index.encoded.get(term))
    return index


def _changed(saved: SavedIndex, papers: Sequence[SearchDocument], keys: Sequence[bytes]) -> list[int] | None:
    """Return the numbers of changed papers; None if papers were removed or reordered or too many changed."""
    if saved.refs != [paper.ref for paper in papers[: len(saved.refs)]]:
        return None
    pairs = enumerate(zip(saved.keys, keys, strict=False))
    changed = [number for number, (old, new) in pairs if old != new]
    return changed if len(changed) * _CHANGED_SHARE <= len(saved.refs) else None


def _unpack_postings(index: Index, saved: SavedPostings, count: int) -> None:
    """Set the postings of the first ``count`` papers; those that are not saved are read again."""
    reader = TermReader()  # not an Indexer: the words of these papers have numbers
    index.postings.terms = {term: array("Q", data) for term, data in saved.terms.items()}
    for number in range(saved.papers, count):
        index.postings.add_terms(number, reader.read(index.papers[number]))
    index.has_all_postings = True


def _remove_unused(index: Index, numbers: set[int]) -> None:
    """Remove the words with these numbers that no paper contains any more."""
    for words in index.paper_words:
        if not numbers:
            break
        numbers.difference_update(words)
    if numbers:
        index.words = {word: number for word, number in index.words.items() if number not in numbers}
