"""Bounds the work of code without reading a clock: by the lines it runs, or by a limit on processor time."""

from __future__ import annotations

import importlib
import resource
import sys
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

from tests import warm

SECONDS = 4
"""Seconds of the processor for one case, at least; the slowest take one, and more on a busy machine."""
Cases = Iterable[tuple[str, Callable[[], object]]]


def count_lines(work: Callable[[], object]) -> int:
    """Return how many lines of Python run in ``work``; what C code does counts as the line that calls it."""
    lines = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def run_limited(cases: Callable[..., Cases], *arguments: str, seconds: int = SECONDS) -> int:
    """Run the cases that a module's function gives, in a child process that is killed at the limit of a case.

    Return the number of cases; AssertionError names the case that took too long or failed.
    """
    done = warm.run("tests.effort", str(seconds), cases.__module__, cases.__name__, *arguments)
    names = done.stdout.splitlines()
    assert done.returncode == 0, f"{names[-1:]}: exit code {done.returncode} {done.stderr}"
    return len(names)


def main(seconds: str, module: str, function: str, *arguments: str) -> None:
    """Print the name of each case, then run it."""
    for name, work in getattr(importlib.import_module(module), function)(*arguments):
        print(ascii(name), flush=True)
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1 + int(seconds), resource.RLIM_INFINITY))
        work()


if __name__ == "__main__":
    main(*sys.argv[1:])
