"""What the search index knows of a paper, and the fields it is searched by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SearchDocument:
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


@dataclass(frozen=True, slots=True)
class Field:
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


def in_order(documents: list[SearchDocument]) -> list[SearchDocument]:
    """The papers from the oldest day to the newest: a paper's place is its number in the index.

    A larger number is a newer paper, a month is a range of numbers, and a new day leaves the numbers of
    all older papers, and with them most files of the index, as they were.
    """
    return sorted(documents, key=lambda document: (document.day, document.ref))
