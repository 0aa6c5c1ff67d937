"""The day, or at least the year, that a file's path gives: in its name, or in the folders that it is in."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter

from msgspec import Struct

from daybook.text.dates import MONTHS, NEWEST_YEAR, OLDEST_YEAR, make_day, month_number

_NUMBERS = (
    r"(?<![0-9A-Za-z])([0-9]{4})"
    r"(?:[-_.年]([0-9]{1,2})[-_.月]([0-9]{1,2})日?|[-_.]?([0-9]{2})[-_.]?([0-9]{2}))(?![0-9A-Za-z])"
)
"""``2025-03-18``, ``20250318``, ``2025.3.8``, ``2025年3月18日``."""
_MONTH = "(" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + ")"
_WORDS = (
    rf"(?i)(?<![0-9a-z])(?:([0-9]{{1,2}})[-_. ]{_MONTH}|{_MONTH}[-_. ]([0-9]{{1,2}}),?)[-_. ]([0-9]{{4}})"
    r"(?![0-9a-z])"
)
"""``18-Mar-2025``, ``March 18, 2025``."""
_FOLDERS = r"(?<![0-9A-Za-z])(?=([0-9]{4})[-_./]?([0-9]{2})[-_./]([0-9]{2})(?:[-_ /]|\Z))"
"""A day that is parted over folders and the name: ``2025/03/18``, ``202503/18``, ``2025/03-18 cs.CL``."""
_NEAREST = 3
"""The folders, from the file's own, that may give its day."""
_YEAR = re.compile(r"(?<![0-9A-Za-z])((?:19|20|21)[0-9]{2})(?![0-9A-Za-z])")


class DateHint(Struct, frozen=True):
    """The date in a file's path, or the year a person gave; a part that is unknown is 0."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def exact_day(self) -> date | None:
        """The day in the file's path; None if there is none or it does not exist."""
        return make_day(self.year, self.month, self.day)


def date_hint(path: str, year: int | None) -> DateHint:
    """Find a day in the file's name or its folders, else a year in the nearest of these, else use ``year``.

    The file's name goes first, then the folder that is nearest: ``2025-03-18/cs.CL/papers.json``. A folder
    gives no day above one that gives a year.
    """
    *folders, name = path.replace("\\", "/").split("/")
    stem = name.rsplit(".", 1)[0]
    for _, hint in _days_in(stem):
        return hint
    tail = "/".join((*folders[-_NEAREST:], stem))
    exact = [(end, hint) for end, hint in _days_in(tail) if hint.exact_day]
    end, nearest = max(exact, key=itemgetter(0), default=(0, None))
    if nearest and not _YEAR.search(tail, end):
        return nearest
    for part in (stem, *reversed(folders)):
        if (match := _YEAR.search(part)) and OLDEST_YEAR <= int(match[1]) <= NEWEST_YEAR:
            return DateHint(year=int(match[1]))
    return DateHint(year=year or 0)


def name_with_day(path: str) -> str:
    """Return the file's name, after its day if the name alone, in ASCII, does not give that.

    ``2025-03-18/papers.json`` becomes ``2025-03-18-papers.json``.
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    day = date_hint(path, None).exact_day
    is_given = name.isascii() and date_hint(name, None).exact_day == day
    return name if day is None or is_given else f"{day}-{name}"


def _days_in(text: str) -> Iterator[tuple[int, DateHint]]:
    """Yield each day in a text, also one that does not exist, with the place where it ends."""
    for pattern in (_NUMBERS, _WORDS, _FOLDERS):
        for match in re.finditer(pattern, text):
            year, month, day = _parts([part for part in match.groups() if part])
            if OLDEST_YEAR <= year <= NEWEST_YEAR:
                yield match.end(match.lastindex or 0), DateHint(year, month, day)


def _parts(found: Sequence[str]) -> tuple[int, int, int]:
    """Return year, month and day of ``2025 03 18``, ``18 Mar 2025`` or ``Mar 18 2025``."""
    first, second, third = found
    if third.isdecimal() and len(third) == len("2025"):
        day, month = (second, first) if first.isalpha() else (first, second)
        return int(third), month_number(month), int(day)
    return int(first), int(second), int(third)
