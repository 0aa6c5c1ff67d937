"""Shows how each stage of a build grows: `python -m tests.bench.growth [FOLDER [N]] [--runs R]`.

It makes archives of N papers (100,000), a tenth and a hundredth of it from the digests in FOLDER, builds each
several times from Markdown without caches, and prints the medians of `--timings`. The growth of a stage from
one archive to the next is given relative to n log n: up to 1.0 it grows no faster. Stages that are too short
have none.
"""

from __future__ import annotations

import argparse
import math
import re
import tempfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.bench.archives import days_of, papers_of, write_digest
from tests.bench.build import INVENTED, REAL, Bench
from tests.bench.commands import daybook

_STAGE = re.compile(r"^([a-z][a-z ]*?) {2,}([0-9]+\.[0-9]{2})\b", re.MULTILINE)
_FEWEST = 10_000
_TOO_SHORT = 0.05
"""Seconds; the table of stages has hundredths."""


def stages(output: str) -> dict[str, float]:
    """Parse the seconds of each stage from the output of `--timings`; ``all`` is their sum."""
    return {name: float(seconds) for name, seconds in _STAGE.findall(output)}


def share(sizes: tuple[int, int], seconds: tuple[float, float]) -> float | None:
    """Return the growth of a stage relative to n log n; None if it is too short to measure."""
    (few, many), (short, long) = sizes, seconds
    if short < _TOO_SHORT:
        return None
    return (long / short) / (many * math.log(many) / (few * math.log(few)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Build and print a table."""
    folder = REAL if REAL.is_dir() else INVENTED
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.growth", description=__doc__.split("\n\n")[0]
    )
    parser.add_argument("folder", type=Path, nargs="?", default=folder, help=f"folder of digests ({folder})")
    parser.add_argument("papers", type=int, nargs="?", default=100_000, help="of the largest (100000)")
    parser.add_argument("--runs", type=int, default=3, help="builds of each (3)")
    options = parser.parse_args(arguments)
    if options.papers < _FEWEST or options.runs < 1:
        parser.error(f"there is nothing to see with fewer than {_FEWEST:,} papers, or no run")
    sizes = [options.papers // 100, options.papers // 10, options.papers]
    taken = {size: _built(options.folder, size, options.runs) for size in sizes}
    show(taken)


def _built(folder: Path, papers: int, runs: int) -> dict[str, float]:
    """Return the median seconds of each stage."""
    with tempfile.TemporaryDirectory(prefix="daybook-bench-") as work:
        bench = Bench(Path(work), None)
        saved = bench.work / "saved"
        for day, of_day in days_of(papers_of(folder, papers)):
            write_digest(saved / "digests", day, of_day)
        daybook("import", saved / "digests", "--content-dir", saved)
        each = [stages(bench.build(bench.begin(saved), "--timings").output) for _ in range(runs)]
    return {name: median(one[name] for one in each) for name in each[0]}


def show(taken: Mapping[int, Mapping[str, float]]) -> None:
    """Print seconds by stage and size, and the growth from each size to the next."""
    sizes = list(taken)
    print("from nothing, seconds; and growth as a part of that of n log n\n")
    print(f"{'papers':<18}" + "".join(f"{size:>12,}" for size in sizes))
    for name in taken[sizes[0]]:
        line = f"{name:<18}" + "".join(f"{taken[size][name]:>12.2f}" for size in sizes)
        for few, many in pairwise(sizes):
            found = share((few, many), (taken[few][name], taken[many][name]))
            line += f"{'' if found is None else format(found, '.2f'):>8}"
        print(line)


if __name__ == "__main__":
    main()
