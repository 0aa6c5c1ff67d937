"""Report links and pictures in Markdown that lead to no file of the site, with their line in content."""

import re
from collections.abc import Iterator, Set
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from daybook.content.site_toml import settings_file
from daybook.disk.read import read_file
from daybook.model import Archive
from daybook.pages.parts.content_markdown import leads_to
from daybook.problems import Problem, Severity, shown
from daybook.settings.toml import TomlFile
from daybook.text import addresses

_MAY_LEAD = re.compile(r"\]\(|\]:|<a\s|<img\s", re.IGNORECASE)
_OF_THE_THEME = ("assets/", "search/")
_STATIC = "static/"


def dead_links(content_dir: Path, archive: Archive, there: Set[str], foot: str) -> Iterator[Problem]:
    """Yield a warning for each link or picture that leads to none of the files that are ``there``.

    ``foot`` is the setting, in Markdown.
    """
    if _MAY_LEAD.search(foot):
        yield from _dead_in_foot(settings_file(content_dir), foot, there)
    for source, markdown in _written(archive):
        if not _MAY_LEAD.search(markdown):
            continue
        from daybook.theme.markdown import targets_in  # slow to load, and few archives have links

        text = ""
        for kind, target in targets_in(markdown):
            file = leads_to(source, target)
            if not file or file in there or file.startswith(_OF_THE_THEME):
                continue
            text = text or read_file(content_dir / source).decode("utf-8-sig", "replace")
            line = text.count("\n", 0, max(text.find(target, max(text.find(markdown), 0)), 0)) + 1
            what, remedy = _fault(source, kind, target, there)
            place = (content_dir / source).as_posix()
            yield Problem(place, line, what, remedy, Severity.WARNING)


def _dead_in_foot(file: TomlFile, foot: str, there: Set[str]) -> Iterator[Problem]:
    from daybook.theme.markdown import targets_in

    for _, target in targets_in(foot):
        path = re.split("[?#]", target, maxsplit=1)[0]
        if not path or re.match("[a-z]+:|/", path):
            continue
        if addresses.file_of(normpath(unquote(path)) + "/" * path.endswith("/")) not in there:
            what = f"`foot` leads to what is not there: {shown(target)}"
            remedy = "correct it, or add the page; its links begin at the site's root"
            yield file.problem(("foot",), what, remedy, Severity.WARNING)


def _written(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield each file of content that has Markdown, and the Markdown."""
    yield from ((f"papers/{paper.address}.md", paper.notes_markdown) for paper in archive.papers)
    yield from ((f"dates/{day.date}.md", day.notes_markdown) for day in archive.days)
    yield from ((f"{page.address}.md", page.markdown) for page in archive.pages)


def _fault(source: str, kind: str, target: str, there: Set[str]) -> tuple[str, str]:
    """Return what is wrong with a target, and the remedy."""
    depth = source.count("/")
    if kind == "href":
        from_root = addresses.file_of(target.partition("#")[0]) in there
        remedy = f"write {'../' * (depth + 1)}{shown(target)}" if from_root else "correct it, or add the page"
        return f"a link to what is not there: {shown(target)}", remedy
    name = target.rpartition("/")[2]
    put = "" if name in there else f"put it into {_STATIC}, and "
    place = "../" * depth + _STATIC + name
    return f"a picture that is not there: {shown(target)}", f"{put}show it as {shown(place)}"
