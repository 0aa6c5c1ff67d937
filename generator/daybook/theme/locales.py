"""CLDR's facts about a language, from `babel`: plural forms, numbers, names of months and days."""

import re
from collections.abc import Iterator, Sequence

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from daybook.text.words import DateWords

_NUMBERS = range(200)
_MILLION = 1_000_000
"""It has a form of its own in French and its relatives, which translators' programs ask for."""
_FORMS = ("zero", "one", "two", "few", "many", "other")
_SPANS = (("yMMMMd", "yMMMd"), ("MMMMd", "MMMd"))
"""Skeletons of spans with and without a year, the better one first."""
_FIELDS = {
    **dict.fromkeys(("d", "dd"), "d"),
    **dict.fromkeys(("M", "L", "MM", "LL"), "M"),
    **dict.fromkeys(("MMM", "LLL"), "MMM"),
    **dict.fromkeys(("y", "yyyy"), "y"),
    **dict.fromkeys(("E", "EEEE", "cccc"), "EEEE"),
    "MMMM": "MMMM",
    "LLLL": "LLLL",
}
"""Fields of CLDR's patterns; others, such as the era, are left out."""
_PART = re.compile(r"'([^']*)'|([A-Za-z])\2*")


def find_locale(language: str) -> Locale | None:
    """Return the locale of a language tag, or of its first parts; None if CLDR knows none."""
    parts = language.split("-")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:end]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def has_usual_script(cldr: Locale) -> bool:
    """Return whether a language such as zh-TW has the usual script of the language, here zh."""
    likely = str(get_global("likely_subtags").get(cldr.language, "")).split("_")
    return cldr.script is None or cldr.script in likely


def plural_forms(cldr: Locale) -> tuple[tuple[str, ...], str]:
    """Return the names of the plural forms of whole numbers, and which form each has: see `Words.plurals`.

    Catalogues list the forms in the order of CLDR: zero, one, two, few, many, other.
    """
    forms: list[str] = [cldr.plural_form(number) for number in _NUMBERS]
    order = [form for form in _FORMS if form in forms]
    return tuple(order), "".join(str(order.index(form)) for form in forms)


def without_millions(forms: Sequence[str], cldr: Locale, names: Sequence[str]) -> tuple[str, ...]:
    """Leave out the form that millions alone have; ``names`` are those of the other forms."""
    form: str = cldr.plural_form(_MILLION)
    if form in names or len(forms) != len(names) + 1:
        return tuple(forms)
    place = sorted((*names, form), key=_FORMS.index).index(form)
    return (*forms[:place], *forms[place + 1 :])


def group_sign(cldr: Locale) -> str:
    """Return the sign between groups of three digits."""
    return str(cldr.number_symbols.get("latn", {}).get("group", ","))


def date_words(cldr: Locale) -> DateWords:
    """Return the names and patterns of dates."""
    months, alone, days = cldr.months["format"], cldr.months["stand-alone"], cldr.days
    long, skeletons = cldr.date_formats["long"].pattern, cldr.datetime_skeletons
    spans, spans_in_year = (dict(_spans(cldr, names, "MMMM" in long)) for names in _SPANS)
    return DateWords(
        months=tuple(months["wide"][number] for number in range(1, 13)),
        months_alone=tuple(alone["wide"][number] for number in range(1, 13)),
        short_months=tuple(months["abbreviated"][number] for number in range(1, 13)),
        weekdays=tuple(days["format"]["wide"][number] for number in range(7)),
        initials=tuple(days["stand-alone"]["narrow"][number] for number in range(7)),
        short=_pattern(long),
        long=_pattern(cldr.date_formats["full"].pattern),
        month=_pattern(skeletons["yMMMM"].pattern),
        weekday_and_day=_pattern(re.sub("E+|c+", "EEEE", skeletons["Ed"].pattern)),
        span=spans["d"],
        span_of_months=spans["M"],
        span_of_years=spans["y"],
        span_in_year=spans_in_year["d"],
        span_of_months_in_year=spans_in_year["M"],
    )


def _spans(cldr: Locale, skeletons: Sequence[str], has_names: bool) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the two halves of a span by the largest field in which they differ."""
    named = skeletons if has_names else skeletons[1:]  # a date with its month as a number has no better one
    formats = next(found for name in named if (found := cldr.interval_formats.get(name)))
    for field, halves in dict(formats).items():
        first, last = (re.sub("M{3,4}|L{3,4}", "MMMM" if has_names else "MMM", half) for half in halves)
        yield field, (re.sub("[ \u2009]–", "\u00a0–", _pattern(first)), _pattern(last))


def _pattern(pattern: str) -> str:
    """Return a pattern of CLDR, such as ``d. MMMM y``, as `DateWords` has it."""

    def part(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[1] or "'"
        return f"{{{_FIELDS[match[0]]}}}" if match[0] in _FIELDS else ""

    return _PART.sub(part, pattern).replace("  ", " ")
