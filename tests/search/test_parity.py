"""Queries on the shards give the results of lunr.js; Node compares them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.search import encoding, shards
from daybook.search.document import SearchDocument, search_document
from daybook.search.topics import TopicPapers
from tests.conftest import made_once
from tests.search.invented import papers
from tests.search.whole_index import search_files

ROOT = Path(__file__).resolve().parents[2]
QUERIES = 300
"""Without ``--long``."""


def write(
    site: Path, documents: Iterable[SearchDocument], topics: Sequence[TopicPapers] = (), *, stock: bool = True
) -> Path:
    """Write the search files of papers below a folder."""
    for path, content in search_files(documents, topics, stock=stock):
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return site


def node(script: str, *arguments: object) -> Any:
    """Run a script of tests/node, killed after a minute of the processor; its output is JSON."""
    limited = ["sh", "-c", 'ulimit -t 60; exec "$0" "$@"', "node"]
    command = [*limited, str(ROOT / "tests" / "node" / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_results_and_scores_of_invented_papers_equal_lunrs(tmp_path: Path, long: bool) -> None:
    site = write(tmp_path, papers(250))
    queries = 1_000 if long else QUERIES
    compared = node("parity.mjs", site, queries, 1)
    assert compared["queries"] == queries
    assert compared["papers"] > 250


def test_scores_of_very_common_terms_equal_lunrs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "_MOST_COUNTED", 40)
    monkeypatch.setattr(shards, "COUNTS_BYTES", 300)
    site = write(tmp_path, papers(120))
    assert len(list(site.glob("search/counts/*"))) > 5
    assert node("parity.mjs", site, 200, 3)["queries"] == 200


@pytest.mark.slow
def test_results_and_scores_of_real_papers_equal_lunrs(
    real_digests: Path, tmp_path: Path, long: bool
) -> None:
    archive = import_digests(tmp_path / "content", [real_digests], GivenDates(2025)).content.archive()
    site = write(tmp_path / "site", map(search_document, archive.papers))
    assert node("parity.mjs", site, 1_000 if long else QUERIES, 2)["papers"] == 266


@pytest.mark.hazard(25, "words that are names of JavaScript's own")
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("naive emile", "2025/astral"),
        ("ÉMILE", "2025/astral"),
        ("深度学习", "2025/astral"),
        ("armv8", "2025/digits"),
        ("3.5", "2025/digits"),
        ("constructor", "2025/constructor"),
        ("__proto__ toString", "2025/constructor"),
        ("Lumen", "2025/full"),
        ("lumen: reading light", "2025/full"),
        ("readng lihgt", "2025/full"),
        ("reading lig", "2025/full"),
        ("nobody", "2025/full"),
        ("lanterns", "2025/full"),
        ("title:lumen", "2025/full"),
        ("+lumen -survey", "2025/full"),
        ("survey", "2025/vowels"),
        ("alert(1)", "2025/marks"),
    ],
)
def test_first_result(engine: Path, query: str, first: str) -> None:
    assert node("ask.mjs", engine, query)["refs"][:1] == [first]


@pytest.mark.parametrize("query", ["to be or not to be", "zzzzqqqqxxxx", "", "   ", "…", "+"])
def test_queries_without_results(engine: Path, query: str) -> None:
    answer = node("ask.mjs", engine, query)
    assert answer["total"] == len(answer["refs"]) == 0


@pytest.mark.hazard(24, "queries that would take for ever")
@pytest.mark.parametrize(
    "query",
    [
        "a~99999",
        "x" * 200 + "~4",
        "word " * 20_000,
        "a" * 100_000,
        "*",
        "-lumen",
        "a* b* c* d*",
        "~1^2:+-*",
        "\\",
        "a " * 3000,
    ],
    ids=lambda query: query[:12],
)
def test_no_query_takes_long(engine: Path, query: str, tmp_path: Path) -> None:
    file = tmp_path / "query.txt"
    file.write_text(query, "utf-8")
    assert node("ask.mjs", engine, f"@{file}")["total"] >= 0


def test_the_nearest_spelling_is_suggested(engine: Path) -> None:
    assert node("ask.mjs", engine, "lunen reading")["suggestion"] == "lumen reading"


def test_filters_count_and_order(engine: Path) -> None:
    everything = node("ask.mjs", engine, "-zzzz")
    of_january = [{"kind": "month", "value": "2025-01", "not": False}]
    january = node("ask.mjs", engine, "-zzzz", json.dumps({"filters": of_january}))
    assert dict(everything["facets"]["months"])["2025-01"] == january["total"] == 2
    newest = node("ask.mjs", engine, "lumen light survey", json.dumps({"sort": "newest"}))
    assert newest["days"] == sorted(newest["days"], reverse=True)
    light = {"kind": "topic", "value": "Light", "not": False}
    assert node("ask.mjs", engine, "-zzzz", json.dumps({"filters": [light]}))["refs"] == ["2025/full"]
    unlit = node("ask.mjs", engine, "-zzzz", json.dumps({"filters": [{**light, "not": True}]}))
    assert unlit["total"] == everything["total"] - 1


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with an index of invented papers."""
    light = TopicPapers("light", "Light", "", ["2025/full"])
    return made_once(
        tmp_path_factory, "engine", lambda folder: write(folder, papers(120), [light], stock=False)
    )
