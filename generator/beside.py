"""A second process that works while the first reads and plans: it looks at the last site, and indexes.

It is there from the start of a build, when starting one costs least. It gives four things, one after the
other: what the folder of the last site holds; a few pages, where it is asked for them once it has the papers
to index; the search index; and what the folder of the site before the last one holds. With one process for
all, the same is done here, when it is asked for.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from generator.cache import decode, encode
from generator.model import Paper
from generator.problems import DaybookError, Problem, UsageError
from generator.publish import Inodes, Publication, Survey
from generator.workers import batches, end_with

Indexed = list[tuple[str, bytes | None]]
"""The files of the search index (see `indexing.index_documents`)."""

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from generator.jobs import Job
    from generator.rendering import Elsewhere, Rendering
    from generator.search import SearchDocument

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
    render: Elsewhere
    """Pages of a few jobs; between asking for an index and taking its files."""


@contextmanager
def beside(site: Publication, jobs: int, themes: Sequence[Path]) -> Iterator[Beside]:
    """Start the second process, if there may be two, and have it look at the folder of ``site``.

    It makes the theme of the folders ``themes`` ready to render with, where it has time for that.

    Raises UsageError where the process was ended from outside, and what was raised in it.
    """
    folders, memory = (site.present, site.previous), site.work / _MEMORY
    if jobs < 2 or threading.active_count() > 1:  # no process can be forked beside threads
        here = partial(_index_here, memory)
        yield Beside(
            lambda *asked: Indexing(partial(here, site.anew, *asked), partial(here, True, *asked)),
            lambda rendering, few: rendering(few),
        )
        return
    import multiprocessing  # slow to load, and one process does without

    forked = sys.platform == "linux"
    context: Any = multiprocessing.get_context("fork" if forked else "spawn")
    asked, asking = context.Pipe(duplex=False)
    answers, answering = context.Pipe(duplex=False)
    others = (asking, answers) if forked else ()  # what a fork has of the ends that are not its own
    given = (asked, answering, others, os.getpid(), folders, memory, site.anew, themes)
    process = context.Process(target=_answer, args=given, daemon=True)
    process.start()
    try:
        asked.close()
        answering.close()
        site.present = cache(partial(_await, answers))
        yield Beside(
            partial(_index_there, asking, answers, site, memory), partial(_render_there, asking, answers)
        )
    except BaseException:
        process.kill()  # first, lest it complains of pipes that are closed
        raise
    finally:
        asking.close()
        answers.close()
        process.join()  # else it may still be keeping the index for the next build


def _index_here(memory: Path, anew: bool, papers: Sequence[Paper], stock: bool) -> Indexed:
    from generator.indexing import index_documents, recall, remember, search_document  # lunr is slow to load

    documents = list(map(search_document, papers))
    before = None if anew else recall(memory)
    found, index = index_documents(documents, before, stock=stock)
    remember(memory, index, before)
    return found


def _index_there(
    asking: Connection,
    answers: Connection,
    site: Publication,
    memory: Path,
    papers: Sequence[Paper],
    stock: bool,
) -> Indexing:
    site.present()  # the answer before this one is out of the way then
    with _asking(answers):
        asking.send(stock)
        for batch in batches(papers, _PAPERS):
            asking.send_bytes(encode(batch))  # packed so, they take a fifth of the time
        asking.send_bytes(b"")
    return Indexing(partial(_all, asking, answers, site), partial(_index_here, memory, True, papers, stock))


def _render_there(
    asking: Connection, answers: Connection, rendering: Rendering, jobs: list[Job]
) -> list[bytes]:
    with _asking(answers):
        asking.send((rendering, jobs))
    return cast("list[bytes]", _await(answers))


def _all(asking: Connection, answers: Connection, site: Publication) -> Indexed:
    with _asking(answers):
        asking.send(None)  # no more pages
    found: Indexed = []
    while files := _await(answers):
        found += files
    site.previous = partial(_await, answers)
    return found


@contextmanager
def _asking(answers: Connection) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        _await(answers)  # what failed there, if it was not ended
        raise _ended() from error


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
    folders: tuple[Survey, Inodes],
    memory: Path,
    anew: bool,
    themes: Sequence[Path],
) -> None:
    """Run in the second process, until all is answered or the first one is gone."""
    end_with(parent)
    for other in others:
        other.close()
    try:
        from generator.indexing import index_documents, recall, remember, search_document

        kept = None if anew else recall(memory)
        present = folders[0]()
        if kept:  # now: no survey is taken before the first process has read its content
            _prepare(themes)
        answering.send((True, present))
        stock = _next(asked, parent)
        documents: list[SearchDocument] = []
        while papers := asked.recv_bytes():
            documents += map(search_document, decode(papers, list[Paper]))
        found, index = index_documents(documents, kept, stock=stock)
        previous = folders[1]()  # now, for what is sent first is not taken before all pages are made
        while few := _next(asked, parent):
            rendering, jobs = few
            answering.send((True, rendering(jobs)))
        for files in (*batches(found, _FILES), None):
            answering.send((True, files))
        with suppress(BrokenPipeError):  # where nothing changed, nobody asks
            answering.send((True, previous))
        remember(memory, index, kept)
    except (EOFError, BrokenPipeError):
        return
    except BaseException as error:
        with suppress(Exception):
            _send(answering, error)


def _send(answering: Connection, error: BaseException) -> None:
    """Send an error on; where it is a fault of this program, with the place that it came from."""
    if isinstance(error, MemoryError) or isinstance(error.__cause__, MemoryError):  # as Pygments hands it on
        answering.send((False, MemoryError()))
        return
    if isinstance(error, (DaybookError, OSError)):
        answering.send((False, error))
        return
    from traceback import format_exception  # slow to load, and seldom needed

    text = "".join(format_exception(error))
    error.add_note(f"In the second process:\n{text}")
    try:
        answering.send((False, error))
    except Exception:  # not every error can be sent
        answering.send((False, RuntimeError(text)))


def _next(asked: Connection, parent: int) -> Any:
    """What is asked next. Raises EOFError where nobody is there to ask."""
    while not asked.poll(_PATIENCE):
        if os.getppid() != parent:
            raise EOFError
    return asked.recv()


def _prepare(themes: Sequence[Path]) -> None:
    """Load what pages are made with, and compile the theme's templates; the first process tells of faults."""
    from generator import pages  # noqa: F401
    from generator.render import compile_templates
    from generator.theme import load_theme

    with suppress(DaybookError, OSError, MemoryError):  # where it matters, it fails again
        compile_templates(load_theme(themes))
