"""The page of trends: topics over time, what rises and what fades."""

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.insights.trends import TopicTrend, Trends, share, shares_of
from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall
from daybook.pages.parts.bars import BarsView, Column, bars_view
from daybook.pages.parts.count_phrases import DAYS, PERIODS, in_period, period_name
from daybook.text import addresses
from daybook.text.words import Words, phrase, phrases

_BARS = {
    "day": phrase(
        "Bars: how many of {per} papers of a day are about the topic; a paper counts on the day"
        " that lists it first."
    ),
    "week": phrase(
        "Bars: how many of {per} papers of a week are about the topic; a paper counts on the day"
        " that lists it first."
    ),
    "month": phrase(
        "Bars: how many of {per} papers of a month are about the topic; a paper counts on the day"
        " that lists it first."
    ),
    "year": phrase(
        "Bars: how many of {per} papers of a year are about the topic; a paper counts on the day"
        " that lists it first."
    ),
}
_RISES = phrase(
    "What rises has a greater share of the papers of the newest {days} than of the {days} before,"
    " clearest first; what fades, a smaller one."
)
_FALLS = {
    "day": phrase("A topic falls to half when a day has at most half of its greatest share."),
    "week": phrase("A topic falls to half when a week has at most half of its greatest share."),
    "month": phrase("A topic falls to half when a month has at most half of its greatest share."),
    "year": phrase("A topic falls to half when a year has at most half of its greatest share."),
}
_THIN = phrase("Where few papers are listed, less than a quarter of the most, no share is given.")
_ONE_DAY = phrase("Trends compare days, and the archive has papers of one alone.")
_NO_TOPICS = phrase("The archive has no topics yet: its papers have too few phrases in common.")
_COURSE = phrases(
    "{recent} of {per} papers in the newest {n} day, {before} before; greatest share {period}",
    "{recent} of {per} papers in the newest {n} days, {before} before; greatest share {period}",
)
_COURSE_AND_FALL = phrases(
    "{recent} of {per} papers in the newest {n} day, {before} before; greatest share {period},"
    " half of it {later} later",
    "{recent} of {per} papers in the newest {n} days, {before} before; greatest share {period},"
    " half of it {later} later",
)


class MultipleView(Struct, frozen=True):
    """A topic over time."""

    topic: LinkView
    words: str
    """Such as "31 of 1,000 papers in the newest 90 days, 12 before; greatest share in June 2025"."""
    bars: BarsView


class GroupView(Struct, frozen=True):
    """Topics under a heading."""

    heading: str
    multiples: tuple[MultipleView, ...]


class TrendsView(Struct, frozen=True):
    extent: str
    """Such as "13 months to June 2025"."""
    rule: str
    """In sentences: what the bars show, and how topics that rise were found."""
    groups: tuple[GroupView, ...]
    nothing: str
    """Why there are none."""


class TrendsPage(Page, frozen=True, array_like=True):
    kind = "trends"
    address = addresses.TRENDS
    shows = "`/trends/`: topics over time, what rises, what fades"
    view = TrendsView

    trends: Trends
    last_change: str

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        found = planning.insights.trends
        if found is not None:
            yield cls(found, planning.newest)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        return LinkView(words("Topics"), root + addresses.TOPICS), LinkView(words("Trends"), "")

    def call(self, frame: Frame) -> TemplateCall:
        found, root, words = self.trends, addresses.root_of(self.address), frame.words
        groups = (
            (words("What rises"), found.rising),
            (words("What fades"), found.fading),
            (words("Topics of most papers"), found.topics),
        )
        extent = ""
        if found.periods:
            span = words.count(len(found.periods), *PERIODS[found.unit])
            last = period_name(found.unit, found.periods[-1], words)
            extent = words("{span} to {last}", span=span, last=last)
        view = TrendsView(
            extent=extent,
            rule=_rule(found, words),
            groups=tuple(
                GroupView(heading, tuple(_multiple(found, trend, root, words) for trend in trends))
                for heading, trends in groups
                if trends and found.days
            ),
            nothing=words(_ONE_DAY if found.topics else _NO_TOPICS),
        )
        return self.html(frame, words("Trends"), words("Topics over time: {span}", span=extent), view)


def _rule(found: Trends, words: Words) -> str:
    days = words.count(found.days, *DAYS)
    thin = words(_THIN) if found.totals and None in shares_of(found.totals, found.totals, found.per) else ""
    bars, falls = words(_BARS[found.unit], per=words.number(found.per)), words(_FALLS[found.unit])
    return words.sentences(bars, thin, words(_RISES, days=days), falls)


def _multiple(found: Trends, trend: TopicTrend, root: str, words: Words) -> MultipleView:
    shares = shares_of(trend.numbers, found.totals, found.per)
    columns = [
        Column(words("Papers"), trend.numbers),
        Column(words("Of {per}", per=words.number(found.per)), shares),
    ]
    return MultipleView(
        LinkView(trend.name, root + addresses.topic(trend.slug)),
        _course(found, trend, words),
        bars_view(found.unit, found.periods, columns, words),
    )


def _course(found: Trends, trend: TopicTrend, words: Words) -> str:
    return words.count(
        found.days,
        *(_COURSE_AND_FALL if trend.fall else _COURSE),
        recent=words.number(share(trend.recent, found.recent, found.per)),
        before=words.number(share(trend.before, found.before, found.per)),
        per=words.number(found.per),
        period=in_period(found.unit, found.periods[trend.peak], words),
        later=words.count(trend.fall, *PERIODS[found.unit]),
    )
