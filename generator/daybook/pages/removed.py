"""The page at the address of a paper that was removed: an address is answered for ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from daybook.pages.frame import Frame
from daybook.pages.kind import Page
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.theme.templates import TemplateCall


class RemovedPage(Page, frozen=True, array_like=True):
    kind = "removed"
    template = "removed.html"
    shows = "`/papers/YEAR/SLUG/` of a paper that was removed"
    is_indexed = False

    paper: str
    """The paper's address, ``YEAR/SLUG``."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each removed paper; one that was restored has its own page."""
        return (cls(address) for address in planning.removed if address not in planning.papers)

    @property
    def address(self) -> str:
        return addresses.paper(self.paper)

    def call(self, frame: Frame) -> TemplateCall:
        return self.html(frame, "Paper removed", "", None)
