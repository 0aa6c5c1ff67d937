"""Search documents of the papers of a folder of digests."""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from daybook.archive.importing import GivenDates, import_digests
from daybook.search.document import SearchDocument, search_document
from daybook.text.formatted import plain
from tests.bench.archives import spliced
from tests.search.whole_index import index_order


def documents(folder: Path, year: int, scratch: Path) -> tuple[list[SearchDocument], dict[str, str]]:
    """Return every paper of the digests in a folder, in the order of the index, and the source's summaries.

    The summaries, by address, are no part of the papers: what the source says of a paper is a query for it.
    """
    saved = sorted(folder.rglob("*.json"))
    if saved:
        summaries: dict[str, str] = {}
        return index_order(list(_daily_papers(saved, summaries))), summaries
    scratch.mkdir(parents=True)
    archive = import_digests(scratch, [folder], GivenDates(year)).content.archive()
    return index_order([search_document(paper) for paper in archive.papers]), {}


def grown(papers: Sequence[SearchDocument], count: int, seed: int = 20250318) -> list[SearchDocument]:
    """Return so many papers: those given, then others spliced from two of them, on the same days."""
    rng = random.Random(seed)
    made = list(papers[:count])
    while len(made) < count:
        one, other = rng.choice(papers), rng.choice(papers)
        number = len(made)
        made.append(
            SearchDocument(
                ref=f"{one.day.year}/spliced-{number}",
                title=spliced(one.title, other.title),
                abstract=spliced(one.abstract, other.abstract),
                day=one.day,
                authors=other.authors,
                identifiers=(f"arxiv:99{1 + number // 90_000:02}.{10_000 + number % 90_000}",),
            )
        )
    return index_order(made)


def _daily_papers(files: list[Path], summaries: dict[str, str]) -> Iterator[SearchDocument]:
    """Yield the papers of saved answers of the Daily Papers API, and note their summaries.

    An answer is one day; some hold records as Python text.
    """
    seen = set()
    for file in files:
        answer = json.loads(file.read_text("utf-8"))
        for record in answer["data"] if isinstance(answer, dict) else answer:
            entry: dict[str, Any] = ast.literal_eval(record) if isinstance(record, str) else record
            paper = entry["paper"]
            if paper["id"] in seen:
                continue
            seen.add(paper["id"])
            ref = f"{file.stem[:4]}/{paper['id']}"
            summaries[ref] = paper.get("ai_summary") or ""
            yield SearchDocument(
                ref=ref,
                title=plain(" ".join(entry["title"].split())),
                abstract=plain(" ".join(paper["summary"].split())),
                day=date.fromisoformat(file.stem),
                authors=tuple(author["name"] for author in paper["authors"] if not author.get("hidden")),
                tags=tuple(paper.get("ai_keywords") or ()),
                identifiers=(f"arxiv:{paper['id']}",),
            )
