"""Find the topics that rise and those that fade, by their share of all papers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from daybook.insights.topics import Topic, Topics
from daybook.insights.topics.course import first_of, periods, unit_of
from daybook.model import Paper

MOST = 36
"""Topics with bars, those of most papers."""
MOST_MOVED = 9
"""Topics that rise, and that fade."""
_PERIODS = 24
"""The latest periods are shown."""
_LONGEST = 90
"""Days that are compared with as many before: fewer in an archive of less than twice as many."""
_LEAST = 6
"""Papers of a topic in both spans together, to be compared."""
_CLEAR = 4
"""A difference of two shares counts from twice its standard deviation on: the square of that."""
_THIN = 4
"""A period of less than one in so many papers of the fullest has no share: one paper would be all of it."""
PER = 1000
"""Shares are of so many papers; of 10,000 where more than that many are compared, and so on."""


class TopicTrend(Struct, frozen=True, array_like=True):
    slug: str
    name: str
    numbers: tuple[int, ...]
    """Papers first listed in each period."""
    recent: int
    """In the newest span of days; the one below is in the span before it."""
    before: int
    peak: int
    """Place of the period with its greatest share of all papers, the first such one."""
    fall: int
    """Periods from there to the first whose share is at most half of that; 0 if there is none."""


class Trends(Struct, frozen=True, array_like=True):
    unit: str
    """``day``, ``week``, ``month`` or ``year``."""
    periods: tuple[date, ...]
    """Their first days."""
    totals: tuple[int, ...]
    """All papers first listed in each."""
    days: int
    """Of each of the two spans that are compared."""
    recent: int
    """All papers in the newest span; the one below is in the span before it."""
    before: int
    topics: tuple[TopicTrend, ...]
    """Those of most papers first."""
    rising: tuple[TopicTrend, ...]
    fading: tuple[TopicTrend, ...]
    per: int = PER
    """Shares are of so many papers."""


def find_trends(topics: Topics, papers: Sequence[Paper]) -> Trends:
    """Return the topics over time; a paper counts on the day that lists it first."""
    first_days = {paper.address: paper.appearances[0].day for paper in papers if paper.appearances}
    if not first_days:
        return Trends("day", (), (), 0, 0, 0, (), (), ())
    first, newest = min(first_days.values()), max(first_days.values())
    span = min(_LONGEST, ((newest - first).days + 1) // 2)
    unit = unit_of((newest - first).days)
    places = {day: place for place, day in enumerate(periods(unit, first, newest)[-_PERIODS:])}
    period_of = {day: first_of(unit, day) for day in set(first_days.values())}

    def counted(days: Iterable[date]) -> tuple[tuple[int, ...], int, int]:
        counts: Counter[date] = Counter()
        recent = older = 0
        for day, number in Counter(days).items():
            counts[period_of[day]] += number
            if day > newest - timedelta(span):
                recent += number
            elif day > newest - timedelta(2 * span):
                older += number
        return tuple(counts[day] for day in places), recent, older

    totals, recent, before = counted(first_days.values())
    per = PER
    while recent + before > 10 * per:
        per *= 10
    found = [
        _trend(topic, counted([first_days[one] for one in topic.papers if one in first_days]), totals, per)
        for topic in topics.topics
    ]
    moved, most = _moved(found, recent, before), tuple(found[:MOST])
    return Trends(unit, tuple(places), totals, span, recent, before, most, *moved, per)


def _trend(
    topic: Topic, counted: tuple[tuple[int, ...], int, int], totals: Sequence[int], per: int
) -> TopicTrend:
    numbers, recent, before = counted
    shares = shares_of(numbers, totals, per)
    most = max(one for one in shares if one is not None)
    peak = shares.index(most)
    fallen = (at - peak for at, one in enumerate(shares) if at > peak and one is not None and 2 * one <= most)
    return TopicTrend(topic.slug, topic.name, numbers, recent, before, peak, next(fallen, 0))


def shares_of(numbers: Sequence[int], totals: Sequence[int], per: int = PER) -> list[int | None]:
    """Return how many of ``per`` papers of each period; None where too few papers are known to say so."""
    least = max(1, -(-max(totals) // _THIN))
    return [
        share(number, total, per) if total >= least else None
        for number, total in zip(numbers, totals, strict=True)
    ]


def share(number: int, total: int, per: int = PER) -> int:
    """Return how many of ``per`` papers."""
    return per * number // total if total else 0


def _moved(
    found: Sequence[TopicTrend], recent: int, before: int
) -> tuple[tuple[TopicTrend, ...], tuple[TopicTrend, ...]]:
    """Return the topics that rise and those that fade, the clearest first.

    The difference of the two shares counts in proportion to the number that chance alone would give (as in a
    chi-squared test), so that a few papers more do not make a trend.
    """

    def clearness(trend: TopicTrend) -> tuple[int, str]:
        difference = trend.recent * before - trend.before * recent
        return -(difference**2 // (trend.recent + trend.before)), trend.slug

    known = [trend for trend in found if trend.recent + trend.before >= _LEAST]
    known = [trend for trend in known if -clearness(trend)[0] >= max(_CLEAR * recent * before, 1)]
    known.sort(key=clearness)
    rising = [trend for trend in known if trend.recent * before > trend.before * recent]
    fading = [trend for trend in known if trend.recent * before < trend.before * recent]
    return tuple(rising[:MOST_MOVED]), tuple(fading[:MOST_MOVED])
