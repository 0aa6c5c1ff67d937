"""Runs the command line in child processes and fails one request to the disk in each; a program, not a test.

    python -m tests.faults.failing '{"folder": …, "scenario": "build", "most": 9, "seed": 1, "errors": […]}'

``"share": [1, 2]`` tries every second fault, ``"making": "site"`` those of making folders there. It prints a
line for each run: the fault, the exit code, and which of these does not hold:

- the site is exactly the old or exactly the new one, and the old one if the command says so,
- each file of content is as before or as after an undisturbed run, and none is missing,
- the message names place, cause and remedy, with exit code 1, 2 or 130 and without a traceback,
- the next run succeeds with the bytes of a clean build, and removes what the failed run left.
"""

from __future__ import annotations

import json
import random
import sys
from itertools import zip_longest
from pathlib import Path
from typing import Any

from daybook.disk import cache
from tests.faults.faults import ERRORS, Point, Shim
from tests.faults.scenarios import SCENARIOS, Bench, run


def fingerprint(folder: Path) -> frozenset[tuple[str, int, int, int, int]]:
    """Return what changes if any file of a folder is touched."""
    return frozenset(
        (str(place), found.st_mode, found.st_size, found.st_mtime_ns, found.st_ino)
        for place in folder.rglob("*")
        for found in [place.lstat()]
        if not place.is_dir()
    )


def trials(points: list[Point]) -> list[tuple[int, str]]:
    """Return every request with every error, but one of two that are equal after reads."""
    return [
        (number, error)
        for number, point in enumerate(points, 1)
        for error in ERRORS
        if not (error in ("KeyboardInterrupt after", "power cut") and point.kind in ("open", "read"))
    ]


def drawn(points: list[Point], every: list[tuple[int, str]], most: int, seed: int) -> list[tuple[int, str]]:
    """Draw a sample with equal shares of each kind of request, as most requests are reads."""
    rng = random.Random(seed)
    kinds: dict[str, list[tuple[int, str]]] = {}
    for number, error in rng.sample(every, len(every)):
        kinds.setdefault(points[number - 1].kind, []).append((number, error))
    turns = zip_longest(*(kinds[kind] for kind in sorted(kinds)))
    return [trial for turn in turns for trial in turn if trial][:most]


def main(given: dict[str, Any]) -> None:
    """Try every request with every error, or a sample drawn with a seed."""
    cache.version()
    bench = Bench(Path(given["folder"]), SCENARIOS[given["scenario"]])
    points = bench.points()
    every = [trial for trial in trials(points) if trial[1] in given.get("errors", ERRORS)]
    if "making" in given:
        below = str(bench.work / given["making"])
        wanted = {n for n, at in enumerate(points, 1) if at.kind == "mkdir" and at.place.startswith(below)}
        every = [trial for trial in every if trial[0] in wanted]
    sample = drawn(points, every, given["most"], given["seed"])
    print(json.dumps({"points": list(map(vars, points)), "trials": len(every)}), flush=True)
    bench.restore()
    before, next_is_good = fingerprint(bench.work), False
    share, shares = given.get("share", (0, 1))
    for number, error in sorted(sample)[share::shares]:
        ran = run(bench.work, bench.scenario.command, Shim(number, error), bench.scenario.exchange)
        wrong = [*bench.judge(ran, error)]
        untouched = fingerprint(bench.work) == before
        if not (untouched and next_is_good):  # else repairs of the same state were tried already
            further = [*bench.judge_next()]
            next_is_good |= untouched and not further
            wrong += further
            bench.restore()
            before = fingerprint(bench.work)
        said = ran.output[-400:] if wrong else ""
        print(json.dumps([number, vars(points[number - 1]), error, ran.code, wrong, said]), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
