"""The papers most like a paper, on its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from daybook.insights.similar import Similar
from daybook.model import Paper
from daybook.text.addresses import paper_beside
from daybook.text.formatted import plain
from daybook.text.words import Words


class SimilarPaper(Struct, frozen=True, array_like=True):
    """What a page shows of a similar paper: not its score, which changes more often than who is similar."""

    address: str
    title: str
    day: date | None
    """The first that lists it."""
    terms: tuple[str, ...]


class SimilarView(Struct, frozen=True):
    title: str
    href: str
    terms: str
    """What both papers have, such as "diffusion, text image"."""
    iso: str
    day: str
    """Such as "18 March 2025", and empty without one; so is ``iso``."""


def similar_papers(papers: Sequence[Paper], found: Iterable[Similar]) -> tuple[SimilarPaper, ...]:
    """Return what to show of papers that are given by their places."""
    return tuple(_shown(papers[item.index], item.terms) for item in found)


def _shown(paper: Paper, terms: tuple[str, ...]) -> SimilarPaper:
    first = paper.appearances[0].day if paper.appearances else None
    return SimilarPaper(paper.address, paper.title, first, terms)


def similar_view(similar: Iterable[SimilarPaper], own: str, words: Words) -> tuple[SimilarView, ...]:
    """Return the view of papers similar to the one at ``own``, for its page."""
    return tuple(
        SimilarView(
            plain(paper.title),
            paper_beside(paper.address, own),
            ", ".join(paper.terms),
            paper.day.isoformat() if paper.day else "",
            words.short_date(paper.day) if paper.day else "",
        )
        for paper in similar
    )
