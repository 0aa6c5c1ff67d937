"""The best papers of the newest week, as a list of titles."""

from datetime import date
from itertools import groupby, islice
from typing import Self

from msgspec import Struct

from daybook.pages.base.kind import Keyed
from daybook.pages.base.links import LinkView, TitleView
from daybook.pages.base.planning import Planning
from daybook.pages.parts.best import BestPaper, best_papers
from daybook.pages.parts.count_phrases import up_votes
from daybook.text import addresses
from daybook.text.dates import monday_of
from daybook.text.formatted import inline_html
from daybook.text.words import Words, phrase

_MOST = 10
_BEST, _FIRST = phrase("Best of Week {week}"), phrase("First papers of Week {week}")
"""Without up-votes the place in a digest decides, which says nothing of being good."""


class WeekBest(Keyed, frozen=True, array_like=True):
    """The best papers of a week."""

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
    """A paper of the list."""

    rank: int
    """Place in the list."""
    votes: str
    """Such as "1,204 up-votes"; empty if unknown."""
    number_of_votes: str
    """Such as "1,204"."""


class WeekBestView(Struct, frozen=True):
    """The best papers of a week."""

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
