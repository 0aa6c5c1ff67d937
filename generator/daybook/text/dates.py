"""Days as they are written, and in words: in English and by hand, as ``strftime`` follows the locale."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(day: date) -> str:
    """Such as ``Tuesday``."""
    return WEEKDAYS[day.weekday()]


def short_date(day: date) -> str:
    """Such as ``18 March 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """Such as ``Tuesday 18 March 2025``."""
    return f"{weekday(day)} {short_date(day)}"


def month_name(day: date) -> str:
    """Such as ``March 2025``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def as_day(text: str) -> date | None:
    """Give the day that ``YYYY-MM-DD`` names."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
