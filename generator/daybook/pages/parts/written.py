"""Render the Markdown of a file of content for a page that shows it."""

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
"""A relative address; browsers drop tabs in it and read ``\\`` as a slash."""


def written(markdown: str, source: str, path: str, level: int) -> Markup:
    """Render Markdown of the file ``source`` of content for the page at address ``path``.

    Headings begin at ``level``; relative links lead to the same places as from the file's own page. Raises
    InputError if the Markdown cannot be rendered.
    """
    try:
        return markup.render(markdown, _resolve_from(source, path), level)
    except ValueError as error:
        remedy = "write it with fewer lists or quotes in one another"
        raise InputError([Problem(f"content/{source}", 0, str(error), remedy)]) from error


def _resolve_from(source: str, path: str) -> markup.Resolve:
    """Return a function that resolves a link of ``source`` for the page at ``path``.

    A link to another Markdown file becomes a link to its page. Any other relative link is relative to the
    page of ``source``: on another page, such as the home page that shows a day, it is rewritten. A fragment
    alone is kept, since it is in the text itself.
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
