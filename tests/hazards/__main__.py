"""Runs the detectors and prints what they tried: `python -m tests.hazards [--short] [PART…]`.

With ``--short`` tests try as much as they do in each run of all tests, which takes a few minutes; without it
as much as with ``--long``: every kill point, every request to the disk with every fault, which takes hours.
PARTS are those of the detectors: hostile, crash, failing, check, digests_hostile, pathological, fuzz.
Each figure is counted while its test runs (`counting`). A row fails where something failed, or a test of it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests import fuzz
from tests.hazards.counting import HOSTILE, STRINGS, WATCHES
from tests.hazards.rows import ROWS

ROOT = Path(__file__).resolve().parents[2]
_WIDTH = 62


MODULES = {STRINGS: HOSTILE, **{watch.figure: watch.module for watch in WATCHES}}
"""By figure, the module of its tests."""
PARTS = (*dict.fromkeys(module.rpartition(".test_")[2] for module in MODULES.values()), "fuzz")


def count(parts: Sequence[str], *, short: bool) -> tuple[dict[str, Any], int]:
    """Run the tests of some parts; what was counted, and pytest's exit code."""
    files = sorted({f"{name.replace('.', '/')}.py" for name in MODULES.values() if _part(name) in parts})
    if not files:
        return {}, 0
    with tempfile.TemporaryDirectory(prefix="daybook-hazards-") as folder:
        place = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.hazards.counting", *files]
        more = [] if short else ["--long"]
        done = subprocess.run([*command, "--figures", place, *more], cwd=ROOT, check=False)
        return json.loads(place.read_text("utf-8")), done.returncode


def _part(module: str) -> str:
    return module.rpartition(".test_")[2]


def show(figures: dict[str, Any], parts: Sequence[str]) -> int:
    """Print a line for each figure of some parts; how many of them failed."""
    print(f"\n{'':<{_WIDTH}}{'tried':>10}{'failed':>8}")
    bad = 0
    for name, module in MODULES.items():
        if _part(module) not in parts:
            continue
        one = figures.get(name, {"tried": 0, "failed": 0, "failed tests": 1, "worst": {}})
        failed = max(one["failed"], one["failed tests"])
        bad += bool(failed or not one["tried"])
        worst = ", ".join(f"at most {value:.3g} {what}" for what, value in one["worst"].items())
        print(f"{name:<{_WIDTH}}{one['tried']:>10,}{failed:>8}  {_part(module)}  {worst}".rstrip())
    return bad


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and print; 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.hazards", description=__doc__.split("\n\n")[0])
    parser.add_argument("--short", action="store_true", help="as in every run of all tests")
    parser.add_argument("--fuzz", type=int, metavar="SECONDS", help="for each reader (60; with --short 5)")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (all)")
    options = parser.parse_args(arguments)
    parts = options.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    figures, code = count(parts, short=options.short)
    seconds = options.fuzz if options.fuzz is not None else (5 if options.short else 60)
    fuzzed = []
    if "fuzz" in parts:
        fuzz.prepare()
        fuzzed = [fuzz.fuzz(reader, seconds) for reader in fuzz.READERS]
    bad = show(figures, parts)
    for came in fuzzed:
        name = f"inputs of atheris for {came.reader}, {came.seconds} s"
        print(f"{name:<{_WIDTH}}{came.tried:>10,}{came.failed:>8}  fuzz")
    if fuzzed:
        name = "inputs of atheris, all together"
        tried, failed = sum(came.tried for came in fuzzed), sum(came.failed for came in fuzzed)
        print(f"{name:<{_WIDTH}}{tried:>10,}{failed:>8}  fuzz")
    with_tests = sum(bool(row.tests) for row in ROWS)
    print(f"\n{len(ROWS)} hazards: {with_tests} with tests, {len(ROWS) - with_tests} with a reason why not")
    return int(bool(bad or code or any(came.failed for came in fuzzed)))


if __name__ == "__main__":
    sys.exit(main())
