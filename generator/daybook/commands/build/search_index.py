"""The search index as a task of the pool: it is computed while the pages are rendered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from daybook.commands.build.options import Options
from daybook.disk import cache
from daybook.model import Paper
from daybook.parallel.workers import ALONE, Workers, batches
from daybook.search.document import search_document
from daybook.search.files import index_files
from daybook.search.remembered import SavedIndex, pack
from daybook.search.update import make_index
from daybook.site.publication import Publication

Files = list[tuple[str, bytes]]
"""Path and content of each file of the index."""

_MANY = 500
"""Papers from which on another process pays off."""
_BATCH = 1_000
"""Papers packed together: one pickle of all papers takes five times as long."""


class _Papers(Struct, frozen=True):
    """Papers that are packed in batches, only when they are sent to another process."""

    papers: Sequence[Paper]

    def __reduce__(self) -> tuple[Callable[[list[bytes]], _Papers], tuple[list[bytes]]]:
        return _unpack, ([cache.encode(batch) for batch in batches(self.papers, _BATCH)],)


def _unpack(packed: list[bytes]) -> _Papers:
    return _Papers([paper for batch in packed for paper in cache.decode(batch, list[Paper])])


class IndexTask:
    """The index of all papers; another process starts to compute it when this is made, if papers are many."""

    def __init__(
        self, papers: Sequence[Paper], site: Publication, options: Options, workers: Workers
    ) -> None:
        self._site, self._progress = site, options.progress
        workers = workers if len(papers) > _MANY else ALONE
        memory = site.work / "index"
        self._files = workers.submit(_index, _Papers(papers), memory, options.stock_index, options.clean)

    def put(self) -> None:
        """Wait for the index and put its files."""
        self._progress("papers indexed", 0)
        for path, content in self._files():
            self._site.put(path, content)


def _index(given: _Papers, memory: Path, stock: bool, clean: bool) -> Files:
    """Compute the index files of papers, from the last build's index unless ``clean``, and save the index."""
    saved = None if clean or stock else cache.load(memory, SavedIndex)
    index = make_index(map(search_document, given.papers), saved)
    files = list(index_files(index, stock=stock))
    cache.save(memory, pack(index))
    return files
