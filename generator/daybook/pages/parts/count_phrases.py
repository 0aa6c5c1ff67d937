"""Phrases for what pages count, and for the periods that they count by."""

from collections.abc import Mapping
from datetime import date

from daybook.model import Appearance
from daybook.text.words import Words, phrase, phrases

PAPERS = phrases("{n} paper", "{n} papers")
DAYS = phrases("{n} day", "{n} days")
UP_VOTES = phrases("{n} up-vote", "{n} up-votes")
STARS = phrases("{n} star", "{n} stars")
PAPERS_ON_DAYS = phrases("{papers} on {n} day", "{papers} on {n} days")
PERIODS: Mapping[str, tuple[str, str]] = {
    "day": DAYS,
    "week": phrases("{n} week", "{n} weeks"),
    "month": phrases("{n} month", "{n} months"),
    "year": phrases("{n} year", "{n} years"),
}
_IN_PERIOD = {
    "day": phrase("on {day}"),
    "week": phrase("in {week}"),
    "month": phrase("in {month}"),
    "year": phrase("in {year}"),
}
_MOST_VOTES = 6
"""The latest numbers are shown."""


def papers_on_days(papers: int, days: int, words: Words) -> str:
    """Return how many papers there are on so many days, such as "83 papers on 5 days"."""
    return words.count(days, *PAPERS_ON_DAYS, papers=words.count(papers, *PAPERS))


def up_votes(votes: int, words: Words) -> str:
    """Return a number of up-votes, such as "41 up-votes"; empty if it is unknown."""
    return words.count(votes, *UP_VOTES) if votes else ""


def period_name(unit: str, first: date, words: Words) -> str:
    """Return the name of a period, such as "March 2025"; ``unit`` is day, week, month or year."""
    if unit == "week":
        return words.week_name(first)
    if unit == "month":
        return words.month_name(first)
    return words.short_date(first) if unit == "day" else f"{first.year:04d}"


def in_period(unit: str, first: date, words: Words) -> str:
    """Return words such as "in March 2025" and "on 18 March 2025"."""
    return words(_IN_PERIOD[unit], **{unit: period_name(unit, first, words)})


def vote_history(item: Appearance, words: Words) -> str:
    """Return the history of up-votes, such as "12 on 18 March 2025, 41 on 20 March 2025"; empty without."""
    if len(item.history) < 2:
        return ""
    return ", ".join(
        words("{n} on {day}", n=words.number(votes.count), day=words.short_date(votes.day))
        for votes in item.history[-_MOST_VOTES:]
    )
