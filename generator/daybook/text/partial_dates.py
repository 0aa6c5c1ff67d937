"""Parse dates of publication as reference managers write them: a year, perhaps with a month and a day."""

import re
from datetime import date

from daybook.text.dates import MONTHS, iso_day

_NUMBERS = r"\s*([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?|([0-9]{2})([0-9]{2}))?(?![0-9])"
_YEAR = re.compile(r"(?<![0-9])(?:1[0-9]|20|21)[0-9]{2}(?![0-9])")
_WORD = re.compile(r"[A-Za-z]{3,9}")
_DAY_AFTER = re.compile(r"[^0-9A-Za-z]{1,4}([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9A-Za-z:]|\s?[-–])")
_DAY_BEFORE = r"(?<![0-9–-])([0-9]{1,2})(?:st|nd|rd|th)?[^0-9A-Za-z–]{1,4}\Z"
_EXPORTED = r"(?i)\bexport(?:ed on| date:)\s?([0-9]{1,2} [a-z]{3,9} [0-9]{4}|[a-z]{3,9} [0-9]{1,2}, [0-9]{4})"
"""The day on which a database wrote a file: ``EXPORT DATE: 18 March 2031`` (Scopus, Dimensions)."""
_LIMIT = 100
"""Characters of a date."""


def parse_partial_date(*texts: str) -> str:
    """Return ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; the first text that is no date if none has a year.

    Forms: ``2011/06/04/``, ``2011///``, ``20110604``, ``2011 Jun 4``, ``4 June 2011``; ranges such as
    ``Jan-Feb 2011`` give their first month. The month may be in another text, such as ``Jun`` and ``2011``.
    """
    parsed = [_parse(text[:_LIMIT]) for text in texts]
    year = next((found[0] for found in parsed if found[0]), 0)
    if not year:
        return next((text for text in texts if text.strip(" /-")), "")
    _, month, day = next((found for found in parsed if found[1] and found[0] in (0, year)), (0, 0, 0))
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if _exists(year, month, day) else "")


def export_day(text: str) -> date | None:
    """Return the day on which a text says that it was exported; None if it does not say it."""
    match = re.search(_EXPORTED, text)
    return iso_day(parse_partial_date(match[1])) if match else None


def join_date(year: str, month: str, day: str = "") -> str:
    """Return the text of a date in parts, of which the month is a number or a word: ``mar 4 2031``."""
    if month.isdecimal():
        return "-".join(part.zfill(2) for part in (year, month, day) if part)
    return " ".join(filter(None, (month, day, year)))


def _parse(text: str) -> tuple[int, int, int]:
    """Parse the year, month and day of a text; a part that is unknown is 0."""
    if not text:
        return 0, 0, 0
    match = re.match(_NUMBERS, text)
    if match and (match[2] or match[4]):
        month = int(match[2] or match[4])
        return int(match[1]), month if month <= 12 else 0, int(match[3] or match[5] or 0)
    if not (year := _YEAR.search(text)):
        return (0, *_month_and_day(text))
    return (int(year[0]), *_month_and_day(f"{text[: year.start()]} {text[year.end() :]}"))


def _month_and_day(text: str) -> tuple[int, int]:
    for word in _WORD.finditer(text):
        for month, name in enumerate(MONTHS, 1):
            if name.lower().startswith(word[0].lower()) or (month == 9 and word[0].lower() == "sept"):
                day = _DAY_AFTER.match(text, word.end()) or re.search(_DAY_BEFORE, text[: word.start()])
                return month, int(day[1]) if day else 0
    return 0, 0


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
