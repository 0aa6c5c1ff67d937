"""The papers of each day, in the order in which its digests list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from daybook.model import Paper


class ListedPaper(Struct, frozen=True, array_like=True):
    """A paper in a day's list."""

    address: str
    title: str
    rank: int
    """Best rank in the digests of that day, from 1."""


PapersByDay = Mapping[date, Sequence[ListedPaper]]


def papers_by_day(papers: Iterable[Paper]) -> PapersByDay:
    """Return the papers of each day by best rank, then by digest path, then by address.

    If a day has two digests, their first papers come first.
    """
    best: dict[date, dict[str, tuple[int, str]]] = defaultdict(dict)
    titles: dict[str, str] = {}
    for paper in papers:
        titles[paper.address] = paper.title
        for item in paper.appearances:
            key = (item.rank, item.digest)
            known = best[item.day].get(paper.address)
            best[item.day][paper.address] = min(known, key) if known else key
    return {day: _in_order(ranks, titles) for day, ranks in best.items()}


def _in_order(ranks: Mapping[str, tuple[int, str]], titles: Mapping[str, str]) -> Sequence[ListedPaper]:
    order = sorted(ranks.items(), key=lambda item: (*item[1], item[0]))
    return tuple(ListedPaper(address, titles[address], rank) for address, (rank, _) in order)
