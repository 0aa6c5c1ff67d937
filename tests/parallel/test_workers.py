"""Functions give the same in this process and in a pool; faults of a pool arrive as errors with a remedy."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from ctypes import CDLL
from datetime import date, timedelta
from pathlib import Path

import pytest

from daybook.parallel.workers import ALONE, Packing, Workers, batches, open_workers
from daybook.problems import UsageError

NUMBERS = list(range(1000))


def doubled(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def process_of(_numbers: list[int]) -> int:
    return os.getpid()


def wrapped_memory_error(_numbers: list[int]) -> None:
    try:
        raise MemoryError
    except MemoryError as error:
        raise ValueError("a library's own error") from error


@pytest.mark.parametrize("packing", [None, Packing(list[int], list[int])])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order(jobs: int, packing: Packing | None) -> None:
    with open_workers(jobs) as workers:
        found = [number for batch in workers.map(doubled, batches(NUMBERS, 7), packing) for number in batch]
        assert found == doubled(NUMBERS)
        assert workers.submit(doubled, [4])() == [8]


def day_after(days: list[date]) -> list[tuple[date, bytes]]:
    return [(day + timedelta(1), b"\xff") for day in days]


def test_packed_values_have_their_types_again() -> None:
    packing = Packing(list[date], list[tuple[date, bytes]])
    with open_workers(2) as workers:
        assert list(workers.map(day_after, [[date(2031, 2, 28)]], packing)) == [[(date(2031, 3, 1), b"\xff")]]


def strewn(number: int) -> bytes:
    """Return the last of so many kilobytes, above those that are free again."""
    return [bytes([place % 256]) * 1_000 for place in range(number)][-1]


def held() -> int:
    """Return the bytes of memory that this process holds (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * mmap.PAGESIZE


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(CDLL(None), "malloc_trim"), reason="another C library than glibc"
)
def test_a_large_task_returns_its_memory_to_the_system() -> None:
    ALONE.submit(int)()  # returns what tests before this one left
    before = held()
    kept = strewn(20_000)
    assert held() - before > 10_000_000
    kept += ALONE.submit(strewn, 20_000)()
    assert held() - before < 10_000_000
    assert len(kept) == 2_000


LARGE_BLOCKS = """
from pathlib import Path
from daybook.parallel.workers import open_workers

def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])

with open_workers(2) as workers:
    workers.start()
    larger = bytearray(30_000_000)
    del larger
    freed, kept = bytearray(6_000_000), bytearray(100_000)
    before = pages()
    del freed
    print(before - pages())
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(CDLL(None), "mallopt"), reason="another C library than glibc"
)
def test_large_blocks_return_to_the_system_after_larger_ones() -> None:
    done = subprocess.run([sys.executable, "-c", LARGE_BLOCKS], capture_output=True, text=True, check=True)
    assert int(done.stdout) * mmap.PAGESIZE > 5_000_000


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_counts_items_that_are_done(jobs: int) -> None:
    counts: list[int] = []
    with open_workers(jobs, progress=counts.append) as workers:
        assert len(list(workers.map(doubled, batches(NUMBERS, 300)))) == 4
    assert counts == [300, 600, 900, 1000]


def test_one_process_for_one_job_and_others_for_more() -> None:
    assert set(ALONE.map(process_of, batches(NUMBERS))) == {os.getpid()}
    with open_workers(2) as workers:
        assert os.getpid() not in set(workers.map(process_of, batches(NUMBERS)))


def test_a_bounded_number_of_batches_is_under_way() -> None:
    taken: list[int] = []

    def counted() -> Iterator[list[int]]:
        for batch in batches(NUMBERS, 1):
            taken.append(batch[0])
            yield batch

    with open_workers(2) as workers:
        results = workers.map(doubled, counted())
        next(results)
        assert len(taken) == 8  # four for each process
        results.close()  # type: ignore[attr-defined]


def test_no_process_is_started_before_it_is_needed() -> None:
    with open_workers(2):
        assert multiprocessing.active_children() == []


def test_work_in_this_process_is_done_once_and_when_it_is_asked_for() -> None:
    done: list[int] = []
    result = ALONE.submit(done.append, 1)
    assert done == []
    result()
    result()
    assert done == [1]


def test_a_process_that_was_killed_is_reported() -> None:
    with pytest.raises(UsageError, match="--jobs: a process was ended from outside"), open_workers(2) as pool:
        pool.submit(os._exit, 1)()
    assert multiprocessing.active_children() == []


def test_a_memory_error_arrives_as_one_even_if_a_library_wrapped_it() -> None:
    with open_workers(2) as workers, pytest.raises(MemoryError):
        workers.submit(wrapped_memory_error, [1])()


def test_an_error_in_the_block_kills_work_that_still_runs() -> None:
    with pytest.raises(KeyboardInterrupt), open_workers(2) as workers:
        workers.submit(time.sleep, 3600)
        raise KeyboardInterrupt
    assert multiprocessing.active_children() == []


def test_workers_without_an_executor_count_as_one() -> None:
    assert Workers(1).width == ALONE.width == 1
