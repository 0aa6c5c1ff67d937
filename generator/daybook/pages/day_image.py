"""The picture of a day, which chats and social networks show beside a link to it."""

from collections.abc import Iterator
from datetime import date
from typing import Self

from daybook.images.day_image import BARS, day_image
from daybook.pages.base import Frame, Page, Planning
from daybook.text import addresses


class DayImagePage(Page, frozen=True, array_like=True):
    kind = "day-image"
    template = ""
    shows = "`/dates/2025-03-18/card.png`: the picture of a day, for previews of links"

    date: date
    count: int
    """Of all papers of the day."""
    votes: tuple[int, ...]
    """Up-votes of its first papers."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        if not planning.settings.has("pictures"):
            return
        for day in planning.days:
            listed = planning.listed(day.date)
            yield cls(day.date, len(listed), tuple(paper.votes for paper in listed[:BARS]))

    @property
    def address(self) -> str:
        return addresses.day_image(self.date)

    def call(self, frame: Frame) -> bytes:
        return day_image(self.date, self.count, self.votes, frame.site.colours)
