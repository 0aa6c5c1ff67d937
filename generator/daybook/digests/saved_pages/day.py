"""Parse the day of a saved daily papers page: a line such as ``Mar 11``, with or without its year."""

import re
from datetime import date

from daybook.digests.digest_file import DigestFile
from daybook.problems import Problem
from daybook.text.dates import make_day, month_number

_DAY = re.compile(r"([A-Z][a-z]{2,8})\.? ([0-9]{1,2})(?:,? ([0-9]{4}))?", re.ASCII)


def month_day(text: str) -> tuple[int, int, int] | None:
    """Parse a line such as ``Mar 11, 2025`` into month, day and year (0 if missing); None for other text."""
    match = _DAY.fullmatch(text)
    if not match or not month_number(match[1]):
        return None
    return month_number(match[1]), int(match[2]), int(match[3] or 0)


def page_day(file: DigestFile, line: int, title: str, *, alone: bool) -> date | Problem:
    """Return the day of the line ``title``, or of the file's name if ``title`` is empty.

    If the day is the only one of the file (``alone``), the one in the file's name must be the same.
    """
    hint = file.hint
    if not title:
        if not hint.day:
            what = "no day: there is no line such as `Mar 11`"
            return Problem(file.path, line, what, "add it above the papers")
        month, day, year = hint.month, hint.day, hint.year
    else:
        month, day, year = month_day(title) or (0, 0, 0)
        year = year or hint.year
        if alone and hint.day and (hint.year, hint.month, hint.day) != (year, month, day):
            what = f"the day {title} is not the one in the file's name"
            return Problem(file.path, line, what, "correct one of the two")
    if not year:
        remedy = f"give --year, name the file YYYY-{month:02d}-{day:02d}, or put it in a year's folder"
        return Problem(file.path, line, f"the day {title} has no year", remedy)
    what = f"there is no day {year:04d}-{month:02d}-{day:02d}"
    return make_day(year, month, day) or Problem(file.path, line, what, "correct the date")
