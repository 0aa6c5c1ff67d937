"""Find the day that each line of a Markdown digest is below."""

import re
from datetime import date
from functools import cache

from daybook.digests.markdown.lines import Line, MarkdownText
from daybook.text.dates import make_day, month_number

_ISO_DAY = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})\s?[-./年년]\s?([0-9]{1,2})\s?[-./月월]\s?([0-9]{1,2})(?![0-9])"
)
_DAY_FIRST = re.compile(r"\b([0-9]{1,2}) ([A-Z][a-z]{2,8})\.?,? ((?:19|20)[0-9]{2})\b")
_IN_WORDS = re.compile(
    r"\b([0-9]{1,2})(?:\.|º|er)? (?:de )?([^\W\d_]{3,10}),? (?:de )?((?:19|20)[0-9]{2})\b", re.IGNORECASE
)
_LANGUAGES = ("de", "es", "fr", "it", "pt", "ru")
_MONTH_FIRST = re.compile(
    r"\b([A-Z][a-z]{2,8})\.? ([0-9]{1,2})(?:st|nd|rd|th)?\)?(?:,|\s*-)? ?\s?((?:19|20)[0-9]{2})\b"
)
_LONGEST_DAY = 100
"""Characters at most of a line with the digest's day, if it is no heading."""


def find_days(parsed: MarkdownText, first: int) -> list[date | None]:
    """Return the day that each line is below: of a heading, else of a line above the ``first`` paper."""
    day = last_day(parsed.front_matter)
    days: list[date | None] = []
    are_strong = any(map(_is_strong, parsed.lines[:first]))
    for index, line in enumerate(parsed.lines):
        is_head = line.kind == "heading" or (are_strong and _is_strong(line))
        if is_head or (index < first and not day and len(line.text) < _LONGEST_DAY):
            day = last_day(line.text) or day
        days.append(day)
    return days


def _is_strong(line: Line) -> bool:
    """Return whether a line is a day in bold type alone, in place of a heading."""
    return line.kind == "text" and line.strong == line.text and last_day(line.text) is not None


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its name in other languages."""
    from babel.dates import get_month_names  # slow to load, and few lists have such dates

    names = (get_month_names("wide", locale=language) for language in _LANGUAGES)
    return {name.lower(): number for by_number in names for number, name in by_number.items()}


def last_day(text: str) -> date | None:
    """Return the last date in a text, such as the end of ``May 5 - May 11, 2025``."""
    found: list[tuple[int, date | None]] = []
    for match in _ISO_DAY.finditer(text):
        found.append((match.start(), make_day(int(match[1]), int(match[2]), int(match[3]))))
    for match in _DAY_FIRST.finditer(text):
        found.append((match.start(), make_day(int(match[3]), month_number(match[2]), int(match[1]))))
    for match in _MONTH_FIRST.finditer(text):
        found.append((match.start(), make_day(int(match[3]), month_number(match[1]), int(match[2]))))
    for match in _IN_WORDS.finditer(text) if not found else ():
        month = _months().get(match[2].lower(), 0)
        found.append((match.start(), make_day(int(match[3]), month, int(match[1]))))
    return max(((place, day) for place, day in found if day), default=(0, None))[1]
