"""The papers of each day, in the order in which its digests list them."""

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
    votes: int = 0
    """The most up-votes in the digests of that day; 0 if unknown."""


PapersByDay = Mapping[date, Sequence[ListedPaper]]


def papers_by_day(papers: Iterable[Paper]) -> PapersByDay:
    """Return the papers of each day by best rank, then by digest path, then by address.

    If a day has two digests, their first papers come first.
    """
    best: dict[date, dict[str, tuple[int, str]]] = defaultdict(dict)
    titles: dict[str, str] = {}
    votes: dict[tuple[str, date], int] = {}
    for paper in papers:
        titles[paper.address] = paper.title
        for item in paper.appearances:
            key = (item.rank, item.digest)
            known = best[item.day].get(paper.address)
            best[item.day][paper.address] = min(known, key) if known else key
            if item.upvotes:
                place = (paper.address, item.day)
                votes[place] = max(item.upvotes, votes.get(place, 0))
    return {
        day: tuple(
            ListedPaper(address, titles[address], rank, votes.get((address, day), 0))
            for (rank, _), address in sorted((place, address) for address, place in places.items())
        )
        for day, places in best.items()
    }


def ranks_of(papers: Iterable[Paper]) -> defaultdict[tuple[str, date], set[int]]:
    """Return the ranks of papers in each digest on each day; there are gaps where it lists one again."""
    ranks: defaultdict[tuple[str, date], set[int]] = defaultdict(set)
    for paper in papers:
        for item in paper.appearances:
            ranks[item.digest, item.day].add(item.rank)
    return ranks


def votes_of(paper: Paper, day: date) -> int:
    """Return the most up-votes that digests of a day give a paper; 0 if unknown."""
    return max((item.upvotes for item in paper.appearances if item.day == day), default=0)


def first_day(paper: Paper) -> date:
    """Return the day that lists a paper first; of one on no day, the first of its address's year."""
    return paper.appearances[0].day if paper.appearances else date(int(paper.address[:4]), 1, 1)


def by_age(paper: Paper) -> tuple[date, str]:
    """Return a key that sorts papers from the oldest."""
    return first_day(paper), paper.address


def by_newest(paper: Paper) -> tuple[int, int, str]:
    """Return a key that sorts papers from the newest, those of a day by rank; those on no day come last."""
    if not paper.appearances:
        return 1, 0, paper.address
    first = paper.appearances[0]
    return -first.day.toordinal(), first.rank, paper.address


def best_day(paper: Paper) -> date:
    """Return a paper's best day: that with most up-votes, then with the best rank, then the newest."""
    return min((-item.upvotes, item.rank, -item.day.toordinal(), item.day) for item in paper.appearances)[-1]
