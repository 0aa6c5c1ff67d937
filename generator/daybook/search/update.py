"""Make an index: by an incremental update of the last build's index if possible, else from all papers.

New papers have the highest numbers and changed ones keep theirs, so only the terms of those papers are
encoded again. If papers were removed or reordered, all are read. Both ways lead to the same index files.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Set

from daybook.search.document import FIELDS, LENGTHS_BESIDE, SearchDocument, index_order, searched_key
from daybook.search.encoding import Encoded, decode_postings, encode_postings, length_digits
from daybook.search.index import Index
from daybook.search.postings import PAPER_SHIFT, Postings
from daybook.search.remembered import SavedIndex, unpack
from daybook.search.stems import stem
from daybook.search.terms import PaperTerms, read_terms
from daybook.search.written import is_of_title

_FORMS = len(FIELDS)
"""The part of other forms of words."""


def make_index(documents: Iterable[SearchDocument], saved: SavedIndex | None = None) -> Index:
    """Return the index of papers; the order of its terms depends on ``saved``, its files do not."""
    papers = index_order(documents)
    keys = list(map(searched_key, papers))
    index = Index(papers, keys)
    if saved and (known := saved.known_keys([paper.ref for paper in papers])):
        index = unpack(saved, papers, keys)
        pairs = enumerate(zip(known, keys, strict=False))
        if changed := {number for number, (old, new) in pairs if old != new}:
            _replace(index, changed)
    for paper in papers[index.postings.papers :]:
        terms = read_terms(paper)
        index.postings.add(terms)
        index.paper_words.append(_word_numbers(index, terms))
    digits = _length_digits(index)
    for term, postings in index.postings.terms.items():
        index.encoded[term] = encode_postings(postings, _beside(term, digits), index.encoded.get(term))
    return index


def _length_digits(index: Index) -> dict[int, str]:
    digits = [length_digits(lengths) for lengths in index.postings.lengths]
    return {part: digits[field] for part, field in enumerate(LENGTHS_BESIDE, 1) if field is not None}


def _beside(term: str, digits: dict[int, str]) -> dict[int, str]:
    """Return the lengths beside a term's postings: among the forms, none of a title's word as it is written.

    Such a term only tells which titles have these letters; their lengths are beside the stem.
    """
    return {part: each for part, each in digits.items() if part != _FORMS} if is_of_title(term) else digits


def _replace(index: Index, changed: Set[int]) -> None:
    """Read the changed papers again, given by number, and encode the postings of their old and new terms."""
    old_words = set[int]().union(*(index.paper_words[number] for number in changed))
    touched = {stem(word) for word, number in index.words.items() if number in old_words}
    added = Postings()
    for number in sorted(changed):
        terms = read_terms(index.papers[number])
        added.add_terms(number, terms)
        for lengths, length in zip(index.postings.lengths, terms.lengths, strict=True):
            lengths[number] = length
        index.paper_words[number] = _word_numbers(index, terms)
    digits = _length_digits(index)
    for term in touched | added.terms.keys():
        others = decode_postings(index.encoded.pop(term, Encoded()))
        postings = [each for each in others if each >> PAPER_SHIFT not in changed]
        postings += added.terms.get(term, ())
        if postings:
            index.encoded[term] = encode_postings(sorted(postings), _beside(term, digits))
    unused = old_words.difference(*index.paper_words)
    for word in [word for word, number in index.words.items() if number in unused]:
        del index.words[word]


def _word_numbers(index: Index, terms: PaperTerms) -> array[int]:
    return array("I", map(index.words.__getitem__, terms.words))
