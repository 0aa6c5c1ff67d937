"""A paper as an entry of a list."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from daybook.model import Paper
from daybook.text import addresses
from daybook.text.plain_text import count, shorten, strip_bidi

_LEAD = 240
_NAMED_AUTHORS = 3


class CardView(Struct, frozen=True):
    """A paper in a list."""

    title: str
    href: str
    lead: str
    """The first words of the abstract, cut at a word, with an ellipsis if cut."""
    rank: int
    """Rank on the day whose list this is."""
    authors: str
    """Names in a line, with "and 5 more" after three, or "et al."; empty if unknown."""
    seen: str
    """Such as "also on 2 other days"; empty if listed on one day."""
    tags: tuple[str, ...]
    is_noted: bool
    """Whether somebody wrote notes on it."""


def card(paper: Paper, rank: int, day: date, root: str) -> CardView:
    """Return a paper's card in the list of ``day``."""
    authors = paper.facts.authors
    more = len(authors) - _NAMED_AUTHORS
    rest = f" and {more} more" if more > 0 else " et al." if paper.has_more_authors else ""
    names = ", ".join(map(strip_bidi, authors[:_NAMED_AUTHORS])) + rest
    others = len({item.day for item in paper.appearances} - {day})
    return CardView(
        title=paper.title,
        href=root + addresses.paper(paper.address),
        lead=shorten(paper.abstract.replace("\n\n", " "), _LEAD),
        rank=rank,
        authors=names,
        seen=f"also on {count(others, 'other day')}" if others else "",
        tags=paper.tags,
        is_noted=bool(paper.notes_markdown),
    )
