"""Tests assert no time: they count or limit work (`tests.effort`); only `tests/bench` measures."""

from __future__ import annotations

import re

from tests.conftest import ROOT

CLOCK = re.compile(r"\b(perf_counter|process_time|thread_time)(_ns)?\(|monotonic\(\) - |\bcpuUsage\(")
MAY_READ = ("tests/bench/", "tests/__main__.py", "tests/faults/crash.py", "tests/node_modules/")


def test_no_test_measures_time() -> None:
    places = [*ROOT.glob("tests/**/*.py"), *ROOT.glob("tests/**/*.mjs")]
    paths = {place.relative_to(ROOT).as_posix(): place for place in places}
    found = [path for path, place in paths.items() if CLOCK.search(place.read_text("utf-8"))]
    assert [path for path in found if not path.startswith(MAY_READ)] == []
    assert "tests/__main__.py" in found
