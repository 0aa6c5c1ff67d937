"""What the search index holds of all papers, and how it follows them from build to build.

New papers come last and changed ones keep their numbers, so an index of the papers before them is carried on:
only terms of those papers are encoded again. Where papers are gone, or stand in another order, all is read
anew. Both ways lead to the same index.

Most of it, the postings as numbers, is needed only where a paper changed: it is kept apart, and as it was
when it was known last; the papers that came since are few, and are read again then.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from msgspec import Struct, field

from daybook.search.codec import Encoded, encode_postings
from daybook.search.document import SearchDocument, in_order
from daybook.search.postings import Postings
from daybook.search.terms import PaperTerms, TermReader, stem

_CHANGED_SHARE = 50
"""Where more than one in so many papers changed, reading all anew takes less time."""
_SINCE_SHARE = 4
"""So it does where a paper changed, and more than one in so many came since postings were kept."""


class Index(Struct):
    """All papers, as search sees them."""

    papers: list[SearchDocument]
    """In the order of their numbers."""
    keys: list[bytes] = field(default_factory=list)
    """Of each paper, by its searched texts."""
    postings: Postings = field(default_factory=Postings)
    is_whole: bool = True
    """Whether `postings` has the terms of all papers, and not only those of new ones."""
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
    """An index as it is kept for the next build: without the papers' texts and the postings as numbers."""

    refs: list[str]
    keys: list[bytes]
    terms: list[str]
    texts: list[str]
    lasts: list[tuple[int, ...]]
    lengths: list[bytes]
    words: dict[str, int]
    paper_words: list[bytes]
    words_seen: int
    names: dict[bytes, str]


class KeptPostings(Struct, frozen=True):
    """The postings of the first papers of an index."""

    papers: int
    terms: dict[str, bytes]


def keep(index: Index) -> Kept:
    """Give what the next build needs to carry an index on, once this one's files are made.

    Terms and words are in their order: the next build sorts them sooner.
    """
    terms = sorted(index.encoded)
    encoded = [index.encoded[term] for term in terms]
    return Kept(
        refs=[paper.ref for paper in index.papers],
        keys=index.keys,
        terms=terms,
        texts=[each.text for each in encoded],
        lasts=[each.lasts for each in encoded],
        lengths=[lengths.tobytes() for lengths in index.postings.lengths],
        words=dict(sorted(index.words.items())),
        paper_words=[words.tobytes() for words in index.paper_words],
        words_seen=index.words_seen,
        names=index.names,
    )


def keep_postings(index: Index) -> KeptPostings | None:
    """Give the postings that later builds need; None where those that are kept serve on."""
    if not index.is_whole:
        return None
    return KeptPostings(
        len(index.papers), {term: known.tobytes() for term, known in index.postings.terms.items()}
    )


def index_of(
    documents: Sequence[SearchDocument],
    keys: Sequence[bytes],
    before: Kept | None = None,
    postings: Callable[[], KeptPostings | None] = lambda: None,
) -> Index:
    """Give the index of papers, each with a key of its searched texts; ``before`` is carried on where it can.

    An index that was carried on is the same as a new one, but for the order of its terms. ``postings`` gives
    those that were kept last, of that index or of one that it carried on; None where they are gone.
    """
    by_ref = dict(zip((document.ref for document in documents), keys, strict=True))
    papers = in_order(list(documents))
    ordered = [by_ref[paper.ref] for paper in papers]
    carried = _carried_on(before, papers, ordered, postings) if before else None
    if carried is not None:
        return carried
    index = Index(papers, ordered)
    _add(index, papers, _Reader(index))
    index.encoded = {term: encode_postings(known) for term, known in index.postings.terms.items()}
    return index


def _carried_on(
    before: Kept,
    papers: list[SearchDocument],
    keys: list[bytes],
    postings: Callable[[], KeptPostings | None],
) -> Index | None:
    changed = _changed(before, papers, keys)
    if changed is None:
        return None
    index = _restored(before, papers, keys)
    reader = _Reader(index)
    if changed:
        kept, count = postings(), len(before.refs)
        if kept is None or (count - kept.papers) * _SINCE_SHARE > count:
            return None
        _complete(index, kept, count)
        words = {number: word for word, number in index.words.items()}
        before_them = [index.paper_words[number] for number in changed]
        for number, had in zip(changed, before_them, strict=True):
            _put(index, number, reader, {stem(words[known]) for known in had})
        _forget(index, set().union(*before_them))
    known = {term: len(held) for term, held in index.postings.terms.items()}
    for term in _add(index, papers[len(before.refs) :], reader):
        added = index.postings.terms[term][known.get(term, 0) :]
        index.encoded[term] = encode_postings(added, index.encoded.get(term))
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
    postings.lengths = tuple(array("I", data) for data in kept.lengths)
    encoded = map(Encoded, kept.texts, kept.lasts)
    return Index(
        papers=papers,
        keys=keys,
        postings=postings,
        is_whole=False,
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


def _complete(index: Index, kept: KeptPostings, count: int) -> None:
    """Give an index the postings of its first ``count`` papers; those that came since as they are now.

    Their words have their numbers: they are not read into the index.
    """
    reader = TermReader()
    index.postings.terms = {term: array("Q", data) for term, data in kept.terms.items()}
    for number in range(kept.papers, count):
        index.postings.add_terms(number, reader.read(index.papers[number]))
    index.is_whole = True


def _put(index: Index, number: int, reader: _Reader, before: set[str]) -> None:
    """Read a paper anew that changed; ``before`` are the terms it had."""
    terms, found = reader.read(index.papers[number])
    for term in index.postings.put(number, terms) | before:
        if term in index.postings.terms:
            index.encoded[term] = encode_postings(index.postings.terms[term])
        else:
            index.encoded.pop(term, None)
    index.paper_words[number] = found


def _forget(index: Index, gone: set[int]) -> None:
    """Leave out those of these words, by their numbers, that no paper has any more."""
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
