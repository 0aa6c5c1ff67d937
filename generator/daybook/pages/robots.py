"""``robots.txt`` (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.pages.frame import Frame
from daybook.pages.kind import Page
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.theme.templates import TemplateCall


class RobotsView(Struct, frozen=True):
    """The file for crawlers."""

    sitemap: str
    """Absolute address of the site map."""


class RobotsPage(Page, frozen=True, array_like=True):
    """The file for crawlers."""

    kind = "robots"
    template = "robots.txt"
    shows = "`/robots.txt` (RFC 9309)"
    view = RobotsView

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:  # noqa: ARG003 - every site has one
        yield cls()

    @property
    def address(self) -> str:
        return addresses.ROBOTS

    def call(self, frame: Frame) -> TemplateCall:
        view = RobotsView(frame.settings.base_url + addresses.SITEMAP)
        return TemplateCall(self.template, {"view": view})
