"""Find the URLs in running text that a page may link to."""

import re

from daybook.text.identifiers import URL_CHARACTER, is_url
from daybook.text.latex_tables import unescape_url

_URL = re.compile(
    r"https?://(?![^\s/?#]*@)[A-Za-z0-9][A-Za-z0-9.-]*+(?::[0-9]{1,5}+)?(?!\w)"
    rf"(?:[/?#](?:(?![“”]){URL_CHARACTER}|\\[#%&_~])*+)?"
)
"""A host ends where other characters begin: in ``http://example.org[1]`` a note follows it."""
_TRAILING = ".,;:!?'’”\"*_`"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def bare_url(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the URL that begins at ``start``, and where it ends; an empty one if no page may link to it.

    Stops and closing brackets at the end of a URL belong to the sentence, unless the URL opened the bracket.
    """
    match = _URL.match(text, start, end)
    if not match:
        return "", start
    url = _without_tail(match[0])
    if text.startswith("\\", match.end()) or not is_followed(unescape_url(url)):
        return "", match.end()
    return unescape_url(url), start + len(url)


def is_followed(url: str) -> bool:
    """Return whether a page may link to a URL that imported text gives: http or https, without a user."""
    return _URL.fullmatch(url) is not None and is_url(url)


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
