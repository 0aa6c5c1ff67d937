"""The words of the interface in a language: phrases, counts, numbers, dates.

The name of a phrase is its English text. A phrase holds values in braces, such as ``{papers} on {days}``;
``{n}`` is the number of a count. `ENGLISH` needs no catalogue; `daybook.theme.languages` makes the others.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct, field

from daybook.text.dates import MONTHS, WEEKDAYS, parse_day
from daybook.text.languages import is_english, script_language

CONTEXT = "\x04"
"""Between the context and the text of a phrase that has two meanings, as gettext has it."""
_EXACT, _CYCLE = 100, 100
"""Numbers whose plural form is known one by one; larger ones repeat every hundred."""


class DateWords(Struct, frozen=True):
    """The names of months and days, and the order of a date's parts.

    In a pattern, ``{d}`` is the day, ``{M}`` the month as a number, ``{MMMM}`` its name beside a day,
    ``{MMM}`` a short one, ``{LLLL}`` its name alone, ``{y}`` the year, ``{EEEE}`` the weekday.
    """

    months: tuple[str, ...] = MONTHS
    months_alone: tuple[str, ...] = MONTHS
    short_months: tuple[str, ...] = tuple(name[:3] for name in MONTHS)
    weekdays: tuple[str, ...] = WEEKDAYS
    """From Monday."""
    initials: tuple[str, ...] = tuple(name[0] for name in WEEKDAYS)
    short: str = "{d} {MMMM} {y}"
    long: str = "{EEEE} {d} {MMMM} {y}"
    month: str = "{LLLL} {y}"
    weekday_and_day: str = "{EEEE} {d}"
    span: tuple[str, str] = ("{d}–", "{d} {MMMM} {y}")
    """The first and the last day of a span within a month; then of one in two months, in two years.

    No line begins with the dash.
    """
    span_of_months: tuple[str, str] = ("{d} {MMMM}\u00a0– ", "{d} {MMMM} {y}")
    span_of_years: tuple[str, str] = ("{d} {MMMM} {y}\u00a0– ", "{d} {MMMM} {y}")
    span_in_year: tuple[str, str] = ("{d}–", "{d} {MMMM}")
    """Without its year, within a month; then in two months."""
    span_of_months_in_year: tuple[str, str] = ("{d} {MMMM}\u00a0– ", "{d} {MMMM}")


class Words(Struct, frozen=True, eq=False):
    """The words of a language. It is called with a phrase, and returns the phrase in the language."""

    key: str = "en"
    """By which two of them are compared: the language, with a hash of its catalogue."""
    language: str = "en"
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the English text, its forms: one, or as many as the language's plural has. Others stay English."""
    plurals: str = ""
    """The form of each number up to 99, then of 100 to 199 for all that end as these; empty for English."""
    categories: tuple[str, ...] = ("one", "other")
    """The names of the plural forms, as browsers have them."""
    group: str = ","
    """Between groups of three digits."""
    dates: DateWords = DateWords()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __call__(self, phrase: str, **values: object) -> str:
        """Return a phrase with values in its braces."""
        text = self.phrases.get(phrase, (phrase,))[0]
        return text.format(**values) if values else text

    def of(self, context: str, phrase: str, **values: object) -> str:
        """Return a phrase that has this meaning in this context."""
        text = self.phrases.get(context + CONTEXT + phrase, (phrase,))[0]
        return text.format(**values) if values else text

    def count(self, number: int, one: str, more: str, **values: object) -> str:
        """Return the phrase for one thing or the phrase for several, with the number as ``{n}``."""
        if forms := self.phrases.get(one):
            text = forms[min(self.form(number), len(forms) - 1)]
        else:
            text = one if number == 1 else more
        return text.format(n=self.number(number), **values)

    def sentences(self, *texts: str) -> str:
        """Return sentences one after the other: with a space between them, but after a full-width stop."""
        joined = " ".join(filter(None, texts))
        return joined.replace("。 ", "。") if "。" in joined else joined

    def form(self, number: int) -> int:
        """Return which plural form a number has."""
        if not self.plurals:
            return 0 if number == 1 else 1
        at = number if number < _EXACT else _EXACT + number % _CYCLE
        return int(self.plurals[at])

    def number(self, number: int) -> str:
        """Return a number such as ``1,204``."""
        text = f"{number:,}"
        return text if self.group == "," else text.replace(",", self.group)

    def language_of(self, text: str, beside: str = "") -> str:
        """Return the language (BCP 47) of imported text; empty if it is unknown or may be the page's.

        Its script says it. On a page that is not English, words of English do so too: its own, or those of
        the text ``beside`` a title, such as the abstract.
        """
        found = script_language(text)
        if found or not text or self.language.lower().startswith("en"):
            return found
        return "en" if is_english(text) or (is_english(beside) and not script_language(beside)) else ""

    def short_date(self, day: date) -> str:
        """Return a date such as ``18 March 2025``."""
        return _date(self, self.dates.short, day)

    def long_date(self, day: date) -> str:
        """Return a date such as ``Tuesday 18 March 2025``."""
        return _date(self, self.dates.long, day)

    def month_name(self, day: date) -> str:
        """Return the month and year, such as ``March 2025``."""
        return _date(self, self.dates.month, day)

    def weekday(self, day: date) -> str:
        """Return the name of the weekday, such as ``Tuesday``."""
        return self.dates.weekdays[day.weekday()]

    def weekday_and_day(self, day: date) -> str:
        """Return a day of a month that is known, such as ``Tuesday 18``."""
        return _date(self, self.dates.weekday_and_day, day)

    def week_name(self, day: date) -> str:
        """Return the week of ISO 8601 and its year, such as ``Week 12, 2025``."""
        year, week, _ = day.isocalendar()
        return self("Week {week}, {year}", week=week, year=year)

    def week_days(self, monday: date, *, with_year: bool = True) -> str:
        """Return the first and last day of a week, such as ``17–23 March 2025``."""
        sunday = monday + min(timedelta(6), date.max - monday)
        if with_year:
            return self.days(monday, sunday)
        in_month, dates = monday.month == sunday.month, self.dates
        first, last = dates.span_in_year if in_month else dates.span_of_months_in_year
        return _date(self, first, monday) + _date(self, last, sunday)

    def days(self, first: date, last: date) -> str:
        """Return the days from one to another, such as ``17–23 March 2025``."""
        if first == last:
            return self.short_date(first)
        dates = self.dates
        if first.year != last.year:
            one, other = dates.span_of_years
        else:
            one, other = dates.span if first.month == last.month else dates.span_of_months
        return _date(self, one, first) + _date(self, other, last)

    def partial_date(self, text: str) -> str:
        """Return ``2025-03-18``, ``2025-03`` or ``2025`` in words, such as ``18 March 2025``."""
        if day := parse_day(text):
            return self.short_date(day)
        first = parse_day(f"{text}-01")
        return self.month_name(first) if first else text


@lru_cache(maxsize=4096)
def _date(words: Words, pattern: str, day: date) -> str:
    dates, month = words.dates, day.month - 1
    return pattern.format(
        d=day.day,
        M=day.month,
        MMMM=dates.months[month],
        MMM=dates.short_months[month],
        LLLL=dates.months_alone[month],
        y=day.year,
        EEEE=dates.weekdays[day.weekday()],
    )


ENGLISH = Words()


def phrase(text: str) -> str:
    """Return a phrase unchanged: this marks it for translation, as gettext's ``N_`` does."""
    return text


def phrases(one: str, more: str) -> tuple[str, str]:
    """Return a phrase that counts unchanged, for one thing and for several: marked as by `phrase`."""
    return one, more
