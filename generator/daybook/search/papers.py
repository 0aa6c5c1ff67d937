"""Papers into the search index: what of a paper can be searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct

from daybook.disk import cache
from daybook.model import Paper
from daybook.search import (
    FIELDS,
    Index,
    Kept,
    KeptPostings,
    SearchDocument,
    index_files,
    index_of,
    keep,
    keep_postings,
)


class Remembered(Struct, frozen=True):
    """The index of the build before."""

    kept: Kept
    postings: Callable[[], KeptPostings | None]
    """Those that were kept last, where they are what ``seal`` names."""
    seal: bytes


class _File(Struct, frozen=True, array_like=True):
    kept: Kept
    seal: bytes


def index_documents(
    documents: Sequence[SearchDocument], before: Remembered | None, *, stock: bool
) -> tuple[list[tuple[str, bytes | None]], Index]:
    """Give every file of the search index, and the index, from which the next build goes on.

    A file's content is None where it is that of the build before.

    ``before`` is that of the build before, where there is one; ``stock`` adds Lunr's own index, whose
    numbers for terms need all papers read in their order. Pure: any process can do it.
    """
    keys = list(map(_key, documents))
    if before is None or stock:
        index = index_of(documents, keys)
    else:
        index = index_of(documents, keys, before.kept, before.postings)
    return list(index_files(index, stock=stock)), index


def recall(memory: Path) -> Remembered | None:
    """Read what `remember` kept."""
    file = cache.load(memory, _File)
    if file is None:
        return None
    return Remembered(file.kept, partial(_recall_postings, memory, file.seal), file.seal)


def remember(memory: Path, index: Index, before: Remembered | None) -> None:
    """Keep an index for the next build; ``before`` is the one that it carried on."""
    postings, seal = keep_postings(index), before.seal if before else b""
    if postings:
        seal = cache.save(_postings_of(memory), postings)
    cache.save(memory, _File(keep(index), seal))


def _recall_postings(memory: Path, seal: bytes) -> KeptPostings | None:
    data = cache.packed(_postings_of(memory))
    return cache.unpack(data, KeptPostings) if cache.seal_of(data) == seal else None


def _postings_of(memory: Path) -> Path:
    return memory.with_name(f"{memory.name}-postings")


def _key(document: SearchDocument) -> bytes:
    """By what is searched alone: a paper that is listed again keeps its postings."""
    return cache.key([field.text(document) for field in FIELDS])


def search_document(paper: Paper) -> SearchDocument:
    """Give a paper as search sees it."""
    facts = paper.facts
    days = [item.day for item in paper.appearances] or [date(int(paper.address[:4]), 1, 1)]
    notes = _words(paper.notes_markdown)
    tags = dict.fromkeys((*paper.tags, *facts.keywords, *facts.categories))
    return SearchDocument(
        paper.address, paper.title, paper.abstract, days[-1], facts.authors, tuple(tags), notes, days[0]
    )


def _words(notes: str) -> str:
    if not notes:
        return ""
    from daybook.theme import markdown  # slow to load, and few papers have notes

    return markdown.words(notes)
