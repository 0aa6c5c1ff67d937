"""Compose the paths of the site's pages; no other module does."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterable
from datetime import date
from urllib.parse import quote_plus

from daybook.text.dates import iso_week
from daybook.text.file_names import is_device
from daybook.text.languages import script_language

_SLUG_LENGTH = 64
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_TAGS = re.compile("[\U000e0000-\U000e007f]+")
"""Invisible letters (Unicode's Tags block), which `anyascii` would transliterate."""
_KANA = re.compile("[\u3041-\u30fa]")
_JAPANESE = re.compile("[\u3005\u3041-\u309f\u3400-\u9fff\uf900-\ufaff]+")
"""Kanji, whose reading depends on the word, and hiragana, which without them are only endings."""
_GREEK = re.compile("[\u0391-\u03c9]")
_WORDS = str.maketrans({"∇": "nabla", "∞": "infinity", "√": "sqrt ", "×": "x", "±": "pm"})
_PLAIN_NAME = re.compile(r"[A-Za-z. -]+")
_ADDRESS = re.compile(r"[0-9]{4}/[a-z0-9][a-z0-9-]{0,79}")
_PAGE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")

SEARCH = "search/"
PAPERS = "papers/"
DATES = "dates/"
WEEKS = "weeks/"
MAP = "map/"
MONTHS = "months/"
TOPICS = "topics/"
TAGS = "tags/"
TRENDS = "trends/"
TRENDING = "trending/"
TRENDING_MONTH = "trending/month/"
TRENDING_ALL = "trending/all/"
PEOPLE = "people/"
ORGANISATIONS = "organisations/"
_LISTS = (SEARCH, PAPERS, DATES, WEEKS, MONTHS, MAP, TOPICS, TAGS, TRENDS, TRENDING, PEOPLE, ORGANISATIONS)
SITE_FOLDERS = frozenset(("assets", *(folder.rstrip("/") for folder in _LISTS)))
"""The folders at the site's root that it has its own files in."""
_RESERVED = SITE_FOLDERS | {"index", "feed", "sitemap", "robots", "404"}
NAMES = "names/"
"""Below people and organisations: the parts of a long list."""
ORDER = "order/"
"""Below a day's page."""
BY_TOPIC = "topics/"
"""Below the page of a day without up-votes."""
TITLES = "titles/"
"""Below the page of a day with several."""
FEED = "feed.xml"
"""At the root, and below each list that has a feed."""
JSON_FEED = "feed.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MISSING = "404.html"
ICON = "assets/favicon.svg"
MANIFEST = "manifest.json"
PROVENANCE = "provenance.json"


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
        if _KANA.search(title):
            return "paper-ja"
        return "paper-" + hashlib.sha256(title.encode()).hexdigest()[:8]
    return f"{words}-paper" if is_device(words) or words in _RESERVED else words


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
    return _NOT_SLUG.sub("-", text.lower()).strip("-")


def in_ascii(text: str, beside: str = "") -> str:
    """Return a text of any script in ASCII; it is taken for Japanese if the text ``beside`` it is."""
    from anyascii import anyascii  # slow to load, rarely needed

    text = _TAGS.sub("", text)
    if _KANA.search(text) or _KANA.search(beside):
        text = _JAPANESE.sub(" ", text)
    elif script_language(text) != "el":
        text = _GREEK.sub(_letter_name, text)
    return anyascii(text.translate(_WORDS))


def _letter_name(match: re.Match[str]) -> str:
    """Return the name of a Greek letter as formulas write it, such as ``alpha``."""
    return unicodedata.name(match[0], "").partition(" LETTER ")[2].partition(" WITH ")[0].rpartition(" ")[2]


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


def paper(address: str) -> str:
    """Return the path of a paper's page below the site's root."""
    return f"{PAPERS}{address}/"


def paper_beside(address: str, own: str) -> str:
    """Return the link to a paper from the page of another, ``own``: in one folder, the shortest."""
    year, _, slug = address.partition("/")
    return f"../{slug}/" if own.startswith(f"{year}/") else f"../../{address}/"


def day(when: date) -> str:
    """Return the path of a day's page below the site's root."""
    return f"{DATES}{when.isoformat()}/"


def week(when: date) -> str:
    """Return the path of the page of the week of ``when``, below the site's root."""
    return f"{WEEKS}{iso_week(when)}/"


def topic(slug: str) -> str:
    """Return the path of a topic's page below the site's root."""
    return f"{TOPICS}{slug}/"


def tag(slug: str) -> str:
    """Return the path of a tag's page below the site's root."""
    return f"{TAGS}{slug}/"


def topic_votes(slug: str) -> str:
    """Return the path of the page of a topic's most voted papers."""
    return f"{TOPICS}{slug}/votes/"


def day_image(when: date) -> str:
    """Return the path of a day's picture below the site's root."""
    return f"{day(when)}card.png"


def day_citations(when: date, ending: str) -> str:
    """Return the path of the file with the citations of a day's papers; ``ending`` says its form."""
    return f"{day(when)}{when.isoformat()}.{ending}"


def month(when: date) -> str:
    """Return the path of the page of the month of ``when``, below the site's root."""
    return f"{MONTHS}{when.isoformat()[:7]}/"


def person(slug: str) -> str:
    """Return the path of a person's page below the site's root."""
    return f"{PEOPLE}{slug}/"


def organisation(slug: str) -> str:
    """Return the path of an organisation's page below the site's root."""
    return f"{ORGANISATIONS}{slug}/"


def names(index: str, start: str) -> str:
    """Return the path of the part of a list of names, ``people/``, of names that begin with ``start``."""
    return f"{index}{NAMES}{start}/" if start else index


def author_search(names: Iterable[str]) -> str:
    """Return the path of the search for the papers of authors of exactly these names."""
    return f"{SEARCH}?q={'+'.join(map(_author_query, names))}"


def _author_query(name: str) -> str:
    """Return what the search takes for a name, as part of an address."""
    words = name.replace(" ", "+") if _PLAIN_NAME.fullmatch(name) else quote_plus(name.replace('"', " "))
    return f"author:%22{words}%22"


def page(name: str) -> str:
    """Return the path of a page written in Markdown, below the site's root."""
    return f"{name}/"


def page_of_list(folder: str, number: int) -> str:
    """Return the path of a page of the list at ``folder``; 0 is its first page, which has no number."""
    return f"{folder}{number}/" if number else folder


def on_map(x: int, y: int) -> str:
    """Return the address of the map at a paper's place, which no other paper has: its script marks it."""
    return f"{MAP}?at={x},{y}"


def map_tile(name: str) -> str:
    """Return the path of a file of the map's papers; ``name`` is empty if it has them all."""
    return f"{MAP}papers{name}.json"


def sitemap_part(number: int) -> str:
    """Path of a part of the site map, from 1."""
    return f"sitemap-{number}.xml"


def file_of(path: str) -> str:
    """Return the file that a static host serves for ``path``."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def root_of(path: str) -> str:
    """Return the relative path from the page at ``path`` to the site's root: ``../`` for each folder."""
    return "../" * path.count("/")
