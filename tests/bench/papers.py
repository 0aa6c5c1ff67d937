"""Search documents of the papers of a folder of digests."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from daybook.archive.importing import GivenDates, import_digests
from daybook.search.document import SearchDocument, index_order, search_document


def documents(folder: Path, year: int, scratch: Path) -> list[SearchDocument]:
    """Return every paper of the digests in a folder, in the order of the index."""
    saved = sorted(folder.rglob("*.json"))
    if saved:
        return index_order(list(_daily_papers(saved)))
    scratch.mkdir(parents=True)
    archive = import_digests(scratch, [folder], GivenDates(year)).content.archive()
    return index_order([search_document(paper) for paper in archive.papers])


def _daily_papers(files: list[Path]) -> Iterator[SearchDocument]:
    """Saved answers of the Hugging Face Daily Papers API, one day each; some hold records as Python text."""
    seen = set()
    for file in files:
        answer = json.loads(file.read_text("utf-8"))
        for record in answer["data"] if isinstance(answer, dict) else answer:
            entry: dict[str, Any] = ast.literal_eval(record) if isinstance(record, str) else record
            paper = entry["paper"]
            if paper["id"] in seen:
                continue
            seen.add(paper["id"])
            yield SearchDocument(
                ref=f"{file.stem[:4]}/{paper['id']}",
                title=" ".join(entry["title"].split()),
                abstract=" ".join(paper["summary"].split()),
                day=date.fromisoformat(file.stem),
                authors=tuple(author["name"] for author in paper["authors"] if not author.get("hidden")),
                tags=tuple(paper.get("ai_keywords") or ()),
            )
