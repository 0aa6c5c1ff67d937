"""A second process that works while the first reads and renders: it looks at the last site, and indexes.

It is there from the start of a build, when starting one costs least, and is asked twice: for what the folders
of the last site and the one before it hold, and for the search index, which it has its memory of by then.
With one process for all, the same is done here, when it is asked for.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.model import Paper
from generator.problems import Problem, UsageError
from generator.publish import Publication
from generator.tree import survey

Indexed = tuple[list[tuple[str, bytes | None]], bytes]
"""The files of the search index, and what the next build goes on from (see `indexing.index_papers`)."""

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

INDEX_MEMORY = "index"
"""Name of the file that keeps the index for the next build."""
_PATIENCE = 1.0
"""Seconds between two looks whether the process that asks is still there."""


class Beside(Struct, frozen=True):
    """What may be asked."""

    begin_index: Callable[[Sequence[Paper], bool], Callable[[], Indexed]]
    """Given papers, and whether Lunr's own index is wanted too; gives a function that waits for the files."""


@contextmanager
def beside(site: Publication, jobs: int) -> Iterator[Beside]:
    """Start the second process, if there may be two, and have it look at the folders of ``site``.

    Raises UsageError where the process was ended from outside, and what was raised in it.
    """
    folders, memory = (site.output, site.work / "previous"), None if site.anew else site.work / INDEX_MEMORY
    if jobs < 2:
        yield Beside(partial(_index_here, memory))
        return
    import multiprocessing  # slow to load, and one process does without

    safe = sys.platform == "linux" and threading.active_count() == 1
    context: Any = multiprocessing.get_context("fork" if safe else "spawn")
    asked, asking = context.Pipe(duplex=False)
    answers, answering = context.Pipe(duplex=False)
    others = (asking, answers) if safe else ()  # what a fork has of the ends that are not its own
    given = (asked, answering, others, os.getpid(), folders, memory)
    process = context.Process(target=_answer, args=given, daemon=True)
    process.start()
    asked.close()
    answering.close()
    try:
        site.surveys = look = cache(partial(_await, answers))
        yield Beside(partial(_index_there, asking, answers, look))
    finally:
        asking.close()
        answers.close()
        process.kill()
        process.join()


def _index_here(memory: Path | None, papers: Sequence[Paper], stock: bool) -> Callable[[], Indexed]:
    from generator.indexing import index_papers, recall  # lunr is slow to load, and only here needed

    return lambda: index_papers(papers, recall(memory), stock=stock)


def index_anew(papers: Sequence[Paper], *, stock: bool) -> Indexed:
    """Give the index in this process, whatever is remembered of it."""
    return _index_here(None, papers, stock)()


def _index_there(
    asking: Connection,
    answers: Connection,
    look: Callable[[], object],
    papers: Sequence[Paper],
    stock: bool,
) -> Callable[[], Indexed]:
    look()  # the answer before this one is out of the way then
    try:
        asking.send((papers, stock))
    except OSError as error:
        raise _ended() from error
    return partial(_await, answers)


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
    memory: Path | None,
) -> None:
    """Run in the second process, until all is answered or the first one is gone."""
    for other in others:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told as well, and ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        from generator.indexing import index_papers, recall

        kept = recall(memory)
        answering.send((True, tuple(map(survey, folders))))
        while not asked.poll(_PATIENCE):
            if os.getppid() != parent:
                return
        papers, stock = asked.recv()
        answering.send((True, index_papers(papers, kept, stock=stock)))
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:
        answering.send((False, error))
