"""Choose who gets a page: a bounded number of people, of whom none loses it as days are added.

Days are gone through from the oldest. After each, the archive has room for pages by the number of its papers.
Free pages go to the people with the most papers who have none; among people with as many papers, to those who
reached that number first. So the addresses of a site do not depend on which day it was built, nobody who has
a page makes room for another, and at least `LEAST` papers are on each page.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

LEAST = 2
"""Papers of a page."""
_MANY = 4_000
"""Papers beyond which room grows a third as fast: people took a third of a large site's files."""


def room(papers: int, papers_per_page: int) -> int:
    """Return for how many pages an archive of so many papers has room."""
    return min(papers, (papers + 2 * _MANY) // 3) // papers_per_page


def with_pages(days: Iterable[Sequence[Iterable[int]]], papers_per_page: int) -> list[int]:
    """Return who gets a page, in the order of getting it.

    ``days`` has for each day, from the oldest, the people of each of its new papers.
    """
    waiting: list[tuple[int, int, int]] = []
    """Less than nothing for the number of papers, so that the most come first; when it was reached; who."""
    papers: dict[int, int] = {}
    chosen: dict[int, None] = {}
    seen = events = 0
    for day in days:
        for people in day:
            seen += 1
            for one in people:
                number = papers[one] = papers.get(one, 0) + 1
                if number >= LEAST and one not in chosen:
                    events += 1
                    heappush(waiting, (-number, events, one))
        while waiting and len(chosen) < room(seen, papers_per_page):
            number, _, one = heappop(waiting)
            if papers[one] == -number:  # else there is a later entry with more papers, or was one
                chosen.setdefault(one)
    return list(chosen)
