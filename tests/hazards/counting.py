"""A plugin of pytest's that counts what the detectors try: `pytest -p tests.hazards.counting --figures FILE`.

The tests stay as they are. What they call to try something is looked at from outside: a watch counts what a
function of a test's module gave back, in the tests it is for, so each figure is of what was really run.
"""

from __future__ import annotations

import functools
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

Count = Callable[[tuple[Any, ...], Any], "Tried"]
"""Arguments of a call and what it gave back, to what was tried."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How many were tried, how many failed, and figures of which the largest is told."""

    tried: int
    failed: int = 0
    worst: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """A function that is called to try something, and how its results are counted."""

    figure: str
    module: str
    function: str
    count: Count
    tests: tuple[str, ...]
    """Names of the tests in which calls count; controls are others."""


def _killed(kinds: tuple[str, ...], given: tuple[Any, ...], told: list[list[Any]]) -> Tried:
    if given[0] not in kinds:
        return Tried(0)
    kills = told[:-1] if given[0] == "random" else told  # its last line is a build that is let be
    killed = sum(bool(line[1]) for line in kills)  # others had ended before the kill came
    return Tried(killed, sum(not (line[2] and line[3]) for line in told))


def _refused(given: tuple[Any, ...], told: list[Any]) -> Tried:
    trials = told[1:] if given[2] else []
    return Tried(len(trials), sum(bool(trial[4]) for trial in trials))


def _measured(_given: tuple[Any, ...], told: tuple[float, float]) -> Tried:
    from tests.faults.test_pathological import GROWTH, LIMIT

    seconds, growth = told
    failed = seconds > LIMIT or growth > GROWTH
    return Tried(1, int(failed), (("ms", 1000 * seconds), ("times for twice as much", growth)))


CRASH, HOSTILE = "tests.faults.test_crash", "tests.browser.test_hostile"
PAGES = ("test_the_papers_pages", "test_the_lists", "test_files_for_other_programs")
WIRES = ("test_each_wire_is_tripped",)
READS = ("test_any_bytes", "test_a_damaged_digest", "test_any_json")
TESTS_OF_KILLS = (
    "test_killed_before_any_of_its_changes_on_disk",
    "test_an_import_killed_at_any_change_is_made_whole_by_the_next",
)

WATCHES = (
    Watch(
        "pages with hostile strings, opened in Chromium",
        HOSTILE,
        "visited",
        lambda _given, pages: Tried(len(pages), sum(bool(page["hits"]) for page in pages)),
        PAGES,
    ),
    Watch(
        "pages that do run something, as a control (failed: not seen)",
        HOSTILE,
        "visited",
        lambda _given, pages: Tried(len(pages), sum(not page["hits"] for page in pages)),
        WIRES,
    ),
    Watch(
        "kill points of builds and imports",
        CRASH,
        "killed",
        functools.partial(_killed, ("every", "import")),
        TESTS_OF_KILLS,
    ),
    Watch(
        "kills at random moments",
        CRASH,
        "killed",
        functools.partial(_killed, ("random",)),
        ("test_killed_at_random_moments",),
    ),
    Watch(
        "requests to the disk refused, interrupted or cut off",
        "tests.faults.test_failing",
        "failing",
        _refused,
        ("test_each_request_refused",),
    ),
    Watch(
        "harm done to a good site (failed: overlooked)",
        "tests.commands.test_check",
        "errors",
        lambda _given, found: Tried(1, int(not found)),
        ("test_no_harm_is_overlooked",),
    ),
    Watch(
        "random and damaged digests, read by a reader (Hypothesis)",
        "tests.digests.test_hostile_digests",
        "read",
        lambda _given, _told: Tried(1),
        READS,
    ),
    Watch(
        "pathological texts of 64 kB",
        "tests.faults.test_pathological",
        "measured",
        _measured,
        ("test_notes", "test_readers"),
    ),
)
STRINGS = "hostile strings in every field, without the policy"


class Counting:
    """Counts while tests run, and writes what it counted."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.counted: dict[str, dict[str, Any]] = defaultdict(
            lambda: {"tried": 0, "failed": 0, "tests": 0, "failed tests": 0, "worst": {}}
        )

    def add(self, figure: str, tried: Tried) -> None:
        """Count on."""
        counted = self.counted[figure]
        counted["tried"] += tried.tried
        counted["failed"] += tried.failed
        for name, value in tried.worst:
            counted["worst"][name] = max(value, counted["worst"].get(name, 0.0))

    def watched(self, watch: Watch, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, looked at."""

        @functools.wraps(function)
        def called(*given: Any, **words: Any) -> Any:
            if _running() not in watch.tests:
                return function(*given, **words)
            try:
                told = function(*given, **words)
            except Exception:
                self.add(watch.figure, Tried(1, 1))
                raise
            self.add(watch.figure, watch.count(given, told))
            return told

        return called

    def pytest_collection_finish(self) -> None:
        for watch in WATCHES:
            if module := sys.modules.get(watch.module):
                setattr(module, watch.function, self.watched(watch, getattr(module, watch.function)))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        made = yield
        if fixturedef.argname == "scene":
            self.add(STRINGS, Tried(len(set(made.texts))))
        return made  # type: ignore[return-value]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and not report.failed:
            return
        file, _, name = report.nodeid.partition("::")
        module = file.removesuffix(".py").replace("/", ".")
        named = {w.figure for w in WATCHES if w.module == module and name.partition("[")[0] in w.tests}
        if module == HOSTILE:
            named.add(STRINGS)
        for figure in named:
            self.counted[figure]["tests"] += 1
            self.counted[figure]["failed tests"] += report.failed

    def pytest_sessionfinish(self) -> None:
        self.place.write_text(json.dumps(self.counted, indent=1), "utf-8")


def _running() -> str:
    """The name of the test that runs, without its case; empty while its fixtures are made."""
    named, _, phase = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition("::")[2].rpartition(" ")
    return named.partition("[")[0] if phase == "(call)" else ""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The place that figures are written to."""
    parser.addoption("--figures", type=Path, required=True, help="file for what was counted (JSON)")


def pytest_configure(config: pytest.Config) -> None:
    """Count from here on."""
    config.pluginmanager.register(Counting(config.getoption("--figures")))
