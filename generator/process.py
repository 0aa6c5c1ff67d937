"""Processes of this machine: how many it may keep busy, how one ends with another, and a build's second one.

Nothing is loaded here but what Python has loaded itself: a command begins with this, and the sooner a second
process is there, the sooner the two load beside each other what each needs.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in `typing`, which is slow to load
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from typing import Any

    Answer = Callable[[Connection, Connection, int], None]
    """Takes what is asked from one end and answers by the other, as long as that process is there."""

_PR_SET_PDEATHSIG = 1


class Second:
    """A process that was started, with the two ways to it."""

    def __init__(self, process: Any, asking: Connection | int, answers: Connection | int) -> None:
        """A process as of `multiprocessing`; and connections, or descriptors of pipes."""
        self._process, self._asking, self._answers = process, asking, answers

    def connect(self) -> tuple[Connection, Connection]:
        """Give the way to it and the way from it."""
        self._answers, self._asking = connections(self._answers, self._asking)
        return self._asking, self._answers

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()

    def close(self) -> None:
        """Ask nothing more, and wait until it has ended."""
        for end in (self._asking, self._answers):
            os.close(end) if isinstance(end, int) else end.close()
        self._process.join()


class Forked:
    """A child of this process, by its number."""

    def __init__(self, number: int) -> None:
        self._number = number

    def kill(self) -> None:
        """End it, whatever it does."""
        os.kill(self._number, 9)

    def join(self) -> None:
        """Wait until it has ended."""
        os.waitpid(self._number, 0)


def connections(reading: Connection | int, writing: Connection | int) -> tuple[Connection, Connection]:
    """Give the ends of pipes as connections."""
    from multiprocessing.connection import Connection

    return (
        Connection(reading, writable=False) if isinstance(reading, int) else reading,
        Connection(writing, readable=False) if isinstance(writing, int) else writing,
    )


def start(answer: Answer) -> Second:
    """Start a process that runs ``answer`` and ends with this one; no thread may run beside."""
    import multiprocessing

    forked = sys.platform == "linux"
    context: Any = multiprocessing.get_context("fork" if forked else "spawn")
    asked, asking = context.Pipe(duplex=False)
    answers, answering = context.Pipe(duplex=False)
    others = (asking, answers) if forked else ()  # what a fork has of the ends that are not its own
    process = context.Process(target=_run, args=(answer, asked, answering, others, os.getpid()), daemon=True)
    process.start()
    asked.close()
    answering.close()
    return Second(process, asking, answers)


def _run(
    answer: Answer, asked: Connection, answering: Connection, others: Sequence[Connection], parent: int
) -> None:
    end_with(parent)
    for other in others:
        other.close()
    answer(asked, answering, parent)


def end_with(parent: int) -> None:
    """Have this process end with the one that started it, however that ends (Linux, prctl(2)).

    Left behind, it would wait for ever, and hold the lock of the folder it worked on. An interrupt is the
    other's to deal with: both are told.
    """
    import ctypes
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def all_cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
