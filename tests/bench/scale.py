"""Prints what an archive of any size costs: `python -m tests.bench.scale FOLDER [--papers N]`.

FOLDER holds digests. With N, papers beyond those of the digests are spliced from two of them, with authors,
categories and comment, 600 a day. The archive is imported and built from nothing, then with one more day of
300 papers, then without changes; its site, its content and a repository of the content are measured. Seconds
are of the processor, of all processes; memory is the peak of all processes together.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from daybook.digests import date_hint, read_digest
from daybook.model import Entry
from tests.bench.archives import spliced
from tests.bench.commands import Run, daybook

_A_DAY, _ONE_MORE = 600, 300
_FIRST_DAY = date(2010, 1, 1)
_SEED = 20250318
_LATER = 6_000_000
"""Number of the first paper of the additional day."""
_LIGHT = 40_000
"""Bytes of a file that is light, packed or not."""
LIMITS = {
    "bytes a paper": "9,500",
    "files a paper": "1.35",
    "heaviest page, gzipped": "30.0 kB",
    "heaviest feed, gzipped": "100.0 kB",
    "from nothing": "120 s, 0.8 GB at 74,728 papers",
    "one more day of 300": "10 s",
    "nothing changed": "1 s",
}


@dataclass(frozen=True, slots=True)
class Site:
    """The size of a folder."""

    files: int
    bytes: int
    page: tuple[int, str]
    """Bytes of the heaviest page when packed, and its path."""
    feed: tuple[int, str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale")
    parser.description = __doc__.split("\n\n")[0]
    parser.add_argument("folder", type=Path, help="folder of digests")
    parser.add_argument("--papers", type=int, default=0, help="how many papers (those of the digests)")
    options = parser.parse_args(arguments)
    entries = list(_entries(options.folder))
    if not entries:
        parser.error(f"no papers in {options.folder}")
    with tempfile.TemporaryDirectory(prefix="daybook-bench-") as work:
        place = Path(work)
        digests = options.folder.resolve()
        if options.papers:
            digests = place / "digests"
            write_days(digests, list(papers_of(entries, options.papers)), _FIRST_DAY, _A_DAY)
        show(measure(place, digests, entries))


def _entries(folder: Path) -> Iterator[Entry]:
    for place in sorted(place for place in folder.rglob("*") if place.is_file()):
        digest, _ = read_digest(place.name, place.read_bytes(), date_hint(place.as_posix(), 2025))
        yield from digest.entries if digest else ()


def papers_of(entries: Sequence[Entry], number: int, start: int = 0) -> Iterator[dict[str, object]]:
    """Yield records of so many different papers, from one of the numbers on: as they are, then spliced."""
    rng = random.Random(_SEED + start)
    for place in range(start, start + number):
        one = entries[place] if place < len(entries) else rng.choice(entries)
        other = one if place < len(entries) else rng.choice(entries)
        title = one.title if other is one else f"{spliced(one.title, other.title)} {place}"
        yield {
            "id": f"{place // 90_000 + 10:02d}{place // 9_000 % 10 + 1:02d}.{place % 9_000 + 1:05d}",
            "title": title,
            "abstract": spliced(one.abstract, other.abstract),
            "authors": _authors(one, other),
            "categories": one.facts.categories,
            "comment": other.facts.comment,
        }


def _authors(one: Entry, other: Entry) -> Sequence[str]:
    """Return the authors of a paper that is spliced from two: the first of one, the last of the other."""
    first = one.facts.authors
    return first if other is one else [*first[: len(first) // 2 + 1], *other.facts.authors[-2:]]


def write_days(
    folder: Path, papers: Sequence[dict[str, object]], first: date, a_day: int, suffix: str = ""
) -> None:
    """Save papers as JSON Lines, a file for each day."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, len(papers), a_day)):
        day = first + timedelta(number)
        lines = (json.dumps(paper, ensure_ascii=False) + "\n" for paper in papers[start : start + a_day])
        (folder / f"{day.isoformat()}{suffix}.jsonl").write_text("".join(lines), encoding="utf-8")


