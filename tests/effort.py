"""Bounds the work of code without reading a clock: by the lines it runs, or by a limit on processor time."""

from __future__ import annotations

import importlib
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

from tests.conftest import ROOT

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


def run_limited(cases: Callable[..., Cases], *arguments: str) -> int:
    """Run the cases that a module's function gives, in a child process that is killed at the limit of a case.

    Return the number of cases; AssertionError names the case that took too long or failed.
    """
    command = [sys.executable, "-m", "tests.effort", cases.__module__, cases.__name__, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    names = done.stdout.splitlines()
    assert done.returncode == 0, f"{names[-1:]}: exit code {done.returncode} {done.stderr}"
    return len(names)


def main(module: str, function: str, *arguments: str) -> None:
    """Print the name of each case, then run it."""
    for name, work in getattr(importlib.import_module(module), function)(*arguments):
        print(ascii(name), flush=True)
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1 + SECONDS, resource.RLIM_INFINITY))
        work()


if __name__ == "__main__":
    main(*sys.argv[1:])
