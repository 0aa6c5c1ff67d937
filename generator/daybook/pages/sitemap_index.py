"""The list of the site map's parts, if one file cannot hold all addresses (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterator, Sequence
from typing import Self

from msgspec import Struct

from daybook.pages.base import Frame, Page, TemplateCall
from daybook.pages.sitemap import MOST_URLS, ListedPage
from daybook.text import addresses


class SitemapIndexView(Struct, frozen=True):
    locations: tuple[str, ...]
    """Absolute addresses."""


class SitemapIndexPage(Page, frozen=True, array_like=True):
    kind = "sitemap-index"
    template = "sitemap-index.xml"
    address = addresses.SITEMAP
    shows = "`/sitemap.xml` if one file cannot hold the site map: the list of its parts"
    view = SitemapIndexView

    parts: tuple[str, ...]

    @classmethod
    def of(cls, listed: Sequence[ListedPage]) -> Iterator[Self]:
        """Yield the list if the site map of some pages has several parts."""
        parts = -(-len(listed) // MOST_URLS)
        if parts > 1:
            yield cls(tuple(addresses.sitemap_part(number) for number in range(1, parts + 1)))

    def call(self, frame: Frame) -> TemplateCall:
        locations = tuple(frame.settings.base_url + path for path in self.parts)
        return TemplateCall(self.template, {"view": SitemapIndexView(locations)})
