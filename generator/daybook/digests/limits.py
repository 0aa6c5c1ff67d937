"""Run work of this process under limits of processor time and memory, with an exception at the limit.

A timer of the system counts the processor time of the process and its handler raises, also in a pattern that
matches (`re` looks for signals). It costs microseconds, where a child for each file would cost milliseconds.
Systems without such a timer (Windows), and threads other than the main one, have no limit.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from msgspec import Struct

if sys.platform != "win32":
    import resource
    import signal

Result = TypeVar("Result")

_AGAIN = 0.1
"""Seconds of the processor after which the exception is raised again, as a library may have dropped it."""
_STATE = "/proc/self/statm"


class Limits(Struct, frozen=True):
    """The most time and memory that some work may take."""

    seconds: float
    """Of processor time."""
    memory: int
    """Bytes of address space, more than the process has at the start."""


class LimitError(BaseException):
    """Work came to a limit. No ``Exception``, as libraries catch those."""


def run_within(limits: Limits, work: Callable[[], Result]) -> Result:
    """Return the result of ``work``. Raises LimitError, which says what it took, at a limit."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return work()
    with _timed(limits.seconds), _bounded(limits.memory):
        return work()


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise LimitError(f"takes more than {seconds:g} seconds of processor time to read")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    finally:  # the signal may have come within the line above
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _bounded(memory: int) -> Iterator[None]:
    """Limit the address space, unless it is limited to less already; no system but Linux says its size."""
    try:
        with open(_STATE, "rb", buffering=0) as state:  # noqa: PTH123 - a third of the time of pathlib
            pages = int(state.read().split()[0])
    except FileNotFoundError:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * resource.getpagesize() + memory
    if any(limit != resource.RLIM_INFINITY and limit <= most for limit in before):
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    except MemoryError:
        raise LimitError(f"takes more than {memory:,} bytes of memory to read") from None
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
