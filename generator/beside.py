"""A second process that works while the first reads and renders: it looks at the last site, and indexes.

It is there from the start of a build, when starting one costs least, and is asked twice: for what the folders
of the last site and the one before it hold, and for the search index, which it has its memory of by then.
With one process for all, the same is done here, when it is asked for.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.cache import decode, encode, save_packed
from generator.model import Paper
from generator.problems import Problem, UsageError
from generator.publish import Publication
from generator.tree import survey
from generator.workers import batches, end_with

Indexed = list[tuple[str, bytes | None]]
"""The files of the search index (see `indexing.index_documents`)."""

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from generator.search import Kept, SearchDocument

_MEMORY = "index"
"""Name of the file that keeps the index for the next build."""
_PAPERS, _FILES = 1_000, 500
"""Sent at once: all together would stand in memory several times."""
_PATIENCE = 1.0
"""Seconds between two looks whether the process that asks is still there."""


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


@contextmanager
def beside(site: Publication, jobs: int) -> Iterator[Beside]:
    """Start the second process, if there may be two, and have it look at the folders of ``site``.

    Raises UsageError where the process was ended from outside, and what was raised in it.
    """
    folders, memory = (site.output, site.work / "previous"), site.work / _MEMORY
    if jobs < 2 or threading.active_count() > 1:  # no process can be forked beside threads
        here = partial(_index_here, memory, site.anew)
        yield Beside(
            lambda *asked: Indexing(partial(here, *asked), partial(_index_here, memory, True, *asked))
        )
        return
    import multiprocessing  # slow to load, and one process does without

    forked = sys.platform == "linux"
    context: Any = multiprocessing.get_context("fork" if forked else "spawn")
    asked, asking = context.Pipe(duplex=False)
    answers, answering = context.Pipe(duplex=False)
    others = (asking, answers) if forked else ()  # what a fork has of the ends that are not its own
    given = (asked, answering, others, os.getpid(), folders, memory, site.anew)
    process = context.Process(target=_answer, args=given, daemon=True)
    process.start()
    try:
        asked.close()
        answering.close()
        site.surveys = look = cache(partial(_await, answers))
        yield Beside(partial(_index_there, asking, answers, look, memory))
    finally:
        process.kill()  # first, lest it complains of pipes that are closed
        asking.close()
        answers.close()
        process.join()


def _index_here(memory: Path, anew: bool, papers: Sequence[Paper], stock: bool) -> Indexed:
    from generator.indexing import recall, search_document  # lunr is slow to load

    documents = list(map(search_document, papers))
    return _index(documents, None if anew else recall(memory), stock, memory)


def _index(documents: list[SearchDocument], kept: Kept | None, stock: bool, memory: Path) -> Indexed:
    from generator.indexing import index_documents

    found, packed = index_documents(documents, kept, stock=stock)
    save_packed(memory, packed)
    return found


def _index_there(
    asking: Connection,
    answers: Connection,
    look: Callable[[], object],
    memory: Path,
    papers: Sequence[Paper],
    stock: bool,
) -> Indexing:
    look()  # the answer before this one is out of the way then
    try:
        asking.send(stock)
        for batch in batches(papers, _PAPERS):
            asking.send_bytes(encode(batch))  # packed so, they take a fifth of the time
        asking.send_bytes(b"")
    except OSError as error:
        _await(answers)  # what failed there, if it was not ended
        raise _ended() from error
    return Indexing(partial(_all, answers), partial(_index_here, memory, True, papers, stock))


def _all(answers: Connection) -> Indexed:
    found: Indexed = []
    while files := _await(answers):
        found += files
    return found


def _await(answers: Connection) -> Any:
    try:
        done, value = answers.recv()
    except (EOFError, OSError) as error:
        raise _ended() from error
    if not done:
        raise value
    return value


def _ended() -> UsageError:
    remedy = "it may have run out of memory: use fewer"
    return UsageError([Problem("--jobs", 0, "a process was ended from outside", remedy)])


def _answer(
    asked: Connection,
    answering: Connection,
    others: Sequence[Connection],
    parent: int,
    folders: Sequence[Path],
    memory: Path,
    anew: bool,
) -> None:
    """Run in the second process, until all is answered or the first one is gone."""
    end_with(parent)
    for other in others:
        other.close()
    try:
        from generator.indexing import recall, search_document

        kept = None if anew else recall(memory)
        answering.send((True, tuple(map(survey, folders))))
        while not asked.poll(_PATIENCE):
            if os.getppid() != parent:
                return
        stock = asked.recv()
        documents: list[SearchDocument] = []
        while papers := asked.recv_bytes():
            documents += map(search_document, decode(papers, list[Paper]))
        for files in (*batches(_index(documents, kept, stock, memory), _FILES), None):
            answering.send((True, files))
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:
        out_of_memory = isinstance(error.__cause__, MemoryError)  # as Pygments hands it on; no cause is sent
        with suppress(Exception):
            answering.send((False, MemoryError() if out_of_memory else error))
