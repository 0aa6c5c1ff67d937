"""Parse and write dates, in English whatever the locale (``strftime`` would follow it)."""

import re
from datetime import date, timedelta

OLDEST_YEAR, NEWEST_YEAR = 1991, 2199
"""Years outside are taken for mistakes; arXiv began in 1991."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")


def iso_week(day: date) -> str:
    """Return the week of ISO 8601, such as ``2025-W12``; its year can be another than the day's."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(day.weekday())


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def month_number(name: str) -> int:
    """Return 1 to 12 for a word whose first three letters are those of a month, else 0."""
    return _MONTH_NUMBERS.get(name[:3].lower(), 0)


def parse_day(text: str) -> date | None:
    """Parse ``YYYY-MM-DD``."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if it does not exist or its year is out of range."""
    try:
        return date(year, month, day) if OLDEST_YEAR <= year <= NEWEST_YEAR else None
    except ValueError:
        return None


def iso_day(text: str) -> date | None:
    """Return the day of a date or time in ISO 8601, such as ``2025-03-18T01:38:00Z``."""
    match = _DATE.match(text.strip())
    return make_day(int(match[1]), int(match[2]), int(match[3])) if match else None


def mail_day(text: str) -> date | None:
    """Return the day of a date in RFC 5322, in the sender's time zone."""
    from email.utils import parsedate_tz  # slow to load, rarely needed

    try:
        parts = parsedate_tz(text[:60])
    except (ValueError, IndexError, TypeError):
        return None
    return make_day(*parts[:3]) if parts else None
