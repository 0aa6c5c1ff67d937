"""``robots.txt`` (RFC 9309)."""

from msgspec import Struct

from daybook.pages.base import Frame, Page, TemplateCall
from daybook.text import addresses


class RobotsView(Struct, frozen=True):
    sitemap: str
    """Absolute address of the site map."""


class RobotsPage(Page, frozen=True, array_like=True):
    kind = "robots"
    template = "robots.txt"
    address = addresses.ROBOTS
    shows = "`/robots.txt` (RFC 9309)"
    view = RobotsView

    def call(self, frame: Frame) -> TemplateCall:
        view = RobotsView(frame.settings.base_url + addresses.SITEMAP)
        return TemplateCall(self.template, {"view": view})
