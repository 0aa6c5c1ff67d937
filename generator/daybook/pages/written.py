"""What a person wrote in content, rendered for the page that shows it: its links lead on from there."""

from __future__ import annotations

import re
from posixpath import join, normpath
from urllib.parse import unquote

from markupsafe import Markup

from daybook.problems import InputError, Problem
from daybook.text import addresses
from daybook.text.dates import parse_day
from daybook.theme import markdown as markup

_TARGET = re.compile(r"([^?#]*)([?#]?)(.*)", re.DOTALL)
_BELOW_SITE = re.compile(r"(?!/)[^\s\\:]*")
"""A relative address; browsers drop tabs in one, and take ``\\`` for a slash."""


def written(markdown: str, source: str, path: str, level: int) -> Markup:
    """Render what a person wrote in the Markdown file ``source`` of content, for the page at ``path``.

    Its headings begin at ``level``. Raises InputError where it cannot be rendered.
    """
    try:
        return markup.render(markdown, _resolve_from(source, path), level)
    except ValueError as error:
        remedy = "write it with fewer lists or quotes in one another"
        raise InputError([Problem(f"content/{source}", 0, str(error), remedy)]) from error


def _resolve_from(source: str, path: str) -> markup.Resolve:
    """Give a function that turns a link in Markdown into one in the page made of it.

    ``source`` is the Markdown file below content, ``path`` the page's path below the site. A link to
    another Markdown file becomes one to its page. Every other one is meant from the page made of ``source``:
    there it stays as it is, and elsewhere, as where the first page shows a day, it leads to the same place.
    A fragment alone is meant of the text itself, and stays wherever that is shown.
    """
    own = _page_of(source)

    def resolve(href: str) -> str:
        target, mark, rest = _TARGET.fullmatch(href).groups()  # type: ignore[union-attr]  # fits anything
        if not _BELOW_SITE.fullmatch(target) or href.startswith("#"):
            return href
        if target.endswith(".md"):
            found = _page_of(normpath(join(source.rpartition("/")[0], unquote(target))))
            return f"{addresses.root_of(path)}{found}{mark}{rest}" if found is not None else href
        if own in (None, path):
            return href
        is_folder = target.rpartition("/")[2] in ("", ".", "..")
        place = normpath(join(own or "", target)) + "/" * is_folder
        return f"{addresses.root_of(path)}{place}{mark}{rest}"

    return resolve


def _page_of(source: str) -> str | None:
    name = source.removesuffix(".md")
    folder, _, rest = name.partition("/")
    if folder == "papers" and addresses.is_paper_address(rest):
        return addresses.paper(rest)
    if folder == "dates" and (day := parse_day(rest)):
        return addresses.day(day)
    return addresses.page(name) if addresses.is_page_name(name) else None
