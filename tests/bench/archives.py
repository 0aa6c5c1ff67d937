"""Makes archives of any size from a folder of digests, for Daybook and for Hugo.

Papers beyond those of the digests are spliced from halves of two of them, drawn with a fixed seed: words keep
their frequencies, and titles differ.
"""

from __future__ import annotations

import html
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from daybook.digests import date_hint, read_digest
from daybook.text.dates import MONTHS

PAPERS_A_DAY = 30
_FIRST_DAY = date(2010, 1, 1)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper."""

    title: str
    abstract: str


def real_papers(folder: Path) -> list[Paper]:
    """Return every different paper of a folder of digests."""
    papers: dict[str, Paper] = {}
    for place in sorted(place for place in folder.rglob("*") if place.is_file()):
        digest, _ = read_digest(place.name, place.read_bytes(), date_hint(place.as_posix(), 2025))
        for entry in digest.entries if digest else ():
            key = "".join(filter(str.isalnum, entry.title.casefold()))
            papers.setdefault(key, Paper(entry.title, entry.abstract.replace("\n\n", " ")))
    return list(papers.values())


def papers_of(folder: Path, count: int, seed: int = 20250318) -> list[Paper]:
    """Return so many papers: those of the digests first, then spliced ones."""
    real = real_papers(folder)
    if not real:
        raise SystemExit(f"no papers in {folder}")
    rng = random.Random(seed)
    papers = real[:count]
    titles = {paper.title.casefold() for paper in papers}
    pairs = {(paper.title, paper.title) for paper in real}
    while len(papers) < count:
        one, other = rng.choice(real), rng.choice(real)
        if (one.title, other.title) in pairs and len(pairs) < len(real) ** 2:
            continue  # two of the same halves would be one paper to Daybook
        pairs.add((one.title, other.title))
        title = spliced(one.title, other.title)
        while title.casefold() in titles:
            title = f"{title} {rng.choice(real).title.split()[0]}"
        titles.add(title.casefold())
        papers.append(Paper(title, spliced(one.abstract, other.abstract)))
    return papers


def spliced(one: str, other: str) -> str:
    """Return the first half of a text and the last half of another."""
    first, last = one.split(), other.split()
    return " ".join([*first[: (len(first) + 1) // 2], *last[len(last) // 2 :]])


def days_of(papers: Sequence[Paper]) -> list[tuple[date, Sequence[Paper]]]:
    """Distribute the papers over successive days, thirty a day."""
    starts = range(0, len(papers), PAPERS_A_DAY)
    return [
        (_FIRST_DAY + timedelta(number), papers[start : start + PAPERS_A_DAY])
        for number, start in enumerate(starts)
    ]


def write_digest(folder: Path, day: date, papers: Sequence[Paper]) -> None:
    """Save a day as the text of a daily papers page."""
    parts = [
        f"{MONTHS[day.month - 1][:3]} {day.day}",
        *(text for paper in papers for text in (paper.title, paper.abstract)),
    ]
    place = folder / str(day.year) / f"{day.isoformat()}.txt"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def write_hugo(root: Path, days: Sequence[tuple[date, Sequence[Paper]]]) -> None:
    """Write Hugo's sources of the same site: a page for each paper and day, and a minimal theme."""
    _write(root / "hugo.toml", _HUGO_CONFIG)
    for name, text in _HUGO_LAYOUTS.items():
        _write(root / "layouts" / name, text)
    for number, (day, papers) in enumerate(days):
        links = "\n".join(
            f"1. [{_markdown(paper.title)}](/papers/{day.year}/{number}-{rank}/)"
            for rank, paper in enumerate(papers, 1)
        )
        _write(root / "content" / "dates" / f"{day.isoformat()}.md", _page(f"{day:%d %B %Y}", day, links))
        for rank, paper in enumerate(papers, 1):
            place = root / "content" / "papers" / str(day.year) / f"{number}-{rank}.md"
            _write(place, _page(paper.title, day, _markdown(paper.abstract)))


def _page(title: str, day: date, body: str) -> str:
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: {day.isoformat()}\n---\n\n{body}\n"


def _markdown(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return "".join(f"\\{character}" if character in "\\`*_[]#$~{}|" else character for character in escaped)


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


_HUGO_CONFIG = """\
baseURL = "https://example.org/"
title = "Papers"
disableKinds = ["taxonomy", "term"]
[pagination]
pagerSize = 30
"""

_FRAME = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head><body>
<header><a href="/">Papers</a> <a href="/dates/">Days</a></header>
<main data-pagefind-body>{{ block "main" . }}{{ end }}</main></body></html>
"""

_HUGO_LAYOUTS = {
    "_default/baseof.html": _FRAME,
    "_default/single.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1><p><time>{{ .Date.Format "2006-01-02" }}</time></p>'
        '{{ .Content }}{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
        '{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}'
    ),
    "_default/list.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}'
        '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}'
    ),
    "_default/rss.xml": (
        '<rss version="2.0"><channel><title>{{ .Site.Title }}</title><link>{{ .Permalink }}</link>'
        "<description>Papers</description>{{ range first 14 .Pages }}<item><title>{{ .Title }}</title>"
        "<link>{{ .Permalink }}</link></item>{{ end }}</channel></rss>"
    ),
}
