"""Find the authors that a line lists, alone or before a venue: ``👥 by Ada Mill, Bo Reed. MossConf 2031``.

They belong to the title above, or to that below if all titles have theirs there.
"""

import re
from collections.abc import Sequence
from itertools import chain, takewhile

from daybook.digests.fields.entry_lines import CALLS
from daybook.digests.fields.name_lists import are_names
from daybook.digests.fields.names import split_names
from daybook.digests.markdown.labels import FIELD_OF_LABEL, label_of
from daybook.digests.markdown.lines import Line

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


def with_names_above(
    lines: Sequence[Line], titles: Sequence[int], bodies: list[list[int]]
) -> list[list[int]]:
    """Return the lines of papers, with those above their titles, if all have their authors there.

    The first title shows it, above which is no other paper, and the last, below which are no authors.
    """
    above = [_lines_above(lines, title) for title in titles]
    if not (titles and all(above)) or any(_lists_authors(lines[index]) for index in bodies[-1]):
        return bodies
    others = set(chain.from_iterable(above))
    own = ([index for index in body if index not in others] for body in bodies)
    return [[*names, *body] for names, body in zip(above, own, strict=True)]


def _lines_above(lines: Sequence[Line], index: int) -> list[int]:
    """Return the labelled lines and names directly above a title, if they list authors."""
    end = next((place + 1 for place in reversed(range(index)) if lines[place].kind != "blank"), 0)
    run = takewhile(lambda place: label_of(lines[place]) or names_in(lines[place].text), reversed(range(end)))
    found = sorted(run)
    return found if any(_lists_authors(lines[place]) for place in found) else []


def _lists_authors(line: Line) -> bool:
    label = label_of(line)
    return FIELD_OF_LABEL.get(label[0]) == "authors" if label else bool(names_in(line.text))
