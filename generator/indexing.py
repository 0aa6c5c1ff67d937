"""Papers into the search index: what of a paper can be searched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator import cache, markup
from generator.model import Paper
from generator.search import FIELDS, Index, Kept, SearchDocument, index_files, index_of, keep


def index_documents(
    documents: Sequence[SearchDocument], kept: Kept | None, *, stock: bool
) -> tuple[list[tuple[str, bytes | None]], Index]:
    """Give every file of the search index, and the index, from which the next build goes on.

    A file's content is None where it is that of the build before.

    ``kept`` is that of the build before, where there is one; ``stock`` adds Lunr's own index, whose
    numbers for terms need all papers read in their order. Pure: any process can do it.
    """
    index = index_of(documents, list(map(_key, documents)), None if stock else kept)
    return list(index_files(index, stock=stock)), index


def recall(memory: Path | None) -> Kept | None:
    """Read what `remember` kept."""
    return cache.load(memory, Kept) if memory else None


def remember(memory: Path, index: Index) -> None:
    """Keep an index for the next build."""
    cache.save(memory, keep(index))


def _key(document: SearchDocument) -> bytes:
    """By what is searched alone: a paper that is listed again keeps its postings."""
    return cache.key([field.text(document) for field in FIELDS])


def search_document(paper: Paper) -> SearchDocument:
    """Give a paper as search sees it."""
    facts = paper.facts
    days = [item.day for item in paper.appearances] or [date(int(paper.address[:4]), 1, 1)]
    written = paper.notes_markdown
    notes = markup.plain_text(markup.render(written, str)) if written else ""
    tags = dict.fromkeys((*paper.tags, *facts.keywords, *facts.categories))
    return SearchDocument(
        paper.address, paper.title, paper.abstract, days[-1], facts.authors, tuple(tags), notes, days[0]
    )
