"""Measures search over a folder of digests, and compares it with lunr and Pagefind.

``python -m tests.bench.search FOLDER`` from the top of the checkout.

It prints time and memory of making each index, its size, what a first query fetches of it, bytes and
milliseconds of the first and the next query in headless Chromium, and how often what readers look for is
found: queries are drawn by ``--seeds``, ``--each`` of a kind. lunr.js and the browser are those of the tests;
Pagefind is installed in `.venv-bench`.
``--slow`` browses as on a phone with a slow line, ``--without-peers`` measures Daybook alone, ``--kinds``
only some kinds of queries, ``--grown-to`` an archive with more papers, spliced from halves of two of the
folder's. The text digests need their ``--year``.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import pickle
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import astuple
from operator import attrgetter
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from daybook.search.document import SearchDocument
from tests.__main__ import StepError, prepare_chromium, prepare_node
from tests.bench.browsing import DAYBOOK, PAGEFIND, SLOW, Moments, pagefind_answers, served, visit
from tests.bench.building import MAKERS, measured
from tests.bench.commands import peers
from tests.bench.known_items import Query, draw, own_kinds
from tests.bench.other_items import other_kinds, with_alike, with_authors
from tests.bench.papers import documents as read_documents
from tests.bench.papers import grown
from tests.bench.sites import Pagefind, make_daybook, make_pagefind
from tests.bench.typed_items import typed_kinds

BENCH = Path(__file__).resolve().parent
PARTS = ("building", "fetching", "browsing", "finding")
ROUNDS = 3
"""Number of times that each index is made."""
Answers = dict[str, list[list[str]]]


def main() -> None:
    """Make both sites and print the tables."""
    options = _options()
    try:
        prepare_node()
        chromium = prepare_chromium()
    except StepError as error:
        raise SystemExit(str(error)) from error
    installed = None if options.without_peers else peers()
    with tempfile.TemporaryDirectory(prefix="daybook-bench-") as scratch:
        papers, summaries = read_documents(options.folder, options.year, Path(scratch) / "content")
        if options.grown_to:
            papers = grown(papers, options.grown_to)
        print(f"{len(papers):,} papers in {options.folder.name}\n")
        site, other = Path(scratch) / "daybook", Path(scratch) / "pagefind"
        make_daybook(papers, site, stock=not options.without_peers)
        pagefind = make_pagefind(papers, other, installed.pagefind) if installed else None
        if "building" in options.only:
            _print_building(papers, Path(scratch) / "papers.pickle", pagefind)
            _print_sizes(site, other if pagefind else None)
        kinds = own_kinds(papers) | other_kinds(papers, summaries) | typed_kinds(papers)
        chosen = {kind: make for kind, make in kinds.items() if _is_asked(kind, options.kinds)}
        drawn = [query for seed in options.seeds for query in draw(papers, chosen, seed, options.each)]
        queries = with_alike(with_authors(drawn, papers), papers)
        if "fetching" in options.only:
            _print_fetched(queries, _of_node("costs.js", site, queries))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            # A full collection over the papers would take longer than a key does.
            gc.freeze()
            if "browsing" in options.only:
                _print_browsing(browser, [site, *([other] if pagefind else [])], queries, options.slow)
            if "finding" in options.only:
                answers: Answers = _of_node("answers.js", site, queries)
                if pagefind:
                    with served(other) as host:
                        answers["Pagefind"] = pagefind_answers(browser, host, [each.text for each in queries])
                _print_found(queries, answers)
            browser.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("folder", type=Path, help="digests: saved text pages, or the Daily Papers API's JSON")
    parser.add_argument("--year", type=int, default=2025, help="of text digests (%(default)s)")
    parser.add_argument("--each", type=int, default=100, help="queries of each kind (%(default)s)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], help="to draw them by (%(default)s)")
    parser.add_argument("--kinds", nargs="+", default=[], help="parts of the names of kinds (all)")
    parser.add_argument("--without-peers", action="store_true", help="neither stock Lunr nor Pagefind")
    parser.add_argument("--grown-to", type=int, default=0, help="papers of a larger archive (the folder's)")
    parser.add_argument("--slow", action="store_true", help="browse over 1.6 Mbit/s and 150 ms, as a phone")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts of the output (all)")
    return parser.parse_args()


def _is_asked(kind: str, parts: Sequence[str]) -> bool:
    return not parts or any(part in kind for part in parts)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [heads, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        first, *rest = (
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join([first, *rest]))
    print()


def _megabytes(size: float) -> str:
    return f"{size / 1e6:.2f} MB"


def _kilobytes(size: float) -> str:
    return f"{size / 1e3:.1f} kB"


def _print_building(papers: Sequence[SearchDocument], place: Path, pagefind: Pagefind | None) -> None:
    place.write_bytes(pickle.dumps(list(papers)))
    rows = []
    rounds = [[measured(maker, place) for maker in MAKERS] for _ in range(ROUNDS)]  # in turns
    lunrs = 0.0
    for maker, runs in zip(MAKERS, zip(*rounds, strict=True), strict=True):
        seconds, memory = map(median, zip(*runs, strict=True))
        lunrs = lunrs or seconds
        rows.append((maker, f"{seconds:.2f} s", f"{lunrs / seconds:.1f}", _megabytes(memory)))
    if pagefind:
        rows.append(
            (
                f"Pagefind {pagefind.version}",
                f"{pagefind.seconds:.2f} s",
                f"{lunrs / pagefind.seconds:.1f}",
                _megabytes(pagefind.memory),
            )
        )
    _table(("to make the index", "processor", "times as fast", "memory"), rows)


def _print_sizes(site: Path, other: Path | None) -> None:
    def row(name: str, folder: Path, chosen: Callable[[Path], bool]) -> tuple[str, ...]:
        contents = [file.read_bytes() for file in folder.rglob("*") if file.is_file() and chosen(file)]
        packed = sum(len(gzip.compress(content, 6, mtime=0)) for content in contents)
        return name, f"{len(contents):,}", _megabytes(sum(map(len, contents))), _megabytes(packed)

    search = site / "search"
    rows = [
        row("postings", search / "terms", lambda _: True),
        row("words", search / "words", lambda _: True),
        row("what results show", search / "papers", lambda _: True),
        row("all of search", search, lambda file: file.name not in ("lunr.json", "index.html")),
        row("stock Lunr's index", search, lambda file: file.name == "lunr.json"),
    ]
    if other:
        rows.append(row("all of Pagefind", other / "pagefind", lambda _: True))
    _table(("size of", "files", "raw", "gzipped"), rows)


def _print_browsing(browser: Browser, sites: Sequence[Path], queries: Sequence[Query], is_slow: bool) -> None:
    texts = [query.text for query in queries if query.kind == "three words of the title"][:14]
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    line = SLOW if is_slow else None
    with ExitStack() as hosts:
        kinds = zip(("Daybook", "Pagefind"), sites, (DAYBOOK, PAGEFIND), strict=False)
        targets = {name: (hosts.enter_context(served(site, line)), target) for name, site, target in kinds}
        seen = list(zip(targets, visit(browser, list(targets.values()), pairs, line), strict=True))
    for title, chosen in (("first query", attrgetter("first")), ("next query", attrgetter("next"))):
        rows = [(name, *_moments(chosen(visited))) for name, visited in seen]
        if len(seen) == 2:
            rows.append(("ratio", *_ratios(*(chosen(visited) for _, visited in seen))))
        _table((f"{title}, in Chromium", "bytes", "first key to a result", "last key to its result"), rows)
    for name, visited in seen:
        longest = f"{visited.longest_ms:.0f} ms" if visited.longest_ms else "none"
        print(f"longest task over 50 ms on the main thread, {name}: {longest}")
    print()


def _moments(seen: Moments) -> tuple[str, ...]:
    return _kilobytes(seen.sent), f"{seen.first_ms:.0f} ms", f"{seen.last_ms:.0f} ms"


def _ratios(ours: Moments, theirs: Moments) -> tuple[str, ...]:
    pairs = zip(astuple(ours), astuple(theirs), strict=True)
    return tuple(f"{our / max(1, their):.2f}" for our, their in pairs)


def _of_node(script: str, site: Path, queries: Sequence[Query]) -> Any:
    """Return what a script prints as JSON about queries."""
    place = site / "queries.json"
    place.write_text(json.dumps([query.text for query in queries]), "utf-8")
    command = ["node", "--max-old-space-size=8192", str(BENCH / script), str(site), str(place)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _print_fetched(queries: Sequence[Query], costs: Sequence[dict[str, int]]) -> None:
    rows = []
    for kind in dict.fromkeys(query.kind for query in queries):
        of = [cost for query, cost in zip(queries, costs, strict=True) if query.kind == kind]
        sizes = sorted(cost["bytes"] for cost in of)
        counts = (str(round(median(cost[what] for cost in of))) for what in ("requests", "rounds"))
        rows.append((kind, _kilobytes(median(sizes)), _kilobytes(sizes[len(sizes) * 9 // 10]), *counts))
    heads = ("a first query fetches of the index", "median", "nine in ten", "files", "one after another")
    _table(heads, rows)


def _print_found(queries: Sequence[Query], answers: Answers) -> None:
    rows = []
    for kind in dict.fromkeys(query.kind for query in queries):
        places = [place for place, query in enumerate(queries) if query.kind == kind]
        cells = [kind, str(len(places))]
        for found in answers.values():
            first = sum(found[place][:1] == [queries[place].ref] for place in places)
            ten = sum(queries[place].ref in found[place] for place in places)
            shares = [_share(queries[place], found[place]) for place in places if queries[place].theirs]
            of_name = f"{100 * sum(shares) / len(shares):.1f} % theirs" if shares else ""
            cells.append(of_name or f"{100 * first / len(places):.1f} / {100 * ten / len(places):.1f}")
        most = sum(1 / queries[place].alike for place in places)
        rows.append([*cells, f"{100 * most / len(places):.1f}" if most < len(places) else ""])
    _table(("found first / within ten, per cent", "of", *answers, "by chance of those alike"), rows)


def _share(query: Query, found: Sequence[str]) -> float:
    """Return the share of the first ten, or of as many as there are, that are papers of the author."""
    most = min(10, len(query.theirs))
    return sum(ref in query.theirs for ref in found[:most]) / most


if __name__ == "__main__":
    main()
