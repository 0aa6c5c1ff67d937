"""The search page."""

from __future__ import annotations

from msgspec import Struct

from daybook.pages.frame import Frame
from daybook.pages.kind import Page
from daybook.text import addresses
from daybook.theme.templates import TemplateCall

_MODULES = (
    *("ui/page", "ui/panel", "ui/filters", "ui/results", "ui/elements", "ui/format"),
    *("worker/client", "worker/connection", "rank/facets"),
)


class SearchView(Struct, frozen=True):
    """The search page: its fields come alive with JavaScript; without it, it leads to the days."""

    modules: tuple[str, ...]
    """Modules that the page's script imports, named so that the browser loads them all at once."""


class SearchPage(Page, frozen=True, array_like=True):
    kind = "search"
    template = "search.html"
    address = addresses.SEARCH
    shows = "`/search/`"
    view = SearchView

    def call(self, frame: Frame) -> TemplateCall:
        script = addresses.root_of(self.address) + frame.site.script
        modules = tuple(script.replace("site.js", f"search/{name}.js") for name in _MODULES)
        return self.html(frame, "Search", f"Search {frame.settings.title}", SearchView(modules))
