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
from daybook.search.remembered import load_index, save_index
from daybook.search.update import make_index
from daybook.site.publication import Publication

Files = list[tuple[str, bytes | None]]
"""Path and content of each file of the index; the content is None if the last build's file is the same."""

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
        self._papers = _Papers(papers)
        self._site, self._options = site, options
        self._workers = workers if len(papers) > _MANY else ALONE
        self._files = self._submit(clean=options.clean)

    def _submit(self, *, clean: bool) -> Callable[[], Files]:
        memory = self._site.work / "index"
        return self._workers.submit(_index, self._papers, memory, self._options.stock_index, clean)

    def put(self) -> None:
        """Wait for the index and put its files.

        If a file of the last build that should be kept is gone or damaged, the whole index is computed.
        """
        self._options.progress("papers indexed", 0)
        files = self._files()
        if any(content is None and path not in self._site.last.outputs for path, content in files):
            files = self._submit(clean=True)()
        for path, content in files:
            if content is None:
                self._site.keep(path)
            else:
                self._site.put(path, content)


def _index(given: _Papers, memory: Path, stock: bool, clean: bool) -> Files:
    """Compute the index files of papers, from the last build's index unless ``clean``, and save the index."""
    last = None if clean or stock else load_index(memory)
    index = make_index(map(search_document, given.papers), last)
    files = list(index_files(index, stock=stock))
    save_index(memory, index)
    return files
