"""The navigation: which entries stand at the top of every page, which in its foot, and in which order.

An entry has a name, by which `[nav]` of the settings calls it: a section's, a page's file name without its
ending, or a link's label.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from daybook.insights import Insights
from daybook.model import Archive, OwnPage
from daybook.settings import Settings
from daybook.text import addresses
from daybook.text.words import Words, phrase


class Section(Struct, frozen=True):
    """A part of the site that the navigation leads to."""

    label: str
    address: str
    report: str = ""
    """What `leave_out` calls it; empty if it cannot be left out."""
    place: str = "top"
    """Where its entry stands unless the settings say otherwise."""

    @property
    def name(self) -> str:
        """What ``[nav]`` calls it: its folder, or the word that its label is."""
        return "days" if self.address == addresses.DATES else self.address.rstrip("/")


SECTIONS = (
    Section(phrase("Days"), addresses.DATES),
    Section(phrase("Weeks"), addresses.WEEKS, "weeks"),
    Section(phrase("Topics"), addresses.TOPICS, "topics"),
    Section(phrase("People"), addresses.PEOPLE, "people"),
    Section(phrase("Trending"), addresses.TRENDING, "trending"),
    Section(phrase("Map"), addresses.MAP, "map"),
    Section(phrase("Tags"), addresses.TAGS, "tags", "foot"),
)
"""In the order of the navigation."""


class NavEntry(Struct, frozen=True):
    label: str
    href: str
    """Relative to the site's root, or the address of another site."""
    is_outside: bool = False


class Navigation(Struct, frozen=True):
    """The entries in their order."""

    top: tuple[NavEntry, ...] = ()
    """At the top of every page, before Search."""
    foot: tuple[NavEntry, ...] = ()
    search: NavEntry = NavEntry("Search", addresses.SEARCH)


def empty_sections(insights: Insights, archive: Archive) -> frozenset[str]:
    """Return the reports whose pages would have nothing to show: no entry leads to them."""
    topics, people, trending = insights.topics, insights.people, insights.trending
    shown = {
        "topics": topics and topics.topics,
        "people": people and (people.people or people.organisations),
        "trending": trending and any(span.trends for span in trending.spans),
        "map": insights.map and insights.map.places,
        "tags": any(paper.tags for paper in archive.papers),
    }
    return frozenset(name for name, found in shown.items() if not found)


def navigation(
    pages: Iterable[OwnPage], settings: Settings, words: Words, empty: Iterable[str] = ()
) -> Navigation:
    """Return the navigation of a site with these pages in Markdown, without ``empty`` reports."""
    nav = settings.nav
    top: list[NavEntry] = []
    foot: list[NavEntry] = []
    found = _entries(pages, settings, words, frozenset(empty))
    entries = {name: (entry, place) for name, entry, place in found}
    rank = {name: index for index, name in enumerate(nav.order)}
    for name in sorted(entries, key=lambda name: rank.get(name, len(rank))):
        entry, place = entries[name]
        if name in nav.hidden or (place == "none" and name not in (*nav.order, *nav.foot)):
            continue
        is_below = name in nav.foot or (place == "foot" and name not in nav.order)
        (foot if is_below else top).append(entry)
    return Navigation(tuple(top), tuple(foot), NavEntry(words("Search"), addresses.SEARCH))


def names_of(pages: Iterable[OwnPage], settings: Settings) -> set[str]:
    """Return every name that ``[nav]`` can use."""
    sections = (section.name for section in SECTIONS)
    return {*sections, *(page.address for page in pages), *(link.label for link in settings.nav.links)}


def _entries(
    pages: Iterable[OwnPage], settings: Settings, words: Words, empty: frozenset[str]
) -> Iterator[tuple[str, NavEntry, str]]:
    """Yield the name and place of each entry in the usual order."""
    for section in SECTIONS:
        if settings.has(section.report) and section.report not in empty:
            yield section.name, NavEntry(words(section.label), section.address), section.place
    for page in sorted(pages, key=lambda page: (not page.order, page.order, page.address)):
        yield page.address, NavEntry(page.title, addresses.page(page.address)), page.nav
    for link in settings.nav.links:
        yield link.label, NavEntry(link.label, link.url, is_outside=True), "top"
