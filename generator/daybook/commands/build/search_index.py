"""The search index as a task of the pool: it is computed while the pages are rendered.

The files of the papers' records, most of the index, are not part of the task: sent from process to process,
they would be in memory several times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from daybook.commands.build.options import Options
from daybook.disk import cache
from daybook.model import Paper
from daybook.parallel.workers import ALONE, Workers, batches
from daybook.search.document import SearchDocument, index_order, search_document
from daybook.search.files import File, Manifest, paper_files, term_files
from daybook.search.remembered import SavedIndex, pack
from daybook.search.update import make_index
from daybook.site.publication import Publication

_MANY = 500
"""Papers from which on another process pays off."""
_BATCH = 1_000
"""Papers packed together: one pickle of all papers takes five times as long."""


class _Documents(Struct, frozen=True):
    """Papers that are packed in batches, only when they are sent to another process, and unpacked as used."""

    papers: Iterable[SearchDocument]

    def __reduce__(self) -> tuple[Callable[[list[bytes]], _Documents], tuple[list[bytes]]]:
        return _unpack, ([cache.encode(batch) for batch in batches(self.papers, _BATCH)],)


def _unpack(packed: list[bytes]) -> _Documents:
    return _Documents(paper for batch in _pop(packed) for paper in cache.decode(batch, list[SearchDocument]))


def _pop(packed: list[bytes]) -> Iterator[bytes]:
    """Yield each batch and drop it: a large archive is not in memory twice."""
    packed.reverse()
    while packed:
        yield packed.pop()


class IndexTask:
    """The index of all papers; another process starts to compute it when this is made, if papers are many."""

    def __init__(
        self, papers: Sequence[Paper], site: Publication, options: Options, workers: Workers
    ) -> None:
        self._site, self._progress = site, options.progress
        self._papers = index_order(map(search_document, papers))
        workers = workers if len(papers) > _MANY else ALONE
        memory = site.work / "index"
        documents = _Documents(self._papers)
        self._result = workers.submit(_index, documents, memory, options.stock_index, options.clean)

    def put(self) -> None:
        """Wait for the index and put its files."""
        self._progress("papers indexed", 0)
        files, manifest = self._result()
        for path, content in chain(files, paper_files(self._papers, manifest)):
            self._site.put(path, content)


def _index(given: _Documents, memory: Path, stock: bool, clean: bool) -> tuple[list[File], Manifest]:
    """Compute the files of terms from the last build's index unless ``clean``, and save the index."""
    saved = None if clean or stock else cache.load(memory, SavedIndex)
    index = make_index(given.papers, saved)
    made = term_files(index, stock=stock)
    cache.save(memory, pack(index))
    return made
