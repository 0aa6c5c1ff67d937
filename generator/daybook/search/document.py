"""What the search index knows of a paper, and the fields it is searched by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct


class SearchDocument(Struct, frozen=True):
    """One paper as search sees it; every text is plain."""

    ref: str
    """The paper's address, ``YEAR/SLUG``."""
    title: str
    abstract: str
    day: date
    """The newest day the paper was listed on."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Keywords, categories and a person's tags: searched as words, offered as topics."""
    notes: str = ""
    """What a person wrote, without its Markdown."""
    first: date | None = None
    """The oldest day the paper was listed on; None where that is the newest too."""


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
)
"""Their order is that of the postings and of Lunr's own index."""

FIELDS_OF_WORDS = 2
"""The first so many are those whose lengths weigh plain words (MEASURED in rank/ranking.js)."""


def in_order(documents: list[SearchDocument]) -> list[SearchDocument]:
    """The papers by the first day they were listed on: a paper's place is its number in the index.

    So a new day leaves the numbers of all older papers, and with them most files of the index, as they were,
    also where it lists some of them again.
    """
    return sorted(documents, key=lambda document: (document.first or document.day, document.ref))


def newest_last(documents: Sequence[SearchDocument]) -> list[int]:
    """The numbers of papers from the oldest newest day to the newest: a month is a range of places in it."""
    return sorted(range(len(documents)), key=lambda number: (documents[number].day, documents[number].ref))
