"""The papers most like a paper, on its page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from daybook.insights.similar import Similar
from daybook.model import Paper
from daybook.text.addresses import paper_beside
from daybook.text.formatted import plain
from daybook.text.words import Words

_NO_BREAK = "\u00a0"


class SimilarPaper(Struct, frozen=True, array_like=True):
    """A similar paper as a page shows it: without its score, which changes more often than who is similar."""

    address: str
    title: str
    """In plain form."""
    day: date | None
    """The first that lists it."""


SimilarPapers = tuple[tuple[SimilarPaper, tuple[str, ...]], ...]
"""The papers most like a paper, each with the terms that both have."""


class SimilarView(Struct, frozen=True):
    title: str
    href: str
    terms: str
    """What both papers have, such as "diffusion, text image"."""
    day: str
    """Such as "18 March 2025", in one line, and empty without one."""


def similar_papers(papers: Sequence[Paper], found: Iterable[Iterable[Similar]]) -> Iterator[SimilarPapers]:
    """Yield what to show of papers that are given by their places, for each of ``found``."""
    shown = [SimilarPaper(paper.address, plain(paper.title), _first_day(paper)) for paper in papers]
    for items in found:
        yield tuple([(shown[item.index], item.terms) for item in items])


def _first_day(paper: Paper) -> date | None:
    return paper.appearances[0].day if paper.appearances else None


def similar_view(similar: SimilarPapers, own: str, words: Words) -> tuple[SimilarView, ...]:
    """Return the view of papers similar to the one at ``own``, for its page."""
    return tuple(
        SimilarView(
            paper.title,
            paper_beside(paper.address, own),
            ", ".join(terms),
            words.short_date(paper.day).replace(" ", _NO_BREAK) if paper.day else "",
        )
        for paper, terms in similar
    )


def newest_first(similar: SimilarPapers) -> str:
    """Return the places of similar papers in the order of their days, such as "2 0 1"; "" for one."""
    days = [paper.day or date.min for paper, _ in similar]
    order = sorted(range(len(days)), key=days.__getitem__, reverse=True)
    return " ".join(map(str, order)) if len(order) > 1 else ""
