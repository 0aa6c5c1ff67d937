"""Render the Markdown of a file of content for a page that shows it."""

import re
from collections.abc import Iterable, Sequence
from posixpath import join, normpath
from urllib.parse import quote, unquote

from markupsafe import Markup

from daybook.model import Picture
from daybook.problems import InputError, Problem
from daybook.text import addresses, slugs
from daybook.text.dates import parse_day
from daybook.theme import markdown as markup
from daybook.theme.markdown import with_sizes

_TARGET = re.compile(r"([^?#]*)([?#]?)(.*)", re.DOTALL)
_STATIC = "static/"
_BELOW_SITE = re.compile(r"(?!/)[^\s\\:]*")
"""A relative address; browsers drop tabs in it and read ``\\`` as a slash."""


def written(markdown: str, source: str, path: str, level: int, images: Sequence[Picture] = ()) -> Markup:
    """Render Markdown of the file ``source`` of content for the page at address ``path``.

    Headings begin at ``level``; relative links lead to the same places as from the file's own page. The
    ``images`` get their size. Raises InputError if the Markdown cannot be rendered.
    """
    try:
        html = markup.render(markdown, _resolve_from(source, path), level)
    except ValueError as error:
        remedy = "write it with fewer lists or quotes in one another"
        raise InputError([Problem(f"content/{source}", 0, str(error), remedy)]) from error
    sizes = {image.path: (image.width, image.height) for image in images}
    folder = addresses.file_of(path).rpartition("/")[0]
    return with_sizes(html, lambda src: sizes.get(normpath(join(folder, unquote(src))))) if images else html


def leads_to(source: str, href: str) -> str:
    """Return the file of the site to which a link in a file of content leads; empty if it is not relative."""
    target = _TARGET.fullmatch(href)[1]  # type: ignore[index]  # fits anything
    own = _page_of(source)
    if own is None or not target or not _BELOW_SITE.fullmatch(target):
        return ""
    found = _resolve_from(source, own)(target)
    is_folder = found.rpartition("/")[2] in ("", ".", "..")
    place = normpath(join(own, unquote(found)))
    return addresses.file_of("" if place == "." else place + "/" * is_folder)


def images_in(markdown: str, images: Iterable[Picture]) -> tuple[Picture, ...]:
    """Return the images whose names are in Markdown, which may show them."""
    if "![" not in markdown and "<img" not in markdown.lower():
        return ()
    return tuple(image for image in images if image.path.rpartition("/")[2] in markdown)


def _resolve_from(source: str, path: str) -> markup.Resolve:
    """Return a function that resolves a link of ``source`` for the page at ``path``.

    A link to another Markdown file becomes a link to its page, and one to a file of ``static/`` a link to
    where it is published. Any other relative link is relative to the page of ``source``: on another page,
    such as the home page that shows a day, it is rewritten. A fragment alone is kept,
    since it is in the text itself.
    """
    own = _page_of(source)

    def resolve(href: str) -> str:
        target, mark, rest = _TARGET.fullmatch(href).groups()  # type: ignore[union-attr]  # fits anything
        if not _BELOW_SITE.fullmatch(target) or href.startswith("#"):
            return href
        file = normpath(join(source.rpartition("/")[0], unquote(target)))
        if file.startswith(_STATIC):
            return f"{addresses.root_of(path)}{quote(file.removeprefix(_STATIC))}{mark}{rest}"
        if target.endswith(".md"):
            found = _page_of(file)
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
    if folder == "papers" and slugs.is_paper_address(rest):
        return addresses.paper(rest)
    if folder == "dates" and (day := parse_day(rest)):
        return addresses.day(day)
    return addresses.page(name) if slugs.is_page_name(name) else None
