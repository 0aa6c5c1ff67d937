"""The page of trends: topics over time, what rises and what fades."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.insights.topic_trends import TopicTrend, Trends, share
from daybook.pages.frame import Frame
from daybook.pages.kind import Page
from daybook.pages.parts.bars import BarsView, Column, bars_view, in_period, period_name
from daybook.pages.parts.links import LinkView
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.plain_text import count
from daybook.theme.templates import TemplateCall


class MultipleView(Struct, frozen=True):
    """A topic over time."""

    topic: LinkView
    words: str
    """Such as "31 papers in the newest 90 days, 12 in the 90 before"."""
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


class TrendsPage(Page, frozen=True, array_like=True):
    kind = "trends"
    template = "trends.html"
    address = addresses.TRENDS
    shows = "`/trends/`: topics over time, what rises, what fades"
    view = TrendsView

    trends: Trends
    newest: str
    """The archive's newest day, or empty."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        found = planning.insights.trends
        if found is not None:
            yield cls(found, planning.days[-1].date.isoformat() if planning.days else "")

    @property
    def last_change(self) -> str:
        return self.newest

    def trail(self, root: str) -> tuple[LinkView, ...]:
        return LinkView("Topics", root + addresses.TOPICS), LinkView("Trends", "")

    def call(self, frame: Frame) -> TemplateCall:
        found, root = self.trends, addresses.root_of(self.address)
        groups = (
            ("What rises", found.rising),
            ("What fades", found.fading),
            ("Topics of most papers", found.topics),
        )
        extent = ""
        if found.periods:
            extent = (
                f"{count(len(found.periods), found.unit)} to {period_name(found.unit, found.periods[-1])}"
            )
        view = TrendsView(
            extent=extent,
            rule=_rule(found),
            groups=tuple(
                GroupView(heading, tuple(_multiple(found, trend, root) for trend in trends))
                for heading, trends in groups
                if trends
            ),
        )
        return self.html(frame, "Trends", f"Topics over time: {extent}", view)


def _rule(found: Trends) -> str:
    days = count(found.days, "day")
    return (
        f"Bars: how many of 1,000 papers of a {found.unit} are about the topic; a paper counts on the day"
        f" that lists it first. What rises has a greater share of the papers of the newest {days} than of the"
        f" {days} before, clearest first; what fades, a smaller one. A topic falls to half when a"
        f" {found.unit} has at most half of its greatest share."
    )


def _multiple(found: Trends, trend: TopicTrend, root: str) -> MultipleView:
    shares = [share(number, total) for number, total in zip(trend.numbers, found.totals, strict=True)]
    columns = [Column("Papers", trend.numbers), Column("Of 1,000", shares)]
    return MultipleView(
        LinkView(trend.name, root + addresses.topic(trend.slug)),
        _words(found, trend),
        bars_view(found.unit, found.periods, columns),
    )


def _words(found: Trends, trend: TopicTrend) -> str:
    peak = period_name(found.unit, found.periods[trend.peak])
    half = f", half of it {count(trend.fall, found.unit)} later" if trend.fall else ""
    recent = f"{count(trend.recent, 'paper')} in the newest {count(found.days, 'day')}"
    return f"{recent}, {trend.before:,} before; greatest share {in_period(found.unit, peak)}{half}"
