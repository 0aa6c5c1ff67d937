"""Compose the paths of the site's pages and files below its root; no other module does."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote_plus

from daybook.text.dates import iso_week

_PLAIN_NAME = re.compile(r"[A-Za-z. -]+")

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


def paper(address: str) -> str:
    return f"{PAPERS}{address}/"


def paper_beside(address: str, own: str) -> str:
    """Return the link to a paper from the page of another, ``own``: in one folder, the shortest."""
    year, _, slug = address.partition("/")
    return f"../{slug}/" if own.startswith(f"{year}/") else f"../../{address}/"


def day(when: date) -> str:
    return f"{DATES}{when.isoformat()}/"


def week(when: date) -> str:
    """Return the path of the page of the week of ``when``, below the site's root."""
    return f"{WEEKS}{iso_week(when)}/"


def topic(slug: str) -> str:
    return f"{TOPICS}{slug}/"


def tag(slug: str) -> str:
    return f"{TAGS}{slug}/"


def topic_votes(slug: str) -> str:
    return f"{TOPICS}{slug}/votes/"


def day_image(when: date) -> str:
    return f"{day(when)}card.png"


def day_citations(when: date, ending: str) -> str:
    """Return the path of the file with the citations of a day's papers; ``ending`` says its form."""
    return f"{day(when)}{when.isoformat()}.{ending}"


def month(when: date) -> str:
    return f"{MONTHS}{when.isoformat()[:7]}/"


def person(slug: str) -> str:
    return f"{PEOPLE}{slug}/"


def organisation(slug: str) -> str:
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
    return f"sitemap-{number}.xml"


def file_of(path: str) -> str:
    """Return the file that a static host serves for ``path``."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def root_of(path: str) -> str:
    """Return the relative path from the page at ``path`` to the site's root: ``../`` for each folder."""
    return "../" * path.count("/")
