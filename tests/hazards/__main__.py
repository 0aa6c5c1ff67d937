"""Runs the tests that try many hazards, and prints how many they tried: `python -m tests.hazards [PART…]`.

First the list of hazards is printed; `--list` stops there. `--short` tries as much as a run of all tests
does, in minutes; without it the tests run with `--long` (every kill point, every fault of every request to
the disk), which takes an hour. The exit code is 1 when something failed or a hazard has no test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import pytest

from tests import fuzz
from tests.conftest import ROOT
from tests.hazards import TRIED, tried
from tests.hazards.collecting import ARGUMENTS, collect, faults, lines

PARTS = {
    "hostile": "browser/test_hostile.py browser/test_hostile_controls.py",
    "crash": "faults/test_crash.py",
    "failing": "faults/test_failing.py",
    "check": "commands/test_check.py",
    "digests": "digests/test_hostile_digests.py",
    "pathological": "faults/test_pathological.py faults/test_places.py",
    "removals": "archive/test_removals.py archive/test_two_maintainers.py",
    "verify": "commands/test_verify.py",
    "services": "sources/test_hostile_services.py",
}


def show_list(options: Sequence[str]) -> int:
    """Print the hazards; return 1 if the list has faults, which are printed instead."""
    hazards = collect(*options)
    found = list(faults(hazards))
    print("\n".join(found or lines(hazards)), flush=True)
    return int(bool(found))


def fuzz_readers(seconds: int) -> None:
    """Fuzz each reader for so many seconds."""
    fuzz.prepare()
    for reader in fuzz.READERS:
        result = fuzz.fuzz(reader, seconds)
        tried(f"inputs of atheris for {reader}, {seconds} s", result.tried, result.failed)
        tried("inputs of atheris, all together", result.tried, result.failed)


def main() -> int:
    """Parse the arguments, run the parts, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.hazards", description=__doc__.split("\n\n")[0])
    parser.add_argument("--list", action="store_true", help="only print the list of hazards")
    parser.add_argument("--short", action="store_true", help="try as much as a run of all tests")
    parser.add_argument("--fuzz", type=int, metavar="SECONDS", help="for each reader (60; with --short 5)")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}, fuzz (default: all)")
    options = parser.parse_args()
    if unknown := set(options.parts) - {*PARTS, "fuzz"}:
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    size = [] if options.short else ["--long"]
    failed = show_list(size)
    if options.list:
        return failed
    parts = options.parts or [*PARTS, "fuzz"]
    if files := [str(ROOT / "tests" / name) for part in parts for name in PARTS.get(part, "").split()]:
        failed |= int(pytest.main([*ARGUMENTS, *files, *size]))
    if "fuzz" in parts:
        fuzz_readers((5 if options.short else 60) if options.fuzz is None else options.fuzz)
    return show_figures() or failed


def show_figures() -> int:
    """Print what was tried; return 1 if any of it failed."""
    print(f"\n{'':<62}{'tried':>10}{'failed':>8}")
    for figure, (number, failed) in TRIED.items():
        print(f"{figure:<62}{number:>10,}{failed:>8}")
    return int(any(failed for _, failed in TRIED.values()))


if __name__ == "__main__":
    sys.exit(main())
