"""What every page shares: the site as templates see it, and the frame around a page."""

from __future__ import annotations

from msgspec import Struct

from daybook import __version__
from daybook.model import Archive
from daybook.pages.views import LinkView, PageView, SiteView
from daybook.settings import Settings
from daybook.text import addresses
from daybook.text.plain_text import shorten, strip_bidi
from daybook.theme.folder import SCRIPT, STYLESHEET, Theme, modules_version, stylesheet_version
from daybook.theme.templates import TemplateCall

_DESCRIPTION = 200


class Frame(Struct, frozen=True):
    """The site, for the pages made of it."""

    settings: Settings
    site: SiteView

    def page(self, kind: str, title: str, description: str, path: str) -> PageView:
        """Give the frame of the page at ``path`` (from the site's root)."""
        return PageView(
            kind,
            strip_bidi(title),
            shorten(strip_bidi(description), _DESCRIPTION),
            addresses.root_of(path),
            self.settings.base_url + path,
        )


def page_sheet(template: str, page: PageView, view: object) -> TemplateCall:
    """Give the sheet of an HTML page."""
    return TemplateCall(template, {"page": page, "view": view})


def make_frame(archive: Archive, settings: Settings, theme: Theme) -> Frame:
    """The site as every page sees it."""
    site = SiteView(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        base_url=settings.base_url,
        links=tuple(LinkView(link.label, link.url) for link in settings.links),
        pages=tuple(LinkView(page.title, addresses.page(page.address)) for page in archive.pages),
        version=__version__,
        stylesheet=f"{STYLESHEET}?v={stylesheet_version(theme)}",
        script=f"{SCRIPT}?v={modules_version(theme)}",
    )
    return Frame(settings, site)
