"""Run pure functions over batches: in this process, in a process pool, or on a Dask cluster.

Results come in the order of the batches, and a bounded number of batches is under way at any time.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from daybook.problems import refusal

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCH = 64
_UNDER_WAY = 4
"""Batches submitted for each process: enough to keep it busy, few enough to hold in memory."""
_PR_SET_PDEATHSIG = 1
_M_TRIM_THRESHOLD, _MOST_KEPT = -1, 16_000_000
_M_MMAP_THRESHOLD, _LARGE_BLOCK = -3, 4_000_000


def batches(items: Iterable[Item], size: int = _BATCH) -> Iterator[list[Item]]:
    """Cut items into lists of at most ``size``."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


class Packing(Struct, frozen=True):
    """The types of a batch and of its result, which then travel as MessagePack: half the time of pickle."""

    batch: Any
    result: Any

    def pack(self, batch: Any) -> bytes:
        """Encode a batch for another process."""
        return msgspec.msgpack.encode(batch)

    def run(self, work: Callable[[Any], Any], packed: bytes) -> bytes:
        """Encode the result of ``work`` for a packed batch."""
        return msgspec.msgpack.encode(work(msgspec.msgpack.decode(packed, type=self.batch)))

    def unpack(self, packed: bytes) -> Any:
        """Decode a result."""
        return msgspec.msgpack.decode(packed, type=self.result)


class Workers:
    """Runs functions in ``width`` processes of an executor that is started at the first call.

    Without an executor, functions run in this process.
    """

    def __init__(
        self,
        width: int,
        start: Callable[[], Executor | None] = lambda: None,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> None:
        """``progress`` gets the number of items of a `map` that are done, whenever there are more."""
        self.width = width
        self.is_running = False
        self._start, self._progress = cache(start), progress

    def _executor(self) -> Executor | None:
        executor = self._start()
        self.is_running = executor is not None
        return executor

    def start(self) -> None:
        """Start the executor and its processes. Raises UsageError for a cluster that cannot be used."""
        if executor := self._executor():
            executor.submit(int).result()

    def submit(self, work: Callable[..., Result], *args: object) -> Callable[[], Result]:
        """Start ``work``; return a function that waits for its result, or computes it here."""
        executor = self._executor()
        if executor:
            return executor.submit(run_large, work, *args).result
        return cache(partial(run_large, work, *args))

    def map(
        self,
        work: Callable[[list[Item]], Result],
        lists: Iterable[list[Item]],
        packing: Packing | None = None,
    ) -> Iterator[Result]:
        """Yield ``work`` of each list in order."""
        done = 0
        for number, result in self._results(work, lists, packing):
            done += number
            self._progress(done)
            yield result

    def _results(
        self, work: Callable[[list[Item]], Result], lists: Iterable[list[Item]], packing: Packing | None
    ) -> Iterator[tuple[int, Result]]:
        """Yield the length of each list and ``work`` of it."""
        executor = self._executor()
        if executor is None:
            yield from ((len(batch), work(batch)) for batch in lists)
            return
        width: int = getattr(executor, "width", self.width)  # a cluster has its own
        under_way: deque[tuple[int, Future[Any]]] = deque()
        for batch in lists:
            under_way.append((len(batch), _submit(executor, work, batch, packing)))
            if len(under_way) >= width * _UNDER_WAY:
                number, future = under_way.popleft()
                yield number, _result(future, packing)
        yield from ((number, _result(future, packing)) for number, future in under_way)


ALONE = Workers(1)


@contextmanager
def open_workers(
    jobs: int, scheduler: str | None = None, progress: Callable[[int], None] = lambda _done: None
) -> Iterator[Workers]:
    """Open a pool of ``jobs`` processes (none for one), or connect to the Dask cluster of a scheduler.

    The block raises UsageError if a process of the pool was killed. Processes that still run when the block
    raises are killed.
    """
    with ExitStack() as stack:
        if scheduler:
            from daybook.parallel.cluster import connect

            yield Workers(jobs, lambda: stack.enter_context(connect(scheduler)), progress)
        else:
            yield Workers(jobs, lambda: stack.enter_context(_pool(jobs)), progress)


@contextmanager
def _pool(jobs: int) -> Iterator[Executor | None]:
    if jobs < 2:
        yield None
        return
    _return_large_blocks()
    import multiprocessing  # slow to load, not needed by a small build
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    can_fork = sys.platform == "linux" and threading.active_count() == 1  # a fork copies no other thread
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_end_with_parent, initargs=(os.getpid(),))
    try:
        yield pool
    except BaseException as error:
        for child in multiprocessing.active_children():
            child.kill()
        if isinstance(error, BrokenExecutor):
            remedy = "it may have run out of memory: use fewer"
            raise refusal("--jobs", "a process was ended from outside", remedy) from error
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _run(work: Callable[..., Result], *args: object) -> Result:
    """Run ``work`` in a child process; unwrap a MemoryError so that it arrives as one."""
    try:
        return work(*args)
    except Exception as error:
        if isinstance(error.__cause__, MemoryError):  # as Pygments raises it
            raise MemoryError from None
        raise


def _submit(
    executor: Executor, work: Callable[[list[Item]], Result], batch: list[Item], packing: Packing | None
) -> Future[Any]:
    if packing:
        return executor.submit(_run, packing.run, work, packing.pack(batch))
    return executor.submit(_run, work, batch)


def _result(future: Future[Any], packing: Packing | None) -> Any:
    return packing.unpack(future.result()) if packing else future.result()


def run_large(work: Callable[..., Result], *args: object) -> Result:
    """Run ``work`` as `_run`, then return the memory to the system that it freed, which glibc would keep."""
    result = _run(work, *args)
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
    return result


def _return_large_blocks() -> None:
    """Have this process and its children return blocks of 4 MB to the system once they free them.

    glibc returns them by itself only until a larger one was freed, of up to 32 MB (mallopt(3)). Up to
    16 MB of smaller blocks stay: with the first limit set, it would return 128 kB, and ask for them again.
    """
    if sys.platform == "linux" and (set_option := getattr(ctypes.CDLL(None), "mallopt", None)):
        set_option(_M_MMAP_THRESHOLD, _LARGE_BLOCK)
        set_option(_M_TRIM_THRESHOLD, _MOST_KEPT)


def _end_with_parent(parent: int) -> None:
    """End this process when its parent ends, however that ends (Linux, prctl(2)); leave interrupts to it.

    An orphan would wait for work for ever and hold the lock of the folder.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def all_cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
