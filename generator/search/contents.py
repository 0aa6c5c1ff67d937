"""What the search index holds of all papers, and how it follows them from build to build.

New papers come last and changed ones keep their numbers, so an index of the papers before them is carried on:
only terms of those papers are encoded again. Where papers are gone, or stand in another order, all is read
anew. Both ways lead to the same index.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct, field

from generator.search.codec import Encoded, encode_postings
from generator.search.document import SearchDocument, in_order
from generator.search.postings import Postings
from generator.search.terms import PaperTerms, TermReader

_CHANGED_SHARE = 50
"""Where more than one in so many papers changed, reading all anew takes less time."""


class Index(Struct):
    """All papers, as search sees them."""

    papers: list[SearchDocument]
    """In the order of their numbers."""
    keys: list[bytes] = field(default_factory=list)
    """Of each paper, by its searched texts."""
    postings: Postings = field(default_factory=Postings)
    encoded: dict[str, Encoded] = field(default_factory=dict)
    """The postings of each term as text."""
    words: dict[str, int] = field(default_factory=dict)
    """The different words, trimmed, without stop words; each with a number of its own."""
    paper_words: list[array[int]] = field(default_factory=list)
    """The words of each paper by their numbers, in no order."""
    words_seen: int = 0
    """Numbers given to words; those of words that are gone are not given again."""
    known_names: dict[bytes, str] = field(default_factory=dict)
    """Names of files of words and of folders of records in the build before, by what they were made from."""
    names: dict[bytes, str] = field(default_factory=dict)
    """The same of this build, once its files are made."""


class Kept(Struct, frozen=True):
    """An index as it is kept for the next build: without the papers' texts."""

    refs: list[str]
    keys: list[bytes]
    terms: list[str]
    postings: list[bytes]
    texts: list[str]
    lasts: list[tuple[int, ...]]
    lengths: list[bytes]
    words: dict[str, int]
    paper_words: list[bytes]
    words_seen: int
    names: dict[bytes, str]


def keep(index: Index) -> Kept:
    """Give what the next build needs to carry an index on, once this one's files are made.

    Terms and words are in their order: the next build sorts them sooner.
    """
    terms = sorted(index.postings.terms)
    encoded = [index.encoded[term] for term in terms]
    return Kept(
        refs=[paper.ref for paper in index.papers],
        keys=index.keys,
        terms=terms,
        postings=[index.postings.terms[term].tobytes() for term in terms],
        texts=[each.text for each in encoded],
        lasts=[each.lasts for each in encoded],
        lengths=[lengths.tobytes() for lengths in index.postings.lengths],
        words=dict(sorted(index.words.items())),
        paper_words=[words.tobytes() for words in index.paper_words],
        words_seen=index.words_seen,
        names=index.names,
    )


def index_of(documents: Sequence[SearchDocument], keys: Sequence[bytes], before: Kept | None = None) -> Index:
    """Give the index of papers, each with a key of its searched texts; ``before`` is carried on where it can.

    An index that was carried on is the same as a new one, but for the order of its terms.
    """
    by_ref = dict(zip((document.ref for document in documents), keys, strict=True))
    papers = in_order(list(documents))
    ordered = [by_ref[paper.ref] for paper in papers]
    changed = _changed(before, papers, ordered) if before else None
    if before is None or changed is None:
        index = Index(papers, ordered)
        _add(index, papers, _Reader(index))
        index.encoded = {term: encode_postings(known) for term, known in index.postings.terms.items()}
        return index
    index = _restored(before, papers, ordered)
    reader = _Reader(index)
    for number in changed:
        _put(index, number, reader)
    known = {term: len(postings) for term, postings in index.postings.terms.items()}
    for term in _add(index, papers[len(before.refs) :], reader):
        postings = index.postings.terms[term][known.get(term, 0) :]
        index.encoded[term] = encode_postings(postings, index.encoded.get(term))
    return index


def _changed(before: Kept, papers: Sequence[SearchDocument], keys: Sequence[bytes]) -> list[int] | None:
    """The numbers of the papers that changed; None where an index cannot be carried on."""
    if before.refs != [paper.ref for paper in papers[: len(before.refs)]]:
        return None
    pairs = enumerate(zip(before.keys, keys, strict=False))
    changed = [number for number, (old, new) in pairs if old != new]
    return changed if len(changed) * _CHANGED_SHARE <= len(before.refs) else None


def _restored(kept: Kept, papers: list[SearchDocument], keys: list[bytes]) -> Index:
    postings = Postings()
    postings.papers = len(kept.refs)
    postings.terms = {term: array("Q", data) for term, data in zip(kept.terms, kept.postings, strict=True)}
    postings.lengths = tuple(array("I", data) for data in kept.lengths)
    encoded = map(Encoded, kept.texts, kept.lasts)
    return Index(
        papers=papers,
        keys=keys,
        postings=postings,
        encoded=dict(zip(kept.terms, encoded, strict=True)),
        words=kept.words,
        paper_words=[array("I", data) for data in kept.paper_words],
        words_seen=kept.words_seen,
        known_names=kept.names,
    )


def _add(index: Index, papers: Sequence[SearchDocument], reader: _Reader) -> set[str]:
    """Add papers behind all others; gives their terms."""
    touched: set[str] = set()
    for paper in papers:
        terms, words = reader.read(paper)
        index.postings.add(terms)
        index.paper_words.append(words)
        touched.update(*terms.counts)
    return touched


def _put(index: Index, number: int, reader: _Reader) -> None:
    """Read a paper anew that changed."""
    terms, found = reader.read(index.papers[number])
    for term in index.postings.put(number, terms):
        if term in index.postings.terms:
            index.encoded[term] = encode_postings(index.postings.terms[term])
        else:
            del index.encoded[term]
    gone = set(index.paper_words[number])
    index.paper_words[number] = found
    for words in index.paper_words:
        if not gone:
            break
        gone.difference_update(words)
    if gone:
        index.words = {word: known for word, known in index.words.items() if known not in gone}


class _Reader:
    """Reads papers into an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._terms = TermReader()
        self._numbers: dict[str, int] = {}
        """Of words as they stand in the texts of papers read; -1 for those that are not indexed."""

    def read(self, paper: SearchDocument) -> tuple[PaperTerms, array[int]]:
        """The terms of a paper, and the numbers of its words."""
        terms = self._terms.read(paper)
        for word in sorted(terms.words.difference(self._numbers)):
            self._numbers[word] = self._number(word)
        found = set(map(self._numbers.__getitem__, terms.words))
        found.discard(-1)
        return terms, array("I", found)

    def _number(self, word: str) -> int:
        index, trimmed = self._index, self._terms.word(word)
        if trimmed is None:
            return -1
        if trimmed not in index.words:
            index.words[trimmed] = index.words_seen
            index.words_seen += 1
        return index.words[trimmed]
