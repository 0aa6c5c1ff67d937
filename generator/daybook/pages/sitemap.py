"""A site map (sitemaps.org, protocol 0.9): one, or the parts of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from daybook.pages.base.frame import Frame
from daybook.pages.base.kind import Page
from daybook.pages.base.planning import Planning
from daybook.text import addresses
from daybook.theme.templates import TemplateCall

MOST_URLS = 50_000
"""Addresses that one file may hold, by the protocol."""


class UrlView(Struct, frozen=True):
    """An address of the site."""

    address: str
    """Absolute."""
    last_change: str
    """A day as YYYY-MM-DD; empty if unknown."""


class SitemapView(Struct, frozen=True):
    urls: tuple[UrlView, ...]


class SitemapPage(Page, frozen=True, array_like=True):
    kind = "sitemap"
    template = "sitemap.xml"
    shows = "`/sitemap.xml`: the site map, or a part of it"
    view = SitemapView

    file: str
    urls: tuple[tuple[str, str], ...]
    """Address from the site's root, and the day of its last change or ""."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the site map of all pages planned before, or its parts."""
        urls = planning.addresses
        if len(urls) <= MOST_URLS:
            yield cls(addresses.SITEMAP, tuple(urls))
            return
        for number, start in enumerate(range(0, len(urls), MOST_URLS), 1):
            yield cls(addresses.sitemap_part(number), tuple(urls[start : start + MOST_URLS]))

    @property
    def address(self) -> str:
        return self.file

    def call(self, frame: Frame) -> TemplateCall:
        base = frame.settings.base_url
        urls = tuple(UrlView(base + address, last_change) for address, last_change in self.urls)
        return TemplateCall(self.template, {"view": SitemapView(urls)})
