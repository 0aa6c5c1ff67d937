"""The manifest (W3C): name, colours and icons of the site on the home screen of a phone."""

from msgspec import Struct

from daybook.pages.base import Frame, Page, TemplateCall
from daybook.text import addresses
from daybook.theme.icons import APP_ICONS


class IconView(Struct, frozen=True):
    href: str
    """From the manifest."""
    size: int
    """Width and height in pixels."""


class ManifestView(Struct, frozen=True):
    icons: tuple[IconView, ...]


class ManifestPage(Page, frozen=True, array_like=True):
    kind = "manifest"
    template = "manifest.json"
    address = addresses.MANIFEST
    shows = "`/manifest.json`: name and icons for a phone's home screen (W3C)"
    view = ManifestView

    def call(self, frame: Frame) -> TemplateCall:  # noqa: ARG002 - the template has the site's name
        icons = tuple(IconView(path, size) for size, path in APP_ICONS.items())
        return TemplateCall(self.template, {"view": ManifestView(icons)})
