"""The course of a paper's up-votes, in words."""

from __future__ import annotations

from daybook.model import Appearance
from daybook.text.words import Words

_MOST = 6
"""The latest numbers are shown."""


def course(item: Appearance, words: Words) -> str:
    """Return the history of up-votes, such as "12 on 18 March 2025, 41 on 20 March 2025"; empty without."""
    if len(item.history) < 2:
        return ""
    return ", ".join(
        words("{n} on {day}", n=words.number(votes.count), day=words.short_date(votes.day))
        for votes in item.history[-_MOST:]
    )
