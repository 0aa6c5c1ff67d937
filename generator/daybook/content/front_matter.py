"""Front matter, read: the lines between ``---`` and ``---`` at the top of a page."""

import re
from collections.abc import Mapping

from msgspec import Struct

from daybook.content.front_matter_value import FrontMatterError, Value

_UNOPENED = re.compile(
    r"\A\s*(?:[-–—]+[ \t]*\n)?[a-z][\w-]*:(?:[ \t].*)?\n(?:[a-z][\w-]*:.*\n|[ \t-].*\n)*?---[ \t]*(?:\n|\Z)"
)
"""Front matter, to its end, whose first fence is lost, misspelt or further down."""


class ParsedPage(Struct, frozen=True):
    """A page's text, split into front matter and body."""

    fields: Mapping[str, Value]
    lines: Mapping[str, int]
    """Line of each top-level key, from 1."""
    header: str
    """The text of the front matter, without its fences."""
    body: str
    newline: str = "\n"
    """The line end of the file; ``header`` and ``body`` always have LF."""


def read(text: str) -> ParsedPage:
    """Split a page and parse its front matter; a page without front matter has no fields.

    Raises FrontMatterError if the front matter has no first or last fence or `parse` refuses it.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith("---\n"):
        if _UNOPENED.match(text):
            what = "front matter whose first line is not `---`"
            raise FrontMatterError(1, what, "begin the file with a line of `---`, and nothing before it")
        return ParsedPage({}, {}, "", text, newline)
    end = text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        raise FrontMatterError(1, "front matter that never ends", "close it with a line of `---`")
    from daybook.content.front_matter_yaml import parse  # slow to load, and most pages are in the cache

    header = text[4 : end + 1]
    return ParsedPage(*parse(header), header, text[end + 5 :], newline)


def join(header: str, body: str, newline: str = "\n") -> str:
    """Return the text of a page from its front matter (without fences) and its body."""
    text = f"---\n{header}---\n{body}"
    return text if newline == "\n" else text.replace("\n", newline)
