"""The best papers of some days: those of a week, of a month."""

from collections.abc import Collection, Sequence
from datetime import date
from heapq import nsmallest

from msgspec import Struct
from msgspec.structs import replace

from daybook.insights.topics import TopicName
from daybook.model import Paper
from daybook.pages.base.kind import Keyed
from daybook.pages.base.planning import Planning
from daybook.pages.parts.card import CardView, ListStyle, card
from daybook.pages.parts.count_phrases import PAPERS
from daybook.pages.parts.topic_links import on_card
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
    """One of the best papers of some days."""

    paper: Paper
    day: date
    """Its best one."""
    votes: int
    """Of that day; 0 if unknown."""
    topics: tuple[TopicName, ...]
    """On its card."""


class BestView(Struct, frozen=True):
    """The best papers of some days."""

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
