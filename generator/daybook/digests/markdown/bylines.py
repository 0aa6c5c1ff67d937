"""Find the authors that a line lists, alone or before a venue: ``👥 by Ada Mill, Bo Reed. MossConf 2031``."""

import re

from daybook.digests.fields.entry_lines import CALLS
from daybook.digests.fields.name_lists import are_names
from daybook.digests.fields.names import split_names

_NAMES_AND_VENUE = re.compile(
    r"(.{3,2000}?)(?:[.,] (?:[\w'’&:/ -]{2,60}(?:19|20)[0-9]{2}|arXiv(?: preprint)?)"
    r"|(?<=[^\W\d_]{2})\. [\w'’&:/ -]{2,60}\((?:19|20)[0-9]{2}\))\W*"
)
"""``Ada Mill, Bo Reed. MossConf 2031.``, ``Ada Mill. Moss Letters (2031)``"""
BY = re.compile(r"^(?:[Bb]y|par|por) (?=[^\W\d_a-z])")
_AFTER_NAMES = re.compile(r"\s*[(（](?:[0-9]{1,5} authors?|(?:19|20)[0-9]{2})[)）]$")
_YEAR_LAST = re.compile(r" [·|–—-] (?:19|20)[0-9]{2}$")
_MOST_NAMES = 3_000


def names_in(text: str) -> str:
    """Return the names that a text lists, alone or before a venue and calls in brackets; else nothing."""
    if len(text) > _MOST_NAMES:
        return ""
    bare = _YEAR_LAST.sub("", BY.sub("", without_sign(CALLS.sub("", text))))
    match = _NAMES_AND_VENUE.fullmatch(bare)
    names = match[1] if match else _AFTER_NAMES.sub("", bare)
    if names.endswith(".") and len(split_names(names[:-1])) > 1:
        names = names[:-1]
    return names if are_names(names) else ""


def without_sign(text: str) -> str:
    """Return a text without signs such as 👥 before it."""
    return re.sub(r"^[^\w\"'(]+", "", text)
