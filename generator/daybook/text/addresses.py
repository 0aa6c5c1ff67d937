"""Every address of the site: slugs, paths of pages, links between them. Nothing else composes one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from datetime import date

from daybook.text.file_names import is_device

_SLUG_LENGTH = 64
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_TAGS = re.compile("[\U000e0000-\U000e007f]+")
"""Letters that nobody sees (Unicode's block of tags); `anyascii` would spell them."""
_ADDRESS = re.compile(r"[0-9]{4}/[a-z0-9][a-z0-9-]{0,79}")
_PAGE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_RESERVED = frozenset(
    {"index", "search", "assets", "papers", "dates", "months", "feed", "sitemap", "robots", "404"}
)

SEARCH = "search/"
SEARCH_MANIFEST = "search/index.json"
DATES = "dates/"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MISSING = "404.html"


def slug(title: str) -> str:
    """Give an address part for a title: ASCII ``[a-z0-9-]``, at most 64 long, safe on every system."""
    words = _NOT_SLUG.sub("-", (title if title.isascii() else _in_ascii(title)).lower()).strip("-")
    if len(words) > _SLUG_LENGTH:
        at_word = words[: _SLUG_LENGTH + 1].rpartition("-")[0]
        words = at_word if len(at_word) > _SLUG_LENGTH // 2 else words[:_SLUG_LENGTH].rstrip("-")
    if not words:
        return "paper-" + hashlib.sha256(title.encode()).hexdigest()[:8]
    return f"{words}-paper" if is_device(words) or words in _RESERVED else words


def _in_ascii(text: str) -> str:
    from anyascii import anyascii  # slow to load, and needed for few papers

    return anyascii(_TAGS.sub("", text))


def new_address(title: str, year: int, taken: Container[str]) -> str:
    """Give the address of a new paper, ``YEAR/SLUG``, different from every one in ``taken``.

    A second paper of one title gets a number at its end, so that the first keeps its address. Numbers
    are found by doubling and halving, so that thousands of equal titles stay cheap.
    """
    base = f"{year:04d}/{slug(title)}"
    if base not in taken:
        return base
    high = 2
    while f"{base}-{high}" in taken:
        high *= 2
    low = high // 2 if high > 2 else 2
    while low < high:
        middle = (low + high) // 2
        if f"{base}-{middle}" in taken:
            low = middle + 1
        else:
            high = middle
    return f"{base}-{high}"


def is_paper_address(address: str) -> bool:
    """Whether ``address`` (``YEAR/SLUG``) may name a paper's page."""
    return _ADDRESS.fullmatch(address) is not None and not is_device(address[5:])


def is_page_name(name: str) -> bool:
    """Whether a page in Markdown may have the address ``/name/``."""
    return _PAGE_NAME.fullmatch(name) is not None and not (is_device(name) or name in _RESERVED)


def paper(address: str) -> str:
    """Path of a paper's page from the site's root."""
    return f"papers/{address}/"


def day(when: date) -> str:
    """Path of a day's page from the site's root."""
    return f"dates/{when.isoformat()}/"


def month(when: date) -> str:
    """Path of the page of the month that ``when`` is in, from the site's root."""
    return f"months/{when.isoformat()[:7]}/"


def page(name: str) -> str:
    """Path of a page in Markdown from the site's root."""
    return f"{name}/"


def file_of(path: str) -> str:
    """The file that a static host serves for ``path``."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def root_of(path: str) -> str:
    """The way from the page at ``path`` up to the site's root: ``""`` or as many ``../`` as it takes."""
    return "../" * path.count("/")
