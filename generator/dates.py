"""Days in words: in English and by hand, because ``strftime`` follows the machine's locale."""

from __future__ import annotations

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
