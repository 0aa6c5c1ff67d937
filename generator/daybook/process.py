"""Processes of this machine: how many it may keep busy, how one ends with another, how one starts."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from daybook.forked import PipeEnd

    Way = Connection | PipeEnd
    Answer = Callable[[Way, Way, int], None]
    """Takes what is asked from one end and answers by the other, while a process of that number is there."""

_PR_SET_PDEATHSIG = 1


class Second(NamedTuple):
    """A process that was started, with the two ways to it."""

    process: Any
    asking: Way
    answers: Way

    def kill(self) -> None:
        """End it, whatever it does."""
        self.process.kill()

    def close(self) -> None:
        """Ask nothing more, and wait until it has ended."""
        self.asking.close()
        self.answers.close()
        self.process.join()


def start(answer: Answer) -> Second:
    """Start a process that runs ``answer`` and ends with this one; no thread may run beside.

    Raises OSError or MemoryError where the system refuses one.
    """
    parent = os.getpid()
    if sys.platform == "linux":
        from daybook.forked import fork

        return Second(*fork(lambda asked, answering: _run(answer, asked, answering, parent)))
    import multiprocessing  # slow to load, and one process does without

    context = multiprocessing.get_context("spawn")
    with ExitStack() as opened:
        asked, asking, answers, answering = ends = (*context.Pipe(duplex=False), *context.Pipe(duplex=False))
        for end in ends:
            opened.callback(end.close)
        process = context.Process(target=_run, args=(answer, asked, answering, parent), daemon=True)
        process.start()
        opened.pop_all()
    asked.close()
    answering.close()
    return Second(process, asking, answers)


def _run(answer: Answer, asked: Way, answering: Way, parent: int) -> None:
    try:
        end_with(parent)
        answer(asked, answering, parent)
    except Exception as error:  # before it could answer: it may not even have been loaded
        with suppress(Exception):  # where nobody listens, or it cannot be sent
            answering.send((False, error))


def end_with(parent: int) -> None:
    """Have this process end with the one that started it, however that ends (Linux, prctl(2)).

    Left behind, it would wait for ever, and hold the lock of the folder it worked on. An interrupt is the
    other's to deal with: both are told.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def all_cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
