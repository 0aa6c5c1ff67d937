"""A day's page with its papers in the order of its digests."""

from collections.abc import Iterator
from typing import Self

from daybook.pages.base import LinkView, Planning, day_trail
from daybook.pages.date import DIGEST_ORDER, DatePage
from daybook.text import addresses
from daybook.text.words import Words


class DateOrderPage(DatePage, frozen=True, array_like=True):
    kind = "date-order"
    shows = "`/dates/2025-03-18/order/`: a day with its papers in the digest's order"
    is_indexed = False
    is_by_votes = False
    last_change = None  # type: ignore[assignment]

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the pages of each day whose digests have another order than up-votes give."""
        for day in planning.days:
            if day.date in planning.reordered:
                folder = addresses.day(day.date) + addresses.ORDER
                yield from cls.in_order(planning, day, planning.in_digest_order[day.date], folder)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        order = self.place.trail(words(DIGEST_ORDER), root, words)
        return *day_trail(self.day.date, root, words), *order
