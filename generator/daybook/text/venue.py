"""A place in a journal or book, in words as the IEEE writes it: ``Moss Days, vol. 12, no. 3, pp. 45–67``."""

import re

from msgspec import Struct

_IN_WORDS = r"(?s)(.+?)(?:, vol\. ([^,]{1,40}))?(?:, no\. ([^,]{1,40}))?(?:, pp?\. ([^,]{1,60}))?"
_PART = re.compile(r"(?!abs/)[^,\n]{1,40}")
"""DBLP has the identifier of a preprint as its volume: ``abs/2503.00001``."""
_DASH = re.compile(r"\s*[-‐-―]+\s*")


class Venue(Struct, frozen=True):
    """The place in which a paper is published; empty if unknown."""

    name: str = ""
    """Of the journal, the conference or the book."""
    volume: str = ""
    number: str = ""
    """Of the issue."""
    pages: str = ""
    """``45–67``, or one page or the number of an article."""

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last page, which is empty if there is one."""
        first, _, last = self.pages.partition("–")
        return first, last

    def __str__(self) -> str:
        pages = f"pp. {self.pages}" if "–" in self.pages else self.pages and f"p. {self.pages}"
        issue = (f"{label} {part}" for label, part in (("vol.", self.volume), ("no.", self.number)) if part)
        return ", ".join(filter(None, (self.name, *issue, pages)))


def read_venue(text: str) -> Venue:
    """Return the venue that `str` of it writes so; any other text is a name."""
    match = re.fullmatch(_IN_WORDS, text)
    return Venue(*(part or "" for part in match.groups())) if match else Venue(text)


def is_part(text: str) -> bool:
    """Return whether a text can be a volume or the number of an issue."""
    return _PART.fullmatch(text) is not None


def write_venue(name: str, volume: str, number: str, pages: str) -> str:
    """Return a venue in words, an empty text without a name.

    A volume and a number are left out unless they are parts (`is_part`), and pages with a comma. Pages
    without a volume are kept if there are several: a single number can be how many there are.
    """
    volume, number = (part.strip() if is_part(part) else "" for part in (volume, number))
    pages = _DASH.sub("–", pages).strip(" –")
    is_place = re.fullmatch(r"[^,\n]{1,60}", pages) and (volume or "–" in pages)
    return str(Venue(name, volume, number, pages if is_place else "")) if name else ""
