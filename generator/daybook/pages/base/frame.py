"""The frame that every page shares: the site, its navigation, and the links to its own files."""

import re
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from daybook import __version__
from daybook.model import Archive
from daybook.pages.base.links import LinkView
from daybook.pages.base.navigation import NavEntry, Navigation, navigation
from daybook.settings import Settings
from daybook.text import addresses
from daybook.text.words import ENGLISH, Words, phrase
from daybook.theme.assets import script_address, stylesheet_address
from daybook.theme.colours import Colours, colours
from daybook.theme.folder import Theme
from daybook.theme.icons import FAVICON, TOUCH_ICON

_FOOT_LEVEL = 2
_WITHIN = {
    addresses.MONTHS: addresses.DATES,
    addresses.ORGANISATIONS: addresses.PEOPLE,
    addresses.TRENDS: addresses.TOPICS,
}
"""Folders whose pages belong to the section of another folder."""


class LogoView(Struct, frozen=True):
    """A picture in place of the site's name."""

    file: str
    """From the site's root."""
    dark: str
    """For the dark palette; mostly empty."""
    width: int
    height: int
    label: str
    """What it shows, in words."""


class SiteView(Struct, frozen=True):
    """The variable ``site`` of every template: the same on all pages of a build."""

    title: str
    description: str
    language: str
    base_url: str
    """Absolute, with a slash at its end."""
    links: tuple[LinkView, ...]
    """The maintainer's own links, for the foot of each page."""
    version: str
    stylesheet: str
    """Path of the one style sheet from the root, with the hash of its content as its query."""
    script: str
    """Path of the module that every page loads, with the hash of all modules as its query."""
    search_script: str = ""
    """The same of the module that the search page loads too; it loads the others when the page is used."""
    colours: Colours = Colours()
    navigation: Navigation = Navigation()
    """Entries at the top and in the foot of each page."""
    logo: LogoView | None = None
    foot: str = ""
    """Markdown of the archive's owner for the foot."""
    has_citations: bool = True
    """Whether pages of papers have a citation."""


class NavLink(Struct, frozen=True):
    label: str
    href: str
    current: str
    """As ``aria-current`` has it: ``page``, ``true`` for the list that a page belongs to, or empty."""


class FrameLinks(Struct, frozen=True):
    """Links from one page to pages and files that every page leads to."""

    home: str
    dates: str
    weeks: str
    search: str
    feed: str
    """Of days."""
    papers_feed: str
    json_feed: str
    """Of days."""
    papers_json_feed: str
    sitemap: str
    icon: str
    favicon: str
    touch_icon: str
    manifest: str
    stylesheet: str
    script: str
    logo: str
    dark_logo: str
    """Of the dark palette. Both are empty where ``site.logo`` lacks them."""


class FrameView(Struct, frozen=True):
    """The variable ``frame`` of the templates whose output many pages share: see `Renderer`."""

    links: FrameLinks
    navigation: tuple[NavLink, ...]
    """The archive's sections, then pages in Markdown, unless the settings say otherwise."""
    search: NavLink
    foot: tuple[NavLink, ...]
    """Entries that stand in the foot."""
    own_foot: Markup | None
    """What the archive's owner wrote for the foot."""
    is_home: bool
    """Whether the page is the site's first, which alone names what few look for."""


class FeedLink(Struct, frozen=True, array_like=True):
    label: str
    """Such as "Papers on attention"."""
    href: str
    media_type: str = "application/atom+xml"


class ImageView(Struct, frozen=True):
    """A picture for previews of links."""

    address: str
    """Absolute."""
    width: int
    """No built-in page states it or the height; an own theme may."""
    height: int
    label: str
    """What it shows, in words."""


