"""The topics that rise, as links."""

from typing import Self

from msgspec import Struct

from daybook.insights.trends import PER, share
from daybook.pages.base import LinkView, Planning
from daybook.text import addresses
from daybook.text.words import Words, phrases

_EXTENT = phrases(
    "Of {per} papers: the {n} day before → the newest {n} day",
    "Of {per} papers: the {n} days before → the newest {n} days",
)


class RisingTopic(Struct, frozen=True, array_like=True):
    slug: str
    name: str
    before: int
    """Share of the papers of the older span."""
    recent: int
    """In the newest span."""


class Rising(Struct, frozen=True, array_like=True):
    days: int
    """Of each of the two spans that are compared."""
    topics: tuple[RisingTopic, ...]
    per: int = PER
    """Shares are of so many papers."""

    @classmethod
    def of(cls, planning: Planning) -> Self | None:
        """Return the topics that rise, the clearest first; None if none does or topics have no pages."""
        trends = planning.insights.trends
        if not (trends and trends.rising and planning.insights.topics):
            return None
        rising = (
            RisingTopic(
                one.slug,
                one.name,
                share(one.before, trends.before, trends.per),
                share(one.recent, trends.recent, trends.per),
            )
            for one in trends.rising
        )
        return cls(trends.days, tuple(rising), trends.per)


class RisingView(Struct, frozen=True):
    extent: str
    """Such as "Of 1,000 papers: the 90 days before → the newest 90 days"."""
    topics: tuple[LinkView, ...]
    """``detail`` has both shares."""
    more: LinkView


def rising_view(rising: Rising, words: Words) -> RisingView:
    """Return the topics that rise for the home page."""
    return RisingView(
        extent=words.count(rising.days, *_EXTENT, per=words.number(rising.per)),
        topics=tuple(
            LinkView(
                one.name,
                addresses.topic(one.slug),
                f"{words.number(one.before)} → {words.number(one.recent)}",
            )
            for one in rising.topics
        ),
        more=LinkView(words("All trends"), addresses.TRENDS),
    )
