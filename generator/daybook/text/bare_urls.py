"""Find the URLs in running text that a page may link to."""

from __future__ import annotations

import re

from msgspec import Struct

from daybook.text.identifiers import is_url

_BARE_URL = re.compile(
    r"https?://(?![^\s/?#]*@)[A-Za-z0-9][A-Za-z0-9.-]*+(?::[0-9]{1,5}+)?(?!\w)(?:[/?#][^\s<>\"“”]*)?"
)
"""A host ends where other characters begin: in ``http://example.org[1]`` a note follows it."""
_TRAILING = ".,;:!?'’”\"*_`"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


class Segment(Struct, frozen=True):
    """A run of text; ``href`` is empty unless the run is a URL that may be followed."""

    text: str
    href: str = ""


def segments(text: str) -> tuple[Segment, ...]:
    """Cut text into runs, of which bare URLs can be followed; the runs together are the text.

    Stops and closing brackets at the end of a URL belong to the sentence, unless the URL opened the bracket.
    """
    runs: list[Segment] = []
    done = 0
    for match in _BARE_URL.finditer(text):
        url = _without_tail(match[0])
        if not is_url(url):
            continue
        if match.start() > done:
            runs.append(Segment(text[done : match.start()]))
        runs.append(Segment(url, url))
        done = match.start() + len(url)
    if done < len(text) or not runs:
        runs.append(Segment(text[done:]))
    return tuple(runs)


def _without_tail(url: str) -> str:
    surplus = {closing: url.count(closing) - url.count(opening) for closing, opening in _BRACKETS.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in _BRACKETS and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return url[:end]
