"""Make slugs, the last part of an address, of titles and names, and check the ones that people write."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Container

from daybook.text.addresses import NAMES, SITE_FOLDERS
from daybook.text.file_names import is_device
from daybook.text.transliteration import KANA, in_ascii

_SLUG_LENGTH = 64
_SLUG_WORD = re.compile(r"[a-z0-9]+")
_ADDRESS = re.compile(r"[0-9]{4}/[a-z0-9][a-z0-9-]{0,79}")
_PAGE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_RESERVED = SITE_FOLDERS | {"index", "feed", "sitemap", "robots", "404"}


def slug(title: str) -> str:
    """Return a title as a path segment: ``[a-z0-9-]``, at most 64 characters, valid on every system.

    Nothing of a Japanese title but its katakana and what is in other scripts can be written in Latin letters.
    """
    from daybook.text.formatted import plain  # slow to load, and only new papers get addresses

    title = plain(title)
    words = hyphenated(title if title.isascii() else in_ascii(title))
    if len(words) > _SLUG_LENGTH:
        at_word = words[: _SLUG_LENGTH + 1].rpartition("-")[0]
        words = at_word if len(at_word) > _SLUG_LENGTH // 2 else words[:_SLUG_LENGTH].rstrip("-")
    if not words:
        if KANA.search(title):
            return "paper-ja"
        return "paper-" + hashlib.sha256(title.encode()).hexdigest()[:8]
    return f"{words}-paper" if is_device(words) or words in _RESERVED else words


def short_slug(slug: str, title: str) -> int | str:
    """Return the number of letters of a slug that its title has as a slug, or else the slug.

    Nearly all addresses are the beginning of their title in small letters: files without them are shorter,
    that of the map by 70 kB of 200, those of search by a quarter.
    """
    words = hyphenated(title) if title.isascii() else ""
    return len(slug) if words.startswith(slug) else slug


def name_slug(name: str) -> str:
    """Return the name of a person or an organisation as a path segment."""
    words = hyphenated(name if name.isascii() else in_ascii(name))[:_SLUG_LENGTH].rstrip("-")
    if not words:
        return "name-" + hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{words}-name" if is_device(words) or words == NAMES[:-1] else words


def tag_slug(name: str) -> str:
    """Return a tag as a path segment, the same for spellings that differ by case.

    A short number is no slug, as the further pages of the list of all tags have these.
    """
    slug = name_slug(name.replace("+", " plus ").replace("#", " sharp "))
    return f"{slug}-tag" if len(slug) < 4 and slug.isdigit() else slug


def hyphenated(text: str) -> str:
    """Return the ASCII letters and digits of a text in small letters, with hyphens for all else."""
    return "-".join(_SLUG_WORD.findall(text.lower()))


def new_address(title: str, year: int, existing: Container[str]) -> str:
    """Return a new paper's address, ``YEAR/SLUG`` or ``YEAR/SLUG-NUMBER``, that is not in ``existing``."""
    return new_slug(f"{year:04d}/{slug(title)}", existing)


def new_slug(base: str, existing: Container[str]) -> str:
    """Return ``base`` or ``base-NUMBER``, whichever is not in ``existing``.

    The number is found by exponential and binary search, so that thousands of equal titles stay cheap.
    """
    if base not in existing:
        return base
    high = 2
    while f"{base}-{high}" in existing:
        high *= 2
    low = max(2, high // 2)
    unused = bisect_left(range(low, high), True, key=lambda number: f"{base}-{number}" not in existing)
    return f"{base}-{low + unused}"


def is_paper_address(address: str) -> bool:
    """Return whether ``address`` is a valid ``YEAR/SLUG`` of a paper."""
    return _ADDRESS.fullmatch(address) is not None and not is_device(address[5:])


def is_page_name(name: str) -> bool:
    """Return whether a page written in Markdown may have the path ``name/``."""
    return _PAGE_NAME.fullmatch(name) is not None and not (is_device(name) or name in _RESERVED)
