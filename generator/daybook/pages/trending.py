"""The pages of trending papers: of the last seven days, of the last thirty, of all time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Self

from msgspec import Struct

from daybook.archive.by_day import votes_of
from daybook.insights.topics import TopicName
from daybook.insights.trending import LISTING, VOTE, Span, Trend
from daybook.model import Paper
from daybook.pages.frame import Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.card import CardView, ListStyle, card
from daybook.pages.parts.course import course
from daybook.pages.parts.links import LinkView, month_link, week_link
from daybook.pages.parts.topic_links import ON_CARDS
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.dates import first_of_month, monday_of, short_date
from daybook.text.plain_text import count
from daybook.theme.templates import TemplateCall

_ADDRESSES = {7: addresses.TRENDING, 30: addresses.TRENDING_MONTH, 0: addresses.TRENDING_ALL}
_NAMES = {7: "This week", 30: "This month", 0: "All time"}
_WEEK = 7

_BY_VOTES = f"Score: {VOTE} points for each up-vote and {LISTING} for each listing in a digest"
_BY_LISTINGS = (
    "No up-votes are known, so listings, ranks and how new they are decide. "
    f"Score: {LISTING} points for each listing in a digest"
)
_RANKS = f", up to {LISTING - 1} more for a rank among the first {LISTING - 1}"
_FADING = {
    7: "; a seventh less for each day before {}.",
    30: "; a thirtieth less for each day before {}.",
    0: ".",
}
_DATED = " An up-vote counts on the day on which it became known."
_EQUALS = " Equals are ordered by {}best rank, then from the newest."


class TrendView(Struct, frozen=True):
    """A trending paper."""

    card: CardView
    score: str
    """Such as "1,219"."""
    gained: str
    """Such as "20 up-votes of these days", if it has others, else empty."""
    course: str
    """Its numbers of up-votes by day, if several are known, else empty."""
    listings: str
    """Such as "No. 1 on 18 March 2025" or "3 listings, best No. 1, last on 18 March 2025"."""


class TrendingView(Struct, frozen=True):
    """The papers that trend in a span of days up to the newest day."""

    extent: str
    """Such as "7 days to 18 March 2025"; empty if the archive is empty."""
    spans: tuple[LinkView, ...]
    """The lists; ``href`` is empty for the one that is shown."""
    heading: str
    """Such as "First 30 of 83 papers"."""
    rule: str
    """In sentences: how the score is worked out."""
    trends: tuple[TrendView, ...]
    periods: tuple[LinkView, ...]
    """The weeks or months of these days."""


class TrendingPage(Page, frozen=True, array_like=True):
    kind = "trending"
    template = "trending.html"
    shows = "`/trending/`, `/trending/month/`, `/trending/all/`: papers by a score that fades"
    view = TrendingView

    days: int
    """7, 30, or 0 for all time."""
    newest: date | None
    """None if the archive is empty; so is the one below."""
    span: Span | None
    papers: tuple[Paper, ...]
    """Those of the span's list."""
    topics: tuple[tuple[TopicName, ...], ...]
    """Those that the card of each shows."""
    periods: tuple[date, ...]
    """First days of the weeks, or months, that have days in the span, from the newest."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each span; of an empty archive, one page."""
        trending = planning.insights.trending
        if not trending:
            return
        if not trending.newest:
            yield cls(_WEEK, None, None, (), (), ())
        for span in trending.spans:
            papers = tuple(planning.papers[trend.address] for trend in span.trends)
            first_of = monday_of if span.days == _WEEK else first_of_month
            within = (day.date for day in planning.shown_days() if day.date >= span.first)
            periods = tuple(dict.fromkeys(map(first_of, within))) if span.days else ()
            topics = tuple(planning.topics_of(paper.address)[:ON_CARDS] for paper in papers)
            yield cls(span.days, trending.newest, span, papers, topics, periods)

    @property
    def address(self) -> str:
        return _ADDRESSES[self.days]

    @property
    def last_change(self) -> str:
        return self.newest.isoformat() if self.newest else ""

    def key_fields(self, hashes: Hashes) -> object:
        return (
            self.days,
            self.newest,
            self.span,
            [hashes[paper.address] for paper in self.papers],
            self.topics,
            self.periods,
        )

    def trail(self, root: str) -> tuple[LinkView, ...]:
        if self.days == _WEEK:
            return ()
        return LinkView("Trending", root + addresses.TRENDING), LinkView(_NAMES[self.days], "")

    def call(self, frame: Frame) -> TemplateCall:
        root, name = addresses.root_of(self.address), _NAMES[self.days].lower()
        extent = _extent(self.days, self.newest) if self.newest else ""
        link = week_link if self.days == _WEEK else month_link
        has_periods = self.days != _WEEK or frame.settings.has("weeks")
        view = TrendingView(
            extent=extent,
            spans=tuple(
                LinkView(label, "" if days == self.days else root + _ADDRESSES[days])
                for days, label in _NAMES.items()
            )
            if self.span
            else (),
            heading=_heading(self.span) if self.span else "",
            rule=_rule(self.span, self.newest) if self.span and self.newest else "",
            trends=tuple(self._trends(self.span, root)) if self.span else (),
            periods=tuple(link(first, root) for first in self.periods) if has_periods else (),
        )
        return self.html(frame, f"Trending {name}", f"Papers that trend {name}: {extent}", view)

    def _trends(self, span: Span, root: str) -> Iterator[TrendView]:
        votes = [votes_of(paper, trend.best) for paper, trend in zip(self.papers, span.trends, strict=True)]
        topics = {paper.address: shown for paper, shown in zip(self.papers, self.topics, strict=True)}
        style = ListStyle(most_votes=max(votes, default=0), topics=topics)
        for place, (paper, trend, number) in enumerate(zip(self.papers, span.trends, votes, strict=True), 1):
            best = next((item for item in paper.appearances if item.day == trend.best), None)
            yield TrendView(
                card=card(paper, place, trend.best, root, style),
                score=f"{trend.score:,}",
                gained=f"{count(trend.gained, 'up-vote')} of these days" if 0 < trend.gained < number else "",
                course=course(best) if best else "",
                listings=_listings(trend),
            )


def _extent(days: int, newest: date) -> str:
    return f"{days} days to {short_date(newest)}" if days else f"All days to {short_date(newest)}"


def _heading(span: Span) -> str:
    shown = len(span.trends)
    return (
        f"First {shown} of {span.papers:,} papers" if span.papers > shown else f"All {count(shown, 'paper')}"
    )


def _rule(span: Span, newest: date) -> str:
    """Return how the scores were worked out, in sentences."""
    has_votes = any(trend.gained for trend in span.trends)
    score = (
        (_BY_VOTES if has_votes else _BY_LISTINGS) + _RANKS + _FADING[span.days].format(short_date(newest))
    )
    dated = _DATED if has_votes and span.days else ""
    return score + dated + _EQUALS.format("up-votes, then by " if has_votes else "")


def _listings(trend: Trend) -> str:
    if not trend.listings:
        return f"Listed on {short_date(trend.newest)}"
    if trend.listings == 1:
        return f"No. {trend.rank:,} on {short_date(trend.newest)}"
    return f"{trend.listings} listings, best No. {trend.rank:,}, last on {short_date(trend.newest)}"
