"""Small views that the templates of several kinds of page get.

An ``href`` is relative to the page that shows it. A ``str`` is plain text, which templates escape; ``Markup``
is HTML that `daybook.theme.markdown` made and sanitised.
"""

from datetime import date
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from daybook.text import addresses
from daybook.text.dates import first_of_month
from daybook.text.words import Words


class LinkView(Struct, frozen=True):
    """A link; ``detail`` is a word to show after it (a rank, a count), often empty."""

    label: str
    href: str
    detail: str = ""
    is_given: bool = False
    """Whether it leads where a digest says, to any site: the page asks search engines not to follow it."""


class TitleView(Struct, frozen=True):
    """A paper's title, which is a link."""

    title: Markup
    language: str
    """BCP 47, if the title's script says so, else empty."""
    href: str


class StampView(Struct, frozen=True):
    """A date in the parts that are set apart: "Tuesday", "18", "March 2025"."""

    iso: str
    """As YYYY-MM-DD."""
    weekday: str
    numeral: str
    month: str
    long: str
    """The whole date, where its parts one after another are not how the language writes it; else empty."""


@lru_cache(maxsize=1024)
def stamp(day: date, words: Words) -> StampView:
    """Return the parts of a date."""
    parts = (words.weekday(day), str(day.day), words.month_name(day))
    long = words.long_date(day)
    return StampView(day.isoformat(), *parts, "" if long == " ".join(parts) else long)


def day_link(day: date | None, root: str, words: Words) -> LinkView | None:
    """Return the link to a day's page from a page whose way to the site's root is ``root``."""
    return LinkView(words.short_date(day), root + addresses.day(day)) if day else None


def month_link(month: date, root: str, words: Words) -> LinkView:
    """Return the link to the page of a month, which is given by its first day."""
    return LinkView(words.month_name(month), root + addresses.month(month))


def week_link(monday: date, root: str, words: Words) -> LinkView:
    """Return the link to the page of a week, which is given by its Monday."""
    return LinkView(words.week_name(monday), root + addresses.week(monday))


@lru_cache(maxsize=1024)
def day_trail(day: date, root: str, words: Words) -> tuple[LinkView, LinkView, LinkView]:
    """Return the breadcrumb of a page below a day: all days, its month, the day."""
    return (
        LinkView(words("Days"), root + addresses.DATES),
        month_link(first_of_month(day), root, words),
        LinkView(words.weekday_and_day(day), root + addresses.day(day)),
    )
