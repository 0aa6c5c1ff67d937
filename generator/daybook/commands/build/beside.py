"""A second process that works while the first reads and plans: it looks at the last site, and indexes.

It gives what the folders of the last site and the one before hold; a few pages, where it is asked for them;
and the search index. Where there was no build before and papers are few, it makes all pages, and the first
process the index meanwhile. With one process for all, the same is done here, when it is asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from daybook.commands.build.answering import PAGES, MakeIndex, Render, Task, Words, answer
from daybook.disk.cache import encode
from daybook.model import Paper
from daybook.parallel import batches
from daybook.problems import Problem, UsageError
from daybook.process import Second, start
from daybook.site.publication import Publication

Indexed = list[tuple[str, bytes | None]]
"""The files of the search index (see `indexing.index_documents`)."""

if TYPE_CHECKING:
    from daybook.pages.jobs import Job
    from daybook.pages.rendering import Elsewhere, Rendering

_MEMORY = "index"
"""Name of the file that keeps the index for the next build."""
_PAPERS = 1_000
"""Sent at once: all together would stand in memory several times."""
_FEW = 450
"""Papers and days: with months, they have not more pages than one process makes (`rendering.FEW`), which then
take about as long as the index of the papers."""


class Indexing(Struct, frozen=True):
    """The search index being made. What it is made of is kept for the next build."""

    files: Callable[[], Indexed]
    """Waits for them."""
    anew: Callable[[], Indexed]
    """Makes them in this process, whatever is remembered."""


class Beside(Struct, frozen=True):
    """What may be asked."""

    index: Callable[[Sequence[Paper], bool], Indexing]
    """Given papers, and whether Lunr's own index is wanted too."""
    render: Elsewhere
    """Pages of a few jobs; between asking for an index and taking its files."""


@contextmanager
def beside(
    site: Publication, jobs: int, themes: Sequence[Path], second: Second | None = None
) -> Iterator[Beside]:
    """Have a second process, if there may be two, look at the folder of ``site``.

    That is ``second``, where one was started ahead. It makes the theme of the folders ``themes`` ready to
    render with, where it has time for that.

    Raises UsageError where the process was ended from outside, and what was raised in it.
    """
    memory = site.work / _MEMORY
    if jobs < 2 or (second is None and threading.active_count() > 1):  # none can be forked beside threads
        if second:
            second.kill()
            second.close()
        yield Beside(partial(_index_here, site, memory), lambda rendering, few: rendering(few))
        return
    second = second or start(answer)
    try:
        there = _There(second, site, memory)
        there.send(Task(site.present, site.previous, memory, site.anew, themes))
        site.present = cache(there.receive)
        yield Beside(there.index, there.render)
    except BaseException:
        second.kill()  # first, lest it complains of pipes that are closed
        raise
    finally:
        second.close()  # waits: it may still be keeping the index for the next build


def _index_here(site: Publication, memory: Path, papers: Sequence[Paper], stock: bool) -> Indexing:
    return Indexing(
        partial(_indexed, memory, papers, stock, site.anew), partial(_indexed, memory, papers, stock, True)
    )


def _indexed(
    memory: Path, papers: Sequence[Paper], stock: bool, anew: bool, *words: Mapping[str, str]
) -> Indexed:
    from daybook.search.papers import (  # lunr is slow to load
        index_documents,
        recall,
        remember,
        search_document,
    )

    documents = [search_document(paper, *words) for paper in papers]
    before = None if anew else recall(memory)
    found, index = index_documents(documents, before, stock=stock)
    remember(memory, index, before)
    return found


class _There:
    """The second process, asked from the first.

    An answer is always taken before more is sent: two that send to each other would wait for ever.
    """

    def __init__(self, second: Second, site: Publication, memory: Path) -> None:
        self._asking, self._answers = second.asking, second.answers
        self._site, self._memory = site, memory
        self._meanwhile: Callable[[], object] = lambda: None
        """What is to be done here while pages are made there."""
        self._settle: Callable[[], object] = lambda: None
        """Takes the answer that may be on its way."""

    def index(self, papers: Sequence[Paper], stock: bool) -> Indexing:
        """Have papers indexed."""
        is_first = not self._site.present() or self._site.anew or not self._memory.exists()
        anew = partial(_indexed, self._memory, papers, stock, True)
        if is_first and _are_few(papers):
            return Indexing(self._index_meanwhile(papers, stock), anew)
        self._send_papers(MakeIndex(stock), papers)
        return Indexing(self._files, anew)

    def _index_meanwhile(self, papers: Sequence[Paper], stock: bool) -> Callable[[], Indexed]:
        """Index here, while pages are made there; people's notes are read there, where Markdown is loaded."""
        notes = [paper.notes_markdown for paper in papers if paper.notes_markdown]
        self.send(Words(notes))

        def words() -> dict[str, str]:
            from daybook.search import papers as indexing  # noqa: F401  # slow to load: while the answer is on its way

            return dict(zip(notes, self.receive(), strict=True))

        self._settle = words = cache(words)
        self._meanwhile = made = cache(lambda: _indexed(self._memory, papers, stock, True, words()))

        def files() -> Indexed:
            self._asking.close()  # no more pages: it ends while the site is published
            return made()

        return files

    def render(self, rendering: Rendering, jobs: list[Job]) -> Iterator[bytes]:
        """Have pages made."""
        self._settle()
        self.send(Render(rendering, jobs))
        self._meanwhile()
        for _ in batches(jobs, PAGES):
            yield from self.receive()

    def _files(self) -> Indexed:
        self.send(None)  # no more pages
        found: Indexed = []
        while files := self.receive():
            found += files
        self._site.previous = self.receive
        return found

    def _send_papers(self, request: object, papers: Sequence[Paper]) -> None:
        with self._telling():
            self._asking.send(request)
            for batch in batches(papers, _PAPERS):
                self._asking.send_bytes(encode(batch))  # packed so, they take a fifth of the time
            self._asking.send_bytes(b"")

    def send(self, request: object) -> None:
        """Ask for something."""
        with self._telling():
            self._asking.send(request)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.receive()  # what failed there, if it was not ended
            raise _ended() from error

    def receive(self) -> Any:
        """Wait for an answer. Raises what was raised there."""
        try:
            done, value = self._answers.recv()
        except (EOFError, OSError) as error:
            raise _ended() from error
        if not done:
            raise value
        return value


def _are_few(papers: Sequence[Paper]) -> bool:
    if len(papers) >= _FEW:
        return False
    return len(papers) + len({item.day for paper in papers for item in paper.appearances}) <= _FEW


def _ended() -> UsageError:
    remedy = "it may have run out of memory: use fewer"
    return UsageError([Problem("--jobs", 0, "a process was ended from outside", remedy)])
