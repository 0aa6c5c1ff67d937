"""The pages of trending papers: of the last seven days, of the last thirty, of all time."""

from collections.abc import Iterator
from datetime import date
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from daybook.archive.by_day import votes_of
from daybook.insights.topics import TopicName
from daybook.insights.trending import LISTING, VOTE, Span, Trend
from daybook.model import Paper
from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall, month_link, week_link
from daybook.pages.parts.card import CardView, ListStyle, card
from daybook.pages.parts.count_phrases import PAPERS, vote_history
from daybook.pages.parts.page_links import on_card
from daybook.text import addresses
from daybook.text.dates import first_of_month, monday_of
from daybook.text.words import Words, phrase, phrases

_ADDRESSES = {7: addresses.TRENDING, 30: addresses.TRENDING_MONTH, 0: addresses.TRENDING_ALL}
_NAMES = {7: phrase("This week"), 30: phrase("This month"), 0: phrase("All time")}
_TITLES = {7: phrase("Trending this week"), 30: phrase("Trending this month"), 0: phrase("Trending all time")}
_DESCRIPTIONS = {
    7: phrase("Papers that trend this week: {days}"),
    30: phrase("Papers that trend this month: {days}"),
    0: phrase("Papers that trend all time: {days}"),
}
_WEEK = 7

_NO_VOTES = phrase("No up-votes are known, so listings, ranks and how new they are decide.")
_SCORE = phrase(
    "Score: {listing} points for each listing in a digest,"
    " up to {ranks} more for a rank among the first {ranks}{fading}."
)
_SCORE_BY_VOTES = phrase(
    "Score: {vote} points for each up-vote and {listing} for each listing in a digest,"
    " up to {ranks} more for a rank among the first {ranks}{fading}."
)
_FADING = {
    7: phrase("; a seventh less for each day before {day}"),
    30: phrase("; a thirtieth less for each day before {day}"),
}
_DATED = phrase("An up-vote counts on the day on which it became known.")
_EQUAL_VOTES = phrase("Ties are ordered by up-votes, then by best rank, then from the newest.")
_EQUAL_RANKS = phrase("Ties are ordered by best rank, then from the newest.")
_GAINED = phrases("{n} up-vote of these days", "{n} up-votes of these days")
_LISTINGS = phrases(
    "{n} listing, best No. {rank}, last on {day}", "{n} listings, best No. {rank}, last on {day}"
)


