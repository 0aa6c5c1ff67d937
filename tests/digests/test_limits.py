"""A digest that takes too much time or memory is a problem of that file, and the next one is read."""

from __future__ import annotations

import re
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import pytest

from daybook import digests
from daybook.archive import new_digests
from daybook.digests import date_hint, read_digest
from daybook.digests.digest_file import DigestFile
from daybook.digests.limits import LimitError, Limits, run_within
from daybook.parallel.workers import Workers
from daybook.problems import Severity
from tests.made import content_of, digest_text, many_papers

if not hasattr(signal, "setitimer"):
    pytest.skip("this system has no timer of processor time", allow_module_level=True)

GOOD = digest_text("Mar 18", many_papers(2)).encode()


def count() -> None:
    while True:
        pass


def match() -> None:
    """Match a pattern that takes for ever, in C."""
    re.search(r"(a+)+$", "a" * 60 + "b")


def drop() -> None:
    """Catch all, as libraries do."""
    while True:
        try:
            count()
        except Exception:
            return


def drop_once() -> None:
    try:
        count()
    except:  # noqa: E722 - a library may do it
        count()


def allocate() -> None:
    kept = []
    while True:
        kept.append(bytes(1_000_000))


def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "_SECONDS", 0.05)
    monkeypatch.setattr(digests, "_MEMORY", 50_000_000)


def reader_that(work: Callable[[], None]) -> ModuleType:
    """Return a reader that does some work with every file that says so."""
    made = ModuleType("made")

    def read(file: DigestFile) -> None:
        if "dear" in file.path:
            work()

    made.NAME, made.read = "something dear", read  # type: ignore[attr-defined]
    return made


@pytest.mark.hazard(97, "a digest that takes too much time or memory")
@pytest.mark.parametrize("work", [count, match, drop, drop_once, allocate])
def test_a_reader_that_takes_too_much(monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]) -> None:
    cheap(monkeypatch)
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    readers = [reader_that(work), *digests.readers()]
    read, (problem,) = read_digest("dear.txt", GOOD, date_hint("2025-03-18.txt", None), readers)
    assert read is None
    assert (problem.path, bool(problem.remedy)) == ("dear.txt", True)
    assert re.search(r"takes more than .* (processor time|bytes of memory) to read", problem.what)
    good, _ = read_digest("2025-03-18.txt", GOOD, date_hint("2025-03-18.txt", None), readers)
    assert good is not None
    assert before == (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF))
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_other_digests_are_imported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, jobs: int) -> None:
    cheap(monkeypatch)
    readers = (reader_that(count), *digests.readers())
    monkeypatch.setattr(digests, "readers", lambda: iter(readers))
    monkeypatch.setattr(new_digests, "_MUCH", 0)
    for papers, name in enumerate(("2025-03-18.txt", "2025-03-18-dear.txt", "2025-03-18-b.txt"), 2):
        (tmp_path / name).write_text(digest_text("Mar 18", many_papers(papers)), "utf-8")
    # Forks have the reader made here. `open_workers` forks only where no other test's thread still runs.
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        workers = Workers(jobs, lambda: pool if jobs > 1 else None)
        found = new_digests.find_new_digests(tmp_path / "content", content_of(()), [tmp_path], None, workers)
    assert len(found.digests) == 2
    (problem,) = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert "2025-03-18-dear.txt" in problem.path


def test_memory_that_the_machine_lacks_is_no_problem_of_the_file() -> None:
    def fail() -> None:
        raise MemoryError

    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (10**13, before[1]))
    try:
        with pytest.raises(MemoryError):
            run_within(Limits(9.0, 10**14), fail)
        with pytest.raises(LimitError, match="1,000 bytes of memory"):
            run_within(Limits(9.0, 1_000), fail)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def test_in_a_thread_there_is_no_limit() -> None:
    done: list[int] = []
    work = partial(sum, range(10**6))
    thread = threading.Thread(target=lambda: done.append(run_within(Limits(0.001, 1), work)))
    thread.start()
    thread.join()
    assert done == [sum(range(10**6))]
