"""Find the base URL that a site was built for: a wrong one is one problem, and not one for each page."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from daybook.disk.read import read_file
from daybook.problems import Problem, Severity, shown
from daybook.settings import DEFAULT_BASE_URL, Settings
from daybook.text import addresses

_CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]*)"')
_PAGES = 25
"""Pages that are asked; most of them must be right for the rest to be found wrong."""


def base_url_in_pages(output: Path, paths: Sequence[str]) -> str:
    """Return the base URL of most pages of a site, empty if none says; ``paths`` are those of its files."""
    pages = [path for path in paths if path.endswith("index.html") and path != addresses.MISSING]
    found: Counter[str] = Counter()
    for path in pages[:: max(1, len(pages) // _PAGES)]:
        stated = _CANONICAL.search(read_file(output / path))
        address = html.unescape(stated[1].decode("utf-8", "replace")) if stated else ""
        ending = path.removesuffix("index.html")
        if address.endswith(f"/{ending}"):
            found[address.removesuffix(ending)] += 1
    return found.most_common(1)[0][0] if found else ""


def base_url_problems(output: Path, built_for: str, settings: Settings) -> Iterator[Problem]:
    """Yield the one problem of a base URL that is not set, or not the one that the site was built for."""
    place, built = output.as_posix(), shown(built_for)
    if settings.base_url == DEFAULT_BASE_URL:
        what = f"no base_url is set, and absolute addresses begin with {built or DEFAULT_BASE_URL}"
        remedy = "set `base_url` in site.toml, or give --base-url to each build and check"
        yield Problem(place, 0, what, remedy, Severity.WARNING)
    elif built_for and built_for != settings.base_url:
        what = f"the site was built for {built}, and is checked for {settings.base_url}"
        yield Problem(place, 0, what, "build it for the address that it will have")
