"""The best papers of some days: of a week or a month as cards, of the newest week as a list of titles."""

from collections.abc import Collection, Sequence
from datetime import date
from heapq import nsmallest
from itertools import groupby, islice
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from daybook.insights.topics import TopicName
from daybook.model import Paper
from daybook.pages.base import Keyed, LinkView, Planning, TitleView
from daybook.pages.parts.card import CardView, ListStyle, card
from daybook.pages.parts.count_phrases import PAPERS, up_votes
from daybook.pages.parts.page_links import on_card
from daybook.text import addresses
from daybook.text.dates import monday_of
from daybook.text.formatted import inline_html
from daybook.text.words import Words, phrase

_BY_VOTES = phrase(
    "Most up-votes first; a paper listed on several days counts once, with its highest number."
)
_BY_RANK = phrase("No up-votes are known, so the best rank on a day comes first; each paper counts once.")
_REST_BY_RANK = phrase("Papers without up-votes come last.")
_EQUAL_VOTES = phrase("Ties are ordered by best rank, then by number of days, then from the newest.")
_EQUAL_RANKS = phrase("Ties are ordered by number of days, then from the newest.")
MOST_BEST = 20


class BestPaper(Keyed, frozen=True, array_like=True):
    paper: Paper
    day: date
    """Its best one."""
    votes: int
    """Of that day; 0 if unknown."""
    topics: tuple[TopicName, ...]
    """On its card."""


class BestView(Struct, frozen=True):
    heading: str
    """Such as "Best 20 of 83 papers" or "All 12 papers, best first"; not "best" where no votes are known."""
    rule: str
    """In sentences: how their order was found."""
    cards: tuple[CardView, ...]
    """At most `MOST_BEST`; the rank of each is its place here."""


def best_papers(planning: Planning, days: Collection[date]) -> tuple[BestPaper, ...]:
    """Return the best papers of some days, from the best.

    A paper's best day counts: the one with most votes, then with the best rank, then the newest. Of papers
    that are equal there, the one on more of the days comes first, then the newer one.
    """
    best: dict[str, tuple[int, int, int]] = {}
    for day in days:
        for item in planning.listed(day):
            place = (-item.votes, item.rank, -day.toordinal())
            best[item.address] = min(best.get(item.address, place), place)

    def standing(address: str) -> tuple[int, int, int, int, str]:
        votes, rank, newest = best[address]
        on = {item.day for item in planning.papers[address].appearances if item.day in days}
        return votes, rank, -len(on), newest, address

    first = nsmallest(MOST_BEST, map(standing, best))
    return tuple(
        BestPaper(
            planning.papers[address],
            date.fromordinal(-newest),
            -votes,
            on_card(planning.topics_of(address)),
        )
        for votes, _, _, newest, address in first
    )


def best_view(best: Sequence[BestPaper], papers: int, root: str, style: ListStyle) -> BestView:
    """Return the best of so many papers for a page whose way to the site's root is ``root``."""
    words = style.words
    known = sum(item.votes > 0 for item in best)
    rule = [_BY_VOTES, _EQUAL_VOTES] if known else [_BY_RANK, _EQUAL_RANKS]
    if 0 < known < len(best):
        rule.insert(1, _REST_BY_RANK)
    style = replace(
        style,
        most_votes=max((item.votes for item in best), default=0),
        topics={item.paper.address: item.topics for item in best},
    )
    return BestView(
        heading=_heading(len(best), papers, words, has_votes=known > 0),
        rule=words.sentences(*map(words, rule)),
        cards=tuple(card(item.paper, place, item.day, root, style) for place, item in enumerate(best, 1)),
    )


def _heading(shown: int, papers: int, words: Words, *, has_votes: bool) -> str:
    if papers > shown:
        heading = (
            phrase("Best {shown} of {all} papers") if has_votes else phrase("First {shown} of {all} papers")
        )
        return words(heading, shown=shown, all=words.number(papers))
    if papers == 1:
        return words.count(papers, *PAPERS)
    heading = phrase("All {papers}, best first") if has_votes else phrase("All {papers}")
    return words(heading, papers=words.count(papers, *PAPERS))


_MOST = 10
_BEST, _FIRST = phrase("Best of Week {week}"), phrase("First papers of Week {week}")
"""Without up-votes the place in a digest decides, which says nothing of being good."""


class WeekBest(Keyed, frozen=True, array_like=True):
    monday: date
    best: tuple[BestPaper, ...]

    @classmethod
    def newest(cls, planning: Planning) -> Self | None:
        """Return the newest week if several of its days are known, else the week before, else None.

        A week of one day would repeat that day.
        """
        of_weeks = groupby((day.date for day in planning.shown_days()), monday_of)
        weeks = [(monday, list(days)) for monday, days in islice(of_weeks, 2)]
        if weeks and len(weeks[0][1]) == 1:
            del weeks[0]
        if not weeks:
            return None
        monday, days = weeks[0]
        best = best_papers(planning, days)
        return cls(monday, best[:_MOST])


class BestTitleView(TitleView, frozen=True):
    rank: int
    """Place in the list."""
    votes: str
    """Such as "1,204 up-votes"; empty if unknown."""
    number_of_votes: str
    """Such as "1,204"."""


class WeekBestView(Struct, frozen=True):
    heading: str
    """Such as "Best of Week 12"; without up-votes, "First papers of Week 12"."""
    dates: str
    """Such as "17–23 March 2025"."""
    titles: tuple[BestTitleView, ...]
    more: LinkView | None
    """To the week's page, if weeks have pages."""


def week_best_view(week: WeekBest, words: Words, *, has_weeks: bool) -> WeekBestView:
    """Return the best papers of a week for the home page."""
    number = week.monday.isocalendar().week
    more = LinkView(words("All of Week {week}", week=number), addresses.week(week.monday))
    return WeekBestView(
        heading=words(_BEST if any(item.votes for item in week.best) else _FIRST, week=number),
        dates=words.week_days(week.monday),
        titles=tuple(_title(item, rank, words) for rank, item in enumerate(week.best, 1)),
        more=more if has_weeks else None,
    )


def _title(item: BestPaper, rank: int, words: Words) -> BestTitleView:
    paper = item.paper
    return BestTitleView(
        rank=rank,
        title=inline_html(paper.title),
        language=words.language_of(paper.title, paper.abstract),
        href=addresses.paper(paper.address),
        votes=up_votes(item.votes, words),
        number_of_votes=words.number(item.votes),
    )
