"""What the templates are given: one frozen record for each kind of page, with nothing left to decide.

Every ``href`` is ready to stand in the page it belongs to (relative to that page). ``str`` fields are
plain text, which the templates escape; ``Markup`` fields are HTML that ``markup`` made and sanitised.
"""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct


class LinkView(Struct, frozen=True):
    """A link: its text and where it leads; ``detail`` is a word more (a rank, a count), often empty."""

    label: str
    href: str
    detail: str = ""


class Segment(Struct, frozen=True):
    """A run of text; ``href`` is empty unless the run is a bare URL that may be followed."""

    text: str
    href: str = ""


Paragraph = tuple[Segment, ...]


class SiteView(Struct, frozen=True):
    """The same on every page of a build."""

    title: str
    description: str
    language: str
    base_url: str
    """Absolute, with a slash at its end."""
    links: tuple[LinkView, ...]
    """The maintainer's own links, for the foot of each page."""
    pages: tuple[LinkView, ...]
    """Pages in Markdown, such as About; ``href`` is relative to the site's root."""
    version: str
    stylesheet: str
    """Path of the one style sheet from the root, with the hash of its content as its query."""
    script: str
    """Path of the module that every page loads, likewise."""


class PageView(Struct, frozen=True):
    """Where a page stands: the frame around every kind of page."""

    kind: str
    """home, paper, date, month, dates, search, text or missing: also the body's class."""
    title: str
    """For <title>, without the site's name."""
    description: str
    """At most 200 characters of plain text, for search engines and previews."""
    root: str
    """From this page to the site's root: empty, or as many ``../`` as it takes."""
    canonical: str
    """The page's absolute address."""


class CardView(Struct, frozen=True):
    """A paper in a list."""

    title: str
    href: str
    lead: str
    """The first words of the abstract, cut at a word, with an ellipsis where cut."""
    rank: int
    """Place on the day the list is of."""
    authors: str
    """Names in a line, with "and 5 more" beyond three; empty while unknown."""
    seen: str
    """Such as "also on 2 other days"; empty where this is the only one."""
    tags: tuple[str, ...]
    noted: bool
    """Whether somebody wrote notes on it."""


class AppearanceView(Struct, frozen=True):
    """A day a paper was listed on, once for each digest."""

    label: str
    """Such as "Tuesday 18 March 2025"."""
    iso: str
    """The day as YYYY-MM-DD."""
    href: str
    rank: int
    total: int
    """How many papers that digest lists; 0 where unknown."""
    digest: str
    """The digest's file name, where the paper stands in several of that day; else empty."""
    upvotes: str = ""
    """Such as "41 up-votes"; empty where unknown."""


class FactView(Struct, frozen=True):
    """A line of a paper's particulars: "arXiv" and its links or words."""

    label: str
    values: tuple[LinkView, ...]
    """``href`` is empty where the value is only words."""


class PaperView(Struct, frozen=True):
    """A paper's page."""

    title: str
    abstract: tuple[Paragraph, ...]
    authors: tuple[str, ...]
    facts: tuple[FactView, ...]
    """Such as identifiers, categories, code and project: only those that are known."""
    appearances: tuple[AppearanceView, ...]
    """From the first day to the last."""
    places: tuple[LinkView, ...]
    """Where else to find it: arXiv, Semantic Scholar, Google Scholar, Hugging Face."""
    links: tuple[LinkView, ...]
    """Added by a person."""
    tags: tuple[str, ...]
    notes: Markup
    """Empty where nobody wrote any."""
    bibtex: Markup
    """Highlighted entry: the inside of a <pre>, whose text is the entry to copy."""
    previous: LinkView | None
    """The paper before this one on its newest day."""
    following: LinkView | None
    neighbours: tuple[LinkView, ...]
    """Up to six papers around it on its newest day, itself left out; ``detail`` is the rank."""
    neighbours_day: LinkView | None
    """The day they are of."""


class DateView(Struct, frozen=True):
    """A day's page."""

    label: str
    """Such as "Tuesday 18 March 2025"."""
    iso: str
    weekday: str
    day: int
    month: str
    """Such as "March"."""
    year: int
    href: str
    """To this day's own page, from the page it is shown on."""
    title: str
    """A person's name for the day; mostly empty."""
    notes: Markup
    count: int
    cards: tuple[CardView, ...]
    digests: tuple[str, ...]
    """File names of the digests the day was read from."""
    month_link: LinkView
    previous: LinkView | None
    """The day before it that has papers; label such as "17 March 2025"."""
    following: LinkView | None


class CellView(Struct, frozen=True):
    """A square of a month's calendar."""

    day: int
    """0 for a square outside the month."""
    href: str
    """Empty where the day has no papers."""
    count: int
    label: str
    """For readers who hear the page, such as "18 March 2025, 81 papers"."""


class MonthView(Struct, frozen=True):
    """A month: its calendar, and its days from the newest to the oldest."""

    label: str
    """Such as "March 2025"."""
    iso: str
    """The month as YYYY-MM."""
    href: str
    papers: int
    weeks: tuple[tuple[CellView, ...], ...]
    """Seven squares each, from Monday."""
    days: tuple[DateView, ...]
    """With at most three cards each; empty on pages that show the calendar alone."""
    previous: LinkView | None
    following: LinkView | None


class YearView(Struct, frozen=True):
    """A year of the list of all days."""

    year: int
    papers: int
    months: tuple[MonthView, ...]
    """From the newest to the oldest, without ``days``."""


class HomeView(Struct, frozen=True):
    """The first page: the newest day, and ways to every other."""

    newest: DateView | None
    """None while the archive is empty."""
    recent: tuple[LinkView, ...]
    """Up to ten days before it; ``detail`` is the number of papers."""
    months: tuple[LinkView, ...]
    """Every month, newest first; ``detail`` is the number of papers."""
    papers: int
    days: int
    first_day: str
    """Such as "11 March 2025"; empty while the archive is empty."""


class DatesView(Struct, frozen=True):
    """The list of all days."""

    years: tuple[YearView, ...]
    papers: int
    days: int


class TextView(Struct, frozen=True):
    """A page that a person wrote."""

    title: str
    body: Markup


class SearchView(Struct, frozen=True):
    """The search page: its fields come alive with JavaScript; without it, it leads to the days."""

    manifest: str
    """From this page to the search manifest, ``search/index.json``."""
    dates_href: str


class FeedEntry(Struct, frozen=True):
    """A day in the Atom feed."""

    title: str
    url: str
    updated: str
    """RFC 3339, midnight UTC of the day."""
    papers: tuple[LinkView, ...]
    """Absolute addresses; ``detail`` is the lead of the abstract."""
