"""Pure functions over batches, on this process or on others, in the order of the batches."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from daybook.problems import Problem, UsageError
from daybook.process import end_with

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCH = 64
_WAITING = 4
"""Batches under way for each process: enough to keep it busy, few enough to hold in memory."""


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
    width: int = getattr(pool, "width", several.jobs)  # a cluster has its own
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
        from daybook.cluster import cluster  # as executors are, slow to load, and seldom needed

        with cluster(scheduler) as found:
            yield found
        return
    if jobs < 2:
        yield None
        return
    import multiprocessing  # slow to load, and one process does without
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

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