def measure(work: Path, digests: Path, entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Build an archive of a folder of digests; return the rows of the table."""
    content, site = work / "content", work / "site"
    folders = ("--content-dir", content, "--output-dir", site, "--base-url", "https://example.org/")
    runs = {"import": daybook("import", digests, "--content-dir", content)}
    runs["build"] = daybook("build", *folders)
    papers = sum(1 for _ in (content / "papers").rglob("*.md"))
    size = size_of(site)
    tracked = in_git(content)
    newest = max(date.fromisoformat(place.stem) for place in (content / "dates").glob("*.md"))
    more = list(papers_of(entries, _ONE_MORE, start=_LATER))
    write_days(content / "digests", more, newest + timedelta(1), _ONE_MORE)
    runs["one more day of 300"] = daybook("build", *folders)
    runs["nothing changed"] = daybook("build", *folders)
    return [
        ("papers", f"{papers:,}"),
        *_of_site(size, papers),
        *_of_runs(runs),
        *_of_content(content, tracked),
    ]


def _of_site(size: Site, papers: int) -> Iterator[tuple[str, str]]:
    yield "bytes a paper", f"{size.bytes // papers:,} ({size.bytes / 1e6:,.1f} MB)"
    yield "files a paper", f"{size.files / papers:.2f} ({size.files:,} files)"
    for name, (octets, path) in (("page", size.page), ("feed", size.feed)):
        yield f"heaviest {name}, gzipped", f"{octets / 1e3:.1f} kB ({path})"


def _of_runs(runs: dict[str, Run]) -> Iterator[tuple[str, str]]:
    whole = [runs["import"], runs["build"]]
    yield (
        "from nothing",
        f"{sum(run.processor for run in whole):.1f} s, {max(run.memory for run in whole) / 1e9:.2f} GB",
    )
    for name, run in runs.items():
        yield f"… {name}" if run in whole else name, f"{run.processor:.2f} s, {run.memory / 1e9:.2f} GB"


def _of_content(content: Path, tracked: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    files = [place.stat() for place in content.rglob("*") if place.is_file()]
    blocks = sum(stat.st_blocks for stat in files) * 512
    octets = sum(stat.st_size for stat in files)
    yield "content", f"{len(files):,} files, {octets / 1e6:,.1f} MB, {blocks / 1e6:,.1f} MB on disk"
    yield from tracked


def size_of(site: Path) -> Site:
    """Return the size of a site, and its heaviest page and feed when packed."""
    files = octets = 0
    heaviest = {"page": (0, ""), "feed": (0, "")}
    for place in sorted(site.rglob("*")):
        if not place.is_file():
            continue
        files, octets = files + 1, octets + (size := place.stat().st_size)
        kind = (
            "page"
            if place.suffix == ".html"
            else "feed"
            if "feed" in place.name or place.suffix == ".atom"
            else ""
        )
        if kind and size > heaviest[kind][0]:
            data = place.read_bytes() if size > _LIGHT or not heaviest[kind][0] else b""
            packed = len(gzip.compress(data, 9, mtime=0)) if data else 0
            heaviest[kind] = max(heaviest[kind], (packed, place.relative_to(site).as_posix()))
    return Site(files, octets, heaviest["page"], heaviest["feed"])


def in_git(content: Path) -> list[tuple[str, str]]:
    """Commit content to a repository of its own; return what its commands take, and remove it again."""
    started = time.perf_counter()
    _git(content, "init", "--quiet")
    _git(content, "add", "--all")
    _git(content, "commit", "--quiet", "--message", "Begin")
    rows = [("git: one commit of all", f"{time.perf_counter() - started:.1f} s")]
    started = time.perf_counter()
    _git(content, "status", "--porcelain")
    rows.append(("git: status", f"{time.perf_counter() - started:.2f} s"))
    with tempfile.TemporaryDirectory(dir=content.parent) as place:
        started = time.perf_counter()
        _git(content.parent, "clone", "--quiet", "--no-local", content, Path(place) / "clone")
        taken = time.perf_counter() - started
        packed = sum(
            one.stat().st_size for one in (Path(place) / "clone" / ".git").rglob("*") if one.is_file()
        )
    rows.append(("git: clone", f"{taken:.1f} s, {packed / 1e6:,.1f} MB packed"))
    shutil.rmtree(content / ".git")
    return rows


def _git(folder: Path, *arguments: str | Path) -> None:
    names = {"GIT_AUTHOR_NAME": "Moss", "GIT_AUTHOR_EMAIL": "moss@example.org"}
    names |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in names.items()}
    subprocess.run(
        ["git", "-C", folder, *arguments], check=True, env=os.environ | names, stdout=subprocess.DEVNULL
    )


def show(rows: Sequence[tuple[str, str]]) -> None:
    """Print the table."""
    print(f"{'':<28}{'measured':<52}to reach")
    for name, value in rows:
        print(f"{name:<28}{value:<52}{LIMITS.get(name, '')}".rstrip())


if __name__ == "__main__":
    main()
