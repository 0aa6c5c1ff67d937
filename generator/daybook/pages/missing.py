"""The page that hosts show for an address that does not exist, ``404.html``."""

from daybook.pages.base import Frame, Page, TemplateCall
from daybook.text import addresses


class MissingPage(Page, frozen=True, array_like=True):
    """The page for missing addresses: it is shown at any depth, so its links begin with the site's path."""

    kind = "missing"
    template = "404.html"
    address = addresses.MISSING
    shows = "`/404.html`; `page.root` is absolute here"
    is_indexed = False
    has_address = False

    def root_in(self, frame: Frame) -> str:
        """Return the absolute path of the site's root."""
        return frame.settings.base_path

    def call(self, frame: Frame) -> TemplateCall:
        return self.html(frame, frame.words("Page not found"), "", None)
