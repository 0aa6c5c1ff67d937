"""Makes two sites of the same papers: Daybook's search, and pages with Pagefind's index."""

from __future__ import annotations

import html
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from daybook.model import Archive
from daybook.pages.base.frame import make_frame
from daybook.pages.base.rendering import page_bytes
from daybook.pages.search import SearchPage
from daybook.search.document import SearchDocument
from daybook.settings import read_settings
from daybook.theme.assets import make_assets
from daybook.theme.folder import load_theme, theme_folders
from daybook.theme.templates import Renderer
from tests.search.whole_index import search_files

_UI = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>'
    '<link href="pagefind/pagefind-ui.css" rel="stylesheet"><div id="search"></div>'
    '<script src="pagefind/pagefind-ui.js"></script><script src="start.js"></script></html>'
)
_START = 'new PagefindUI({ element: "#search", showSubResults: false });'


@dataclass(frozen=True, slots=True)
class Pagefind:
    """Seconds and peak memory of Pagefind's indexing."""

    version: str
    seconds: float
    memory: int


def _write(site: Path, path: str, content: bytes) -> None:
    place = site / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def make_daybook(documents: Sequence[SearchDocument], site: Path, *, stock: bool) -> None:
    """Write the search page with its assets, the index, and with ``stock`` Lunr's own index for lunr.js."""
    theme, settings = load_theme(theme_folders(None)), read_settings("site.toml", b"")
    archive = Archive((), ())
    frame = make_frame(archive, settings, theme)
    for path, content in make_assets(theme).items():
        _write(site, path, content)
    page = SearchPage((), None, has_topics=False, has_people=False)
    _write(site, page.path, page_bytes(page, frame, Renderer(theme, frame.site)))
    for path, content in search_files(documents, stock=stock):
        _write(site, path, content)


def make_pagefind(documents: Sequence[SearchDocument], site: Path, command: Sequence[Path | str]) -> Pagefind:
    """Write a page for each paper, and index them with Pagefind's command."""
    asked = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    for paper in documents:
        body = "".join(
            f"<p>{html.escape(text)}</p>"
            for text in (paper.abstract, ", ".join(paper.authors), ", ".join(paper.tags), paper.notes)
        )
        title = html.escape(paper.title)
        page = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
            f"<main data-pagefind-body><h1>{title}</h1>{body}</main></html>"
        )
        _write(site, f"papers/{paper.ref}/index.html", page.encode("utf-8", "replace"))
    _write(site, "index.html", _UI.encode())
    _write(site, "start.js", _START.encode())
    start = time.perf_counter()
    subprocess.run([*command, "--site", str(site)], check=True, capture_output=True)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Pagefind(asked.stdout.split()[-1], seconds, memory)
