"""Invented digests, papers and days, and hostile text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from daybook.content.content import Content
from daybook.content.page import read_page
from daybook.model import Appearance, Archive, Day, Facts, ImportedDigest, Paper

HEADER = (
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "byAK and the research community",
)

HOSTILE = (
    "<script>alert(1)</script>",
    "</title></h1></main><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "<!-- daybook: end --> --> ]]> <![CDATA[ &lt; &amp; &#x3c; &notit; &amp",
    "{{ 7 * 7 }} {% raw %} {# no #} ${7*7} #{7*7}",
    "less than <4.3% on MMLU) compared to > the rest",
    "[x](javascript:alert(1)) ![y](https://evil.example/y.png) `code` **bold** _pii_",
    "{\\em entropy collapse} 10^{-3.5} ``quotes'' $x < y$ \\href{javascript:alert(1)}{x}",
    "# no heading\\ - no list 1. no list > no quote | no | table | ~~~ ``` $$ \\( \\)",
    "see (https://a.example/x_(y)). http://b.example[1] http://c[d https://e.example/?q=<b>",
    "\u202eright to left\u202c \u0627\u0644 \u65e5\u672c \u200b\u00ad\ufeff e\u0301 \ufb01 \u0130",
    "::error file=x::y --- title: x &quot; ' \" \\u0041 %3Cb%3E \x85 \u2028 \u2029",
    "[" * 2000,
    "- " * 800 + "a",
    "W" * 900,
    "a" + "\u0301\u0316" * 400,
    "\U0001f600 \U000e0041 \U0001f468\u200d\U0001f469 \ufdd0 \U0001fffe",
)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a folder, by path."""
    places = (place for place in sorted(folder.rglob("*")) if place.is_file())
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}


def save_records(folder: Path, name: str, *records: Mapping[str, object]) -> Path:
    """Save records as a digest of JSON Lines in a folder, which is made if it is not there."""
    folder.mkdir(exist_ok=True)
    place = folder / f"{name}.jsonl"
    place.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return place


def content_of(files: Iterable[tuple[str, bytes]]) -> Content:
    """Return the content of files, given by their paths below the content folder and their bytes."""
    return Content.of(read_page(path, data) for path, data in files)


def digest_text(day: str, papers: Iterable[tuple[str, str]]) -> str:
    """Return the text of a saved digest: its header, a day such as ``Mar 11``, titles and abstracts."""
    parts = [*HEADER, day]
    for title, abstract in papers:
        parts += [title, abstract]
    return "\n\n".join(parts) + "\n"


def abstract_of(subject: str) -> str:
    """Return an abstract of 40 words; those of two subjects share no word but the frame."""
    words = [f"{subject}{number}" for number in range(40)]
    return f"We study {' '.join(words)} and report {words[3]}."


def many_papers(count: int) -> list[tuple[str, str]]:
    """Return titles and abstracts of so many different papers."""
    return [
        (f"Paper {number} on Matter {number * 7919 % 997}", abstract_of(f"m{number}x"))
        for number in range(count)
    ]


def paper(
    address: str = "2025/one",
    title: str = "One Title",
    abstract: str = "One abstract.",
    days: Iterable[str] = ("2025-03-18",),
    *,
    rank: int = 1,
    facts: Facts | None = None,
    notes: str = "",
) -> Paper:
    """Return a paper that one digest listed on each day."""
    items = tuple(Appearance(date.fromisoformat(day), rank, f"2025/{day}.txt") for day in days)
    return Paper(address, title, abstract, items, facts or Facts(), notes_markdown=notes)


def archive(*papers: Paper, marks: bool = True) -> Archive:
    """Return the archive of papers, with their days."""
    listed: dict[date, int] = {}
    for one in papers:
        for item in one.appearances:
            listed[item.day] = listed.get(item.day, 0) + 1
    days = tuple(
        Day(day, (ImportedDigest(f"2025/{day.isoformat()}.txt", "0" * 64, number),) if marks else ())
        for day, number in sorted(listed.items())
    )
    return Archive(tuple(sorted(papers, key=lambda one: one.address)), days)
