"""Pure functions over batches, on this process or on others, in the order of the batches."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from generator.cluster import Cluster, cluster
from generator.problems import Problem, UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCH = 64
_WAITING = 4
"""Batches under way for each process: enough to keep it busy, few enough to hold in memory."""
_PR_SET_PDEATHSIG = 1


def batches(items: Iterable[Item], size: int = _BATCH) -> Iterator[list[Item]]:
    """Cut items into lists of at most ``size``."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def mapped(
    work: Callable[[list[Item]], Result], lists: Iterable[list[Item]], several: Processes
) -> Iterator[Result]:
    """Give ``work`` of each list, in their order, with a bounded number under way."""
    pool = several.pool()
    if pool is None:
        yield from map(work, lists)
        return
    width = pool.width if isinstance(pool, Cluster) else several.jobs
    waiting: deque[Future[Result]] = deque()
    for batch in lists:
        waiting.append(pool.submit(work, batch))
        if len(waiting) >= width * _WAITING:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def executor(jobs: int, scheduler: str | None = None) -> Iterator[Executor | None]:
    """Start so many processes, none for one; with the address of a scheduler, connect to its cluster.

    Processes are forked where that is safe: they then start in no time. Raises UsageError for a cluster that
    cannot be used, and where one of the processes was ended from outside.
    """
    if scheduler:
        with cluster(scheduler) as found:
            yield found
        return
    if jobs < 2:
        yield None
        return
    import multiprocessing  # slow to load, and one process does without
    from concurrent.futures import ProcessPoolExecutor

    safe = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if safe else "spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=end_with, initargs=(os.getpid(),))
    try:
        yield pool
    except BrokenExecutor as error:
        remedy = "it may have run out of memory: use fewer"
        raise UsageError([Problem("--jobs", 0, "a process was ended from outside", remedy)]) from error
    finally:
        pool.shutdown(cancel_futures=True)


class Processes(Struct, frozen=True):
    """Processes for one stage after the other, there once the first of them asks.

    Asked early, they hold little: what a fork shares with its parent is copied as the parent goes on.
    """

    jobs: int
    pool: Callable[[], Executor | None]
    """Starts them, the first time; None where this process is to do all."""


ALONE = Processes(1, lambda: None)


@contextmanager
def processes(jobs: int, scheduler: str | None = None) -> Iterator[Processes]:
    """`executor`, started when it is first asked for."""
    with ExitStack() as stack:
        yield Processes(jobs, cache(lambda: stack.enter_context(executor(jobs, scheduler))))


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
