"""Collects the hazards from the markers of the tests that try them.

A hazard is an input or a fault known to do harm. Its tests carry `@pytest.mark.hazard(NUMBER)`, one of them
also its name and, if need be, what is left out: `hazard(NUMBER, "name", "limit")`. A Node test has a comment
on the line above it: `// hazard NUMBER`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field

import pytest

from tests.conftest import ROOT

SECTIONS = {
    "text that hurts a parser": range(1, 17),
    "text that attacks a reader": range(17, 33),
    "names and paths": range(33, 43),
    "files and formats": range(43, 69),
    "machine and process": range(69, 87),
    "decisions, services and what is served": range(87, 99),
}
ARGUMENTS = ("-q", "-W", "ignore::pytest.PytestAssertRewriteWarning")
"""For pytest in this process, in which some of its plugins are loaded already."""
_NODE_TEST = re.compile(r'^// hazard ([\d, ]+)\ntest\("([^"]+)"', re.MULTILINE)


@dataclass
class Hazard:
    """One hazard: its names (exactly one is right), the ids of its tests, and its limits."""

    names: list[str] = field(default_factory=list)
    tests: set[str] = field(default_factory=set)
    limits: list[str] = field(default_factory=list)


class Collector:
    """A pytest plugin that gathers the hazards of the collected tests by number."""

    def __init__(self) -> None:
        self.hazards = {
            73: Hazard(
                ["a file that another program on Windows holds open"],
                limits=["no test runs on Windows; a refused rename is a refusal like any other"],
            )
        }

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            test = item.nodeid.partition("[")[0]
            for mark in item.iter_markers("hazard"):
                words = [word for word in mark.args if isinstance(word, str)]
                for number in (number for number in mark.args if isinstance(number, int)):
                    hazard = self.hazards.setdefault(number, Hazard())
                    hazard.tests.add(test)
                    if words and words[0] not in hazard.names:
                        hazard.names.append(words[0])
                        hazard.limits += words[1:]


def collect(*options: str) -> dict[int, Hazard]:
    """Return the hazards by number, collected from all Python and Node tests.

    ``options`` are those of a run of tests in this process: Hypothesis chooses how many cases it tries when a
    module is loaded, which is now.
    """
    collector = Collector()
    files = [place for place in ROOT.glob("tests/**/test_*.py") if "mark.hazard" in place.read_text("utf-8")]
    with redirect_stdout(io.StringIO()) as output:
        code = pytest.main(["--collect-only", *ARGUMENTS, *options, *map(str, files)], plugins=[collector])
    assert code == pytest.ExitCode.OK, output.getvalue()
    for place in ROOT.glob("tests/node/*.mjs"):
        for numbers, name in _NODE_TEST.findall(place.read_text("utf-8")):
            for number in map(int, numbers.split(",")):
                collector.hazards.setdefault(number, Hazard()).tests.add(f"{place.name}::{name}")
    return dict(sorted(collector.hazards.items()))


def faults(hazards: dict[int, Hazard]) -> Iterator[str]:
    """Yield a line for each hazard without a section, without one name, or with neither tests nor a limit."""
    numbers = {number for section in SECTIONS.values() for number in section}
    for number in sorted(numbers | hazards.keys()):
        hazard = hazards.get(number, Hazard())
        if number not in numbers:
            yield f"{number}: no section has it"
        if len(hazard.names) != 1:
            yield f"{number}: {len(hazard.names)} names"
        if not hazard.tests and not hazard.limits:
            yield f"{number}: neither tests nor a reason"


def lines(hazards: dict[int, Hazard]) -> Iterable[str]:
    """Yield the list: each section, its hazards with the number of their tests, and the totals."""
    for section, numbers in SECTIONS.items():
        yield section
        for number in numbers:
            hazard, count = hazards[number], len(hazards[number].tests)
            limits = "".join(f" ({limit})" for limit in hazard.limits)
            yield f"{number:4}  {hazard.names[0]}{limits}: {count} test{'s' * (count != 1)}"
    tested = sum(bool(hazard.tests) for hazard in hazards.values())
    yield f"{len(hazards)} hazards: {tested} with tests, {len(hazards) - tested} with a reason why not"
