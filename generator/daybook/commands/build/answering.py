"""What a build's second process does: it looks at the last site, then makes what the first one asks for.

It may be started before anything is known of the build, and loads meanwhile what it will need. Then it is
told of the build, and answers with the files of the last site. After that it is asked, in any order, for
the words of notes, for pages, and once for an index, which it holds until nothing more is asked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from daybook.model import Paper
    from daybook.pages.jobs import Job
    from daybook.pages.rendering import Rendering
    from daybook.process import Way
    from daybook.search import Index
    from daybook.search.papers import Remembered

FILES, PAGES = 500, 16
"""Files of the index, and pages, sent at once: all together would stand in memory several times."""
_PATIENCE = 1.0
"""Seconds between two looks whether the process that asks is still there."""


class Task(Struct, frozen=True):
    """The build, as the second process sees it."""

    present: Callable[[], Any]
    """Looks at the last site."""
    previous: Callable[[], Any]
    """Looks at the site before."""
    memory: Path
    """Where the index is kept for the next build."""
    anew: bool
    themes: Sequence[Path]


class Words(Struct, frozen=True):
    """Asks for the words of each of these notes, as search has them."""

    notes: list[str]


class MakeIndex(Struct, frozen=True):
    """Asks for the index of the papers that follow; its files are sent at the end."""

    stock: bool


class Render(Struct, frozen=True):
    """Asks for the pages of jobs; they are sent in batches."""

    rendering: Rendering
    jobs: list[Job]


def answer(asked: Way, answering: Way, parent: int) -> None:
    """Answer until nothing more is asked, or the process ``parent``, which asks, is gone."""
    try:
        _answer(_Ends(asked, answering, parent))
    except (EOFError, BrokenPipeError):
        return
    except BaseException as error:
        with suppress(Exception):
            send_error(answering, error)


class _Ends(Struct, frozen=True):
    asked: Way
    answering: Way
    parent: int

    def next(self) -> Any:
        """What is asked next. Raises EOFError where nobody is there to ask."""
        while not self.asked.poll(_PATIENCE):
            if os.getppid() != self.parent:
                raise EOFError
        return self.asked.recv()

    def papers(self) -> Iterator[Paper]:
        """The papers that follow what was asked."""
        from daybook.disk.cache import decode
        from daybook.model import Paper

        while packed := self.asked.recv_bytes():
            yield from decode(packed, list[Paper])

    def send(self, value: object) -> None:
        self.answering.send((True, value))


def _answer(ends: _Ends) -> None:
    from daybook.parallel import batches

    _load()
    task: Task = ends.next()
    kept = _recalled(task)
    ends.send(task.present())
    if not ends.asked.poll(0):
        _prepare(task.themes)
    made: _Made | None = None
    while request := ends.next():
        match request:
            case Words(notes):
                _send_words(ends, notes)
            case MakeIndex(stock):
                made = _make_index(ends.papers(), kept, stock, task)
            case Render(rendering, jobs):
                for batch in batches(jobs, PAGES):
                    ends.send(rendering(batch))
    if made:
        _send_index(ends, made, task.memory, kept)


def _send_words(ends: _Ends, notes: Sequence[str]) -> None:
    from daybook.theme.markdown import load_lexers, words

    ends.send(list(map(words, notes)))
    for each in notes:  # while pages are not asked for yet
        load_lexers(each)


def _recalled(task: Task) -> Remembered | None:
    """The index of the build before; lunr, slow to load, is loaded where there was one."""
    if task.anew or not task.memory.exists():
        return None
    from daybook.search.papers import recall

    return recall(task.memory)


class _Made(Struct, frozen=True):
    files: list[tuple[str, bytes | None]]
    indexed: Index
    previous: Any


def _make_index(papers: Iterable[Paper], kept: Remembered | None, stock: bool, task: Task) -> _Made:
    from daybook.search.papers import index_documents, search_document

    files, index = index_documents(list(map(search_document, papers)), kept, stock=stock)
    previous = task.previous()  # now, for what is sent first is not taken before all pages are made
    return _Made(files, index, previous)


def _send_index(ends: _Ends, made: _Made, memory: Path, kept: Remembered | None) -> None:
    from daybook.disk.folders import fixed_umask
    from daybook.parallel import batches
    from daybook.search.papers import remember

    for files in (*batches(made.files, FILES), None):
        ends.send(files)
    with suppress(BrokenPipeError):  # where nothing changed, nobody asks
        ends.send(made.previous)
    with fixed_umask():
        remember(memory, made.indexed, kept)


def send_error(answering: Way, error: BaseException) -> None:
    """Send an error on; where it is a fault of this program, with the place that it came from."""
    from daybook.problems import DaybookError

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


def _load() -> None:
    """Load what pages are made with."""
    from daybook import pages  # noqa: F401
    from daybook.theme import markdown

    markdown.render("-", str)


def _prepare(themes: Sequence[Path]) -> None:
    """Read the theme's files ahead; the first process reports faults in them."""
    from daybook.problems import DaybookError
    from daybook.theme.folder import load_theme

    with suppress(DaybookError, OSError, MemoryError):  # where it matters, it fails again
        load_theme(themes)
