"""The base of every kind of page.

An instance holds all that its page is made from, apart from the frame: so any process can render it, and it
need not be rendered again while its cache key stays the same.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Self

from msgspec import Struct
from msgspec.structs import astuple, replace

from daybook.images.day_image import HEIGHT, WIDTH
from daybook.model import Paper
from daybook.pages.base.frame import FeedLink, Frame, ImageView, PageView, frame_view
from daybook.pages.base.links import LinkView
from daybook.pages.base.planning import Planning
from daybook.text import addresses
from daybook.text.plain_text import shorten, strip_bidi
from daybook.text.words import Words
from daybook.theme.templates import TemplateCall

_DESCRIPTION = 155

Hashes = Mapping[str, bytes]
"""A hash of each paper's content, by address."""


class Keyed(Struct, frozen=True, array_like=True):
    """A page, or a part of pages that holds papers: in its fields, or first in tuples of them."""

    def key_fields(self, hashes: Hashes) -> object:
        """Return the fields for the cache key, with each paper replaced by its hash."""
        return [_key_field(value, hashes) for value in astuple(self)]


def _key_field(value: object, hashes: Hashes) -> object:
    if isinstance(value, tuple):
        may_hold_papers = value and isinstance(value[0], (tuple, Keyed, Paper))
        return [_key_field(item, hashes) for item in value] if may_hold_papers else value
    if isinstance(value, Paper):
        return hashes[value.address]
    return value.key_fields(hashes) if isinstance(value, Keyed) else value


class Page(Keyed, frozen=True, array_like=True):
    """A page of the site, or a file that a template writes. Subclasses are listed in `pages.KINDS`."""

    kind: ClassVar[str] = ""
    """Also the body's class."""
    template: ClassVar[str]
    """Named as the kind, unless the kind says otherwise; empty for a file that is made without one."""
    shows: ClassVar[str]
    """What the page is, for the theme's documentation."""
    view: ClassVar[type | None] = None
    """Type of the template's variable ``view``."""
    open_graph_type: ClassVar[str] = "website"
    is_indexed: ClassVar[bool] = True
    has_address: ClassVar[bool] = True
    feeds_part: ClassVar[str] = ""
    """What `leave_out` calls the feeds of such pages."""

    def __init_subclass__(cls) -> None:
        if "template" not in vars(cls):
            cls.template = f"{cls.kind}.html"

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:  # noqa: ARG003 - for kinds of more than one page
        """Yield the pages of this kind for an archive."""
        yield cls()

    @property
    @abstractmethod
    def address(self) -> str:
        """Address from the site's root, such as ``dates/2025-03-18/``."""

    @abstractmethod
    def call(self, frame: Frame) -> TemplateCall | bytes:
        """Return the template and its variables, or the file's bytes if it is made without a template."""

    @property
    def path(self) -> str:
        """Path of the file below the site's root."""
        return addresses.file_of(self.address)

    @property
    def last_change(self) -> str | None:
        """Day of the last change for the site map, "" if unknown; None if the page is not in the site map."""
        return None

    @property
    def pictured_day(self) -> date | None:
        """Return the day whose picture previews of links to the page show; None for no picture."""
        return None

    @property
    def shown_day(self) -> date | None:
        """Return the day whose papers the page shows: pages of one day are rendered one after the other."""
        return self.pictured_day

    @property
    def content_file(self) -> str:
        """Path of the file below the content folder that a person edits to change the page; mostly empty."""
        return ""

    @property
    def feed(self) -> FeedLink | None:
        """Return the feed of what the page lists; its ``href`` is an address from the site's root."""
        return None

    def html(self, frame: Frame, title: str, description: str, view: object) -> TemplateCall:
        """Return the call of an HTML template."""
        site, root = frame.site, self.root_in(frame)
        shared = frame_view(root, site, self.address)
        page = PageView(
            kind=self.kind,
            title=strip_bidi(title),
            window_title=f"{strip_bidi(title)} · {site.title}" if self.address else site.title,
            description=shorten(strip_bidi(description), _DESCRIPTION),
            root=root,
            canonical=site.base_url + self.address,
            open_graph_type=self.open_graph_type,
            is_indexed=self.is_indexed,
            has_address=self.has_address,
            image=_image(self.pictured_day, frame) if frame.settings.has("pictures") else None,
            frame=shared,
            links=shared.links,
            trail=self.trail(root, frame.words),
            edit=frame.settings.repository.edit_address(self.content_file),
            feeds=self._feeds(frame, root),
        )
        return TemplateCall(self.template, {"page": page, "view": view})

    def _feeds(self, frame: Frame, root: str) -> tuple[FeedLink, ...]:
        feed = self.feed if frame.settings.has(self.feeds_part) else None
        if feed is None:
            return ()
        href = feed.href.removeprefix(self.address)  # a feed below its page
        return (replace(feed, href=href if href != feed.href else root + href),)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:  # noqa: ARG002 - for those in a section
        """Return the links of the breadcrumb, from the section to this page, whose ``href`` is empty."""
        return ()

    def root_in(self, frame: Frame) -> str:  # noqa: ARG002 - the missing page needs the site's path
        """Return the way from this page to the site's root."""
        return addresses.root_of(self.address)


def _image(day: date | None, frame: Frame) -> ImageView | None:
    if day is None:
        return None
    address = frame.site.base_url + addresses.day_image(day)
    return ImageView(address, WIDTH, HEIGHT, frame.words.long_date(day))
