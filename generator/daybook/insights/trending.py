"""Trending papers: of the last seven days, of the last thirty, and of all time.

A paper's score is a number of points. Each up-vote counts `VOTE` on the day on which it was first known, each
listing in a digest counts `LISTING` on its day, and one of the first nine counts `LISTING` less its rank
more. In a span of days points fade evenly, from their full number on the newest day of the archive to nothing
before the span; for all time they do not fade. Where no up-votes are known, listings alone decide.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from heapq import nsmallest

from msgspec import Struct

from daybook.archive.by_day import best_day
from daybook.model import Appearance, Archive, Paper

VOTE = 10
"""Points of an up-vote."""
LISTING = 10
"""Points of a listing in a digest, and the rank from which there are no more for it."""
SPANS = (7, 30, 0)
"""Numbers of days; 0 for all time."""
MOST = 30
"""Papers in a list."""


class Trend(Struct, frozen=True, array_like=True):
    """A paper's score in a span, and its parts."""

    address: str
    score: int
    gained: int
    """Up-votes that became known in the span."""
    listings: int
    """Number of its listings in digests of the span."""
    newest: date
    """The last day that lists it."""
    best: date
    """Its best day, as the lists of weeks and months have it."""


class Span(Struct, frozen=True, array_like=True):
    """The papers that trend in some days up to the newest of the archive."""

    days: int
    """0 for all time."""
    first: date
    """Its first day."""
    papers: int
    """The number of papers with points."""
    trends: tuple[Trend, ...]
    """From the highest score."""


class Trending(Struct, frozen=True, array_like=True):
    newest: date | None
    """Its newest day, taken for today; None if no day lists papers."""
    spans: tuple[Span, ...]
    """In the order of `SPANS`."""


Gain = tuple[date, int]
"""A day and the up-votes that became known on it."""
_Standing = tuple[int, int, int, int, str, Paper]
"""Score, up-votes, rank, day and address, from the best paper, and the paper."""
_NO_RANK = 1 << 30


def find_trending(archive: Archive) -> Trending:
    """Return the trending papers as of the newest day that lists any."""
    listed = [paper for paper in archive.papers if paper.appearances]
    if not listed:
        return Trending(None, ())
    newest = max(paper.appearances[-1].day for paper in listed)
    oldest = min(paper.appearances[0].day for paper in listed)
    firsts = {days: max(oldest, newest - timedelta(days - 1)) if days else oldest for days in SPANS}
    recent = [paper for paper in listed if _is_recent(paper, firsts[max(SPANS)])]
    spans = (_span(recent if days else listed, days, firsts[days], newest) for days in SPANS)
    return Trending(newest, tuple(spans))


def gains(paper: Paper) -> list[Gain]:
    """Return the days on which up-votes of a paper became known, and how many, from the first.

    A number counts as far as it is higher than all that were known before, in any digest. The first of a
    listing counts on its day, however late it was fetched: an old day is not news.
    """
    known, found = 0, []
    for day, number in sorted(_numbers(paper.appearances)):
        if number > known:
            found.append((day, number - known))
            known = number
    return found


def points(item: Appearance) -> int:
    """Return the points of a listing in a digest."""
    return 2 * LISTING - item.rank if item.rank < LISTING else LISTING


def _numbers(items: Iterable[Appearance]) -> Iterator[Gain]:
    """Yield each number of up-votes with the day from which it counts."""
    for item in items:
        day = item.day
        for number, votes in enumerate(item.history):
            day = max(day, votes.day) if number else day
            yield day, votes.count
        yield day, item.upvotes


def _is_recent(paper: Paper, first: date) -> bool:
    """Return whether a listing or an up-vote of a paper counts on ``first`` or later."""
    items = paper.appearances
    return items[-1].day >= first or any(item.history and item.history[-1].day >= first for item in items)


def _span(papers: Sequence[Paper], days: int, first: date, newest: date) -> Span:
    standings = [standing for paper in papers if (standing := _standing(paper, first, newest, days))]
    trends = (_trend(paper, -score, first) for score, *_, paper in nsmallest(MOST, standings))
    return Span(days, first, len(standings), tuple(trends))


def _standing(paper: Paper, first: date, newest: date, days: int) -> _Standing | None:
    """Return what papers of a span are ordered by; None for a paper without points."""
    items = paper.appearances
    gained = [gain for gain in gains(paper) if gain[0] >= first]
    listed = [item for item in items if item.day >= first]
    score = sum(_faded(VOTE * gain, day, newest, days) for day, gain in gained)
    score += sum(_faded(points(item), item.day, newest, days) for item in listed)
    rank = min((item.rank for item in listed), default=_NO_RANK)
    standing = (-(score // (days or 1)), -sum(gain for _, gain in gained), rank, -items[-1].day.toordinal())
    return (*standing, paper.address, paper) if gained or listed else None


def _faded(number: int, day: date, newest: date, days: int) -> int:
    """Return how many points of a day have not faded, times the days of the span."""
    return number * (days - max(0, (newest - day).days)) if days else number


def _trend(paper: Paper, score: int, first: date) -> Trend:
    return Trend(
        paper.address,
        score,
        sum(gain for day, gain in gains(paper) if day >= first),
        sum(item.day >= first for item in paper.appearances),
        paper.appearances[-1].day,
        best_day(paper),
    )