class TrendView(Struct, frozen=True):
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
    shows = "`/trending/`, `/trending/month/`, `/trending/all/`: papers by a score that fades"
    view = TrendingView

    days: int
    """7, 30, or 0 for all time."""
    newest: date | None
    """None if the archive is empty; so is the one below."""
    span: Span | None
    papers: tuple[Paper, ...]
    """In the order of the span's list."""
    topics: tuple[tuple[TopicName, ...], ...]
    """Of each paper, the topics on its card."""
    places: tuple[int, ...]
    """Of each paper, its best place in a digest of the span, as its own page has it; 0 if none lists it."""
    periods: tuple[date, ...]
    """First days of the weeks, or months, that have days in the span, from the newest."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each span; of an empty archive, one page."""
        trending = planning.insights.trending
        if not trending:
            return
        if not trending.newest:
            yield cls(_WEEK, None, None, (), (), (), ())
        for span in trending.spans:
            papers = tuple(planning.papers[trend.address] for trend in span.trends)
            first_of = monday_of if span.days == _WEEK else first_of_month
            within = (day.date for day in planning.shown_days() if day.date >= span.first)
            periods = tuple(dict.fromkeys(map(first_of, within))) if span.days else ()
            topics = tuple(on_card(planning.topics_of(paper.address)) for paper in papers)
            places = tuple(_best_place(paper, span.first, planning) for paper in papers)
            yield cls(span.days, trending.newest, span, papers, topics, places, periods)

    @property
    def address(self) -> str:
        return _ADDRESSES[self.days]

    @property
    def last_change(self) -> str:
        return self.newest.isoformat() if self.newest else ""

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        if self.days == _WEEK:
            return ()
        return LinkView(words("Trending"), root + addresses.TRENDING), LinkView(words(_NAMES[self.days]), "")

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        extent = _extent(self.days, self.newest, words) if self.newest else ""
        link = week_link if self.days == _WEEK else month_link
        has_periods = self.days != _WEEK or frame.settings.has("weeks")
        view = TrendingView(
            extent=extent,
            spans=tuple(
                LinkView(words(label), "" if days == self.days else root + _ADDRESSES[days])
                for days, label in _NAMES.items()
            )
            if self.span
            else (),
            heading=_heading(self.span, words) if self.span else "",
            rule=_rule(self.span, self.newest, words) if self.span and self.newest else "",
            trends=tuple(self._trends(self.span, root, frame)) if self.span else (),
            periods=tuple(link(first, root, words) for first in self.periods) if has_periods else (),
        )
        return self.html(frame, words(_TITLES[self.days]), words(_DESCRIPTIONS[self.days], days=extent), view)

    def _trends(self, span: Span, root: str, frame: Frame) -> Iterator[TrendView]:
        words = frame.words
        votes = [votes_of(paper, trend.best) for paper, trend in zip(self.papers, span.trends, strict=True)]
        topics = {paper.address: shown for paper, shown in zip(self.papers, self.topics, strict=True)}
        style = ListStyle(
            words, most_votes=max(votes, default=0), topics=topics, has_tags=frame.settings.has("tags")
        )
        shown = zip(self.papers, span.trends, votes, self.places, strict=True)
        for place, (paper, trend, number, best_place) in enumerate(shown, 1):
            best = next((item for item in paper.appearances if item.day == trend.best), None)
            yield TrendView(
                card=replace(card(paper, place, trend.best, root, style), seen=None),  # its listings say it
                score=words.number(trend.score),
                gained=words.count(trend.gained, *_GAINED) if 0 < trend.gained < number else "",
                course=vote_history(best, words) if best else "",
                listings=_listings(trend, best_place, words),
            )


def _best_place(paper: Paper, first: date, planning: Planning) -> int:
    return min((planning.standing(item)[0] for item in paper.appearances if item.day >= first), default=0)


def _extent(days: int, newest: date, words: Words) -> str:
    last = words.short_date(newest)
    return words("{n} days to {day}", n=days, day=last) if days else words("All days to {day}", day=last)


def _heading(span: Span, words: Words) -> str:
    shown = len(span.trends)
    if span.papers > shown:
        return words("First {shown} of {all} papers", shown=shown, all=words.number(span.papers))
    papers = words.count(shown, *PAPERS)
    return words("All {papers}", papers=papers) if shown > 1 else papers


def _rule(span: Span, newest: date, words: Words) -> str:
    """Return how the scores were worked out, in sentences."""
    has_votes = any(trend.gained for trend in span.trends)
    score = words(
        _SCORE_BY_VOTES if has_votes else _SCORE,
        vote=VOTE,
        listing=LISTING,
        ranks=LISTING - 1,
        fading=words(_FADING[span.days], day=words.short_date(newest)) if span.days else "",
    )
    return words.sentences(
        "" if has_votes else words(_NO_VOTES),
        score,
        words(_DATED) if has_votes and span.days else "",
        words(_EQUAL_VOTES if has_votes else _EQUAL_RANKS),
    )


def _listings(trend: Trend, place: int, words: Words) -> str:
    day, rank = words.short_date(trend.newest), words.number(place)
    if not trend.listings:
        return words("Listed on {day}", day=day)
    if trend.listings == 1:
        return words("No. {rank} on {day}", rank=rank, day=day)
    return words.count(trend.listings, *_LISTINGS, rank=rank, day=day)
