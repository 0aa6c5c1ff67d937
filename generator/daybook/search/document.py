"""The texts of a paper for search, and the fields that are searched."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from daybook.disk import cache
from daybook.model import Paper
from daybook.search.forms import forms
from daybook.search.identifiers import paper_keys
from daybook.text.formatted import plain
from daybook.text.venue import read_venue
from daybook.theme import markdown

B = 0.75
K1 = 1.2
"""The parameters b and k1 of Okapi BM25, with Lunr's defaults."""
_DASH = re.compile(r"(?<=[^\W\d_])([–—])(?=[^\W\d_])")


class SearchDocument(Struct, frozen=True):
    """One paper; all texts are plain."""

    ref: str
    """The paper's address, ``YEAR/SLUG``; ``ref`` is Lunr's name for a document's id."""
    title: str
    abstract: str
    day: date
    """The last day that lists the paper."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Keywords, categories, a person's tags, and the journal or conference."""
    notes: str = ""
    first: date | None = None
    """The first day that lists the paper; None if it is the last one too."""
    identifiers: tuple[str, ...] = ()
    """Keys of its identifiers and addresses, as `paper_keys` has them."""
    key: bytes = b""
    """The cache key of the paper; empty if it changes only with the texts here."""
    summary: str = ""
    """What the paper's source says of it in a sentence."""


def other_forms(document: SearchDocument, of_words: Iterable[str] | None = None) -> list[str]:
    """Return the other forms of a paper's words; ``of_words`` is that of `forms`."""
    authors = "\n".join(document.authors)
    return forms(document.title, document.abstract, document.summary, authors, of_words)


class Field(Struct, frozen=True):
    """A part of a paper that queries can name, such as ``title:``."""

    name: str
    boost: int
    """Lunr's factor on every weight of the field."""
    text: Callable[[SearchDocument], str]


FIELDS: tuple[Field, ...] = (
    Field("title", 3, lambda document: document.title),
    Field("abstract", 1, lambda document: document.abstract),
    Field("authors", 1, lambda document: "\n".join(document.authors)),
    Field("tags", 1, lambda document: "\n".join(document.tags)),
    Field("notes", 1, lambda document: document.notes),
    Field("forms", 1, lambda document: " ".join(other_forms(document))),
)
"""In the order of postings and of Lunr's own index."""

LENGTHS_BESIDE = (0, 1, None, None, None, 0)
"""For each field, the one whose lengths are beside its postings, as plain words need them (ranking.js)."""


def search_document(paper: Paper, key: bytes = b"") -> SearchDocument:
    """Return a paper's search document, with all its texts."""
    facts = paper.facts
    venue = (read_venue(plain(facts.venue)).name,) if facts.venue else ()
    return replace(
        indexed_document(paper, key, paper_keys(paper)),
        title=_searched(paper.title),
        abstract=_searched(paper.abstract),
        tags=tuple(dict.fromkeys((*paper.tags, *map(plain, facts.keywords), *facts.categories, *venue))),
        notes=markdown.words(paper.notes_markdown) if paper.notes_markdown else "",
        summary=plain(facts.summary),
    )


def indexed_document(paper: Paper, key: bytes, identifiers: tuple[str, ...]) -> SearchDocument:
    """Return a search document without the texts that are read, for a paper that the last index has."""
    days = [item.day for item in paper.appearances] or [date(int(paper.address[:4]), 1, 1)]
    return SearchDocument(
        ref=paper.address,
        title="",
        abstract="",
        day=days[-1],
        authors=paper.facts.authors,
        first=days[0],
        identifiers=identifiers,
        key=key,
    )


def _searched(text: str) -> str:
    """Return the plain form of a text, with spaces around a dash between words: Lunr would see one word."""
    text = plain(text)
    return _DASH.sub(r" \1 ", text) if "–" in text or "—" in text else text


def searched_key(document: SearchDocument) -> bytes:
    """Return the cache key of the paper, or of the texts that all fields come from.

    The fields themselves are only made of papers that are read: other forms of words take longer than all
    else that a new day does with an old paper.
    """
    texts = (document.title, document.abstract, document.summary, document.notes)
    return document.key or cache.key(*texts, document.authors, document.tags)


def without_texts(document: SearchDocument) -> SearchDocument:
    """Return the document of a paper that was read without its texts, which are large."""
    return replace(document, title="", abstract="", tags=(), notes="", summary="")


def newest_last(documents: Sequence[SearchDocument]) -> list[int]:
    """Return the papers' numbers sorted by the last day that lists them, so that a month is a range."""
    return sorted(range(len(documents)), key=lambda number: (documents[number].day, documents[number].ref))
