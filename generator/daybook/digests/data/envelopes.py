"""Find the day of the records in an envelope: that of the digest, or that on which a program wrote it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from daybook.text.dates import iso_day

ABOUT = frozenset({"meta", "metadata", "config", "settings", "options", "params", "query"})
"""Keys of what an object says about itself."""
OF_DIGEST = ("date", "day", "announcementdate", "announceddate", "rundate", "digestdate", "reportdate")
"""Names of the day of the digest, the best first."""
OF_WRITING = (
    "generatedat", "generatedon", "generated", "fetchedat", "fetchedon", "fetchdate", "crawledat",
    "crawldate", "scrapedat", "retrievedat", "collectedat", "exportedat",
)  # fmt: skip
"""Names of a time at which a program wrote the file: the records' own days come first."""


def envelope_day(envelope: Mapping[str, Any], names: tuple[str, ...]) -> date | None:
    """Return the day under the best name, of the envelope itself or of what it says about itself."""
    inner = (value for key, value in envelope.items() if key in ABOUT)
    for fields in (envelope, *(value for value in inner if isinstance(value, dict))):
        found = {re.sub(r"[\W_]+", "", key[:30]).lower(): value for key, value in fields.items()}
        texts = (found[name] for name in names if name in found)
        days = (iso_day(text) for text in texts if isinstance(text, str))
        if day := next(filter(None, days), None):
            return day
    return None
