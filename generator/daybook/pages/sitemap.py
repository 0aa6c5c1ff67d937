"""A site map (sitemaps.org, protocol 0.9): one, or the parts of one."""

from collections.abc import Iterator, Sequence
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, Page, TemplateCall
from daybook.text import addresses

MOST_URLS = 50_000
"""Addresses that one file may hold, by the protocol."""

ListedPage = tuple[str, str]
"""Address from the site's root, and the day of its last change or ""."""


class UrlView(Struct, frozen=True):
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

    address: str
    pages: tuple[ListedPage, ...]

    @classmethod
    def of(cls, listed: Sequence[ListedPage]) -> Iterator[Self]:
        """Yield the site map of some pages, or its parts."""
        if len(listed) <= MOST_URLS:
            yield cls(addresses.SITEMAP, tuple(listed))
            return
        for number, start in enumerate(range(0, len(listed), MOST_URLS), 1):
            yield cls(addresses.sitemap_part(number), tuple(listed[start : start + MOST_URLS]))

    def call(self, frame: Frame) -> TemplateCall:
        base = frame.settings.base_url
        urls = tuple(UrlView(base + address, last_change) for address, last_change in self.pages)
        return TemplateCall(self.template, {"view": SitemapView(urls)})