class PageView(Struct, frozen=True):
    """The variable ``page`` of every HTML template."""

    kind: str
    """Name of the kind of page: also the body's class."""
    title: str
    window_title: str
    """For <title>: with the site's name."""
    description: str
    """At most 155 characters of plain text, for search engines and previews."""
    root: str
    """From this page to the site's root: empty, or as many ``../`` as it takes."""
    canonical: str
    """The page's absolute address."""
    open_graph_type: str
    is_indexed: bool
    """Whether search engines may list it."""
    has_address: bool
    """Whether the page is at its canonical address only; the page for missing addresses is not."""
    image: ImageView | None
    frame: FrameView
    """What it shares with all pages of its depth and section."""
    links: FrameLinks
    """Those of ``frame``."""
    trail: tuple[LinkView, ...]
    """The breadcrumb, from the section to the page, whose ``href`` is empty; empty for a section."""
    edit: str = ""
    """Where the file that the page is made from can be edited; empty if that is not known."""
    feeds: tuple[FeedLink, ...] = ()
    """Of what the page lists, apart from the site's own."""


class Frame(Struct, frozen=True):
    """All that every page of a build shares."""

    settings: Settings
    site: SiteView
    words: Words = ENGLISH


def make_frame(
    archive: Archive,
    settings: Settings,
    theme: Theme,
    words: Words = ENGLISH,
    empty: frozenset[str] = frozenset(),
) -> Frame:
    """Return the frame of an archive's site; no entry of the navigation leads to ``empty`` reports."""
    usual = phrase("An archive of daily research papers")
    site = SiteView(
        title=settings.title,
        description=words(usual) if settings.description == usual else settings.description,
        language=settings.language,
        base_url=settings.base_url,
        links=tuple(LinkView(link.label, link.url) for link in settings.links),
        version=__version__,
        stylesheet=stylesheet_address(theme),
        script=script_address("site.js", theme, words),
        search_script=script_address("search/ui/use.js", theme, words),
        colours=colours(theme),
        navigation=navigation(archive.pages, settings, words, empty),
        foot=settings.foot,
        has_citations=settings.has("citations"),
    )
    return Frame(settings, site, words)


def frame_view(root: str, site: SiteView, address: str) -> FrameView:
    """Return what the page at ``address`` shares with others; ``root`` is its way to the site's root."""
    folder = address.partition("/")[0] + "/"
    section = _WITHIN.get(folder, folder)
    return _frame_view(root, site, section, "page" if section == address else "true")


@lru_cache(maxsize=64)
def _frame_view(root: str, site: SiteView, section: str, current: str) -> FrameView:
    def link(entry: NavEntry) -> NavLink:
        href = entry.href if entry.is_outside else root + entry.href
        return NavLink(entry.label, href, current if entry.href == section else "")

    return FrameView(
        frame_links(root, site),
        tuple(map(link, site.navigation.top)),
        link(site.navigation.search),
        tuple(map(link, site.navigation.foot)),
        _own_foot(site.foot, root),
        is_home=section == "/",
    )


def _own_foot(text: str, root: str) -> Markup | None:
    """Render the text for the foot; its relative links are from the site's root."""
    if not text:
        return None
    from daybook.theme.markdown import render  # slow to load, and few sites have such a text

    return render(text, lambda href: href if re.match(r"[a-z]+:|[/#]", href) else root + href, _FOOT_LEVEL)


def frame_links(root: str, site: SiteView) -> FrameLinks:
    """Return the links of a page whose way to the site's root is ``root``."""
    return FrameLinks(
        home=root or "./",
        dates=root + addresses.DATES,
        weeks=root + addresses.WEEKS,
        search=root + addresses.SEARCH,
        feed=root + addresses.FEED,
        papers_feed=root + addresses.PAPERS + addresses.FEED,
        json_feed=root + addresses.JSON_FEED,
        papers_json_feed=root + addresses.PAPERS + addresses.JSON_FEED,
        sitemap=root + addresses.SITEMAP,
        icon=root + addresses.ICON,
        favicon=root + FAVICON,
        touch_icon=root + TOUCH_ICON,
        manifest=root + addresses.MANIFEST,
        stylesheet=root + site.stylesheet,
        script=root + site.script,
        logo=root + site.logo.file if site.logo else "",
        dark_logo=root + site.logo.dark if site.logo and site.logo.dark else "",
    )
