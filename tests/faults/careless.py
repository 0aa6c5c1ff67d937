"""Runs a program of the tests on a Daybook whose swap is not atomic; a program, not a test.

    python -m tests.faults.careless tests.faults.crash every '{"folder": …}'

The old site is emptied and the new one copied into it, as many generators do. The program must report sites
that are not whole.
"""

from __future__ import annotations

import runpy
import shutil
import sys
from pathlib import Path

from daybook.site import publication


def swap(output: Path, staging: Path, _previous: Path) -> None:
    """Empty ``output``, then fill it, file by file."""
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(staging, output)
    shutil.rmtree(staging)


if __name__ == "__main__":
    publication.swap = swap
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__")
