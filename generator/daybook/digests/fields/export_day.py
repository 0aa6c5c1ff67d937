"""Find the day on which a database wrote a file: ``EXPORT DATE: 18 March 2031`` (Scopus, Dimensions)."""

import re
from datetime import date

from daybook.text.dates import iso_day
from daybook.text.partial_dates import parse_partial_date

_EXPORTED = re.compile(
    r"\bexport(?:ed on| date:)\s?([0-9]{1,2} [a-z]{3,9} [0-9]{4}|[a-z]{3,9} [0-9]{1,2}, [0-9]{4})",
    re.IGNORECASE,
)


def export_day(text: str) -> date | None:
    """Return the day on which a text says that it was exported; None if it does not say it."""
    match = _EXPORTED.search(text)
    return iso_day(parse_partial_date(match[1])) if match else None
