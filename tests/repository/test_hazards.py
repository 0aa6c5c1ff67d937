"""The list of hazards is whole, and each test that it names is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT
from tests.hazards.rows import ROWS, SECTIONS, Row

TESTS = ROOT / "tests"


def missing(tests: tuple[str, ...]) -> list[str]:
    """Those of the named tests that are not there."""
    lost = []
    for test in tests:
        file, _, name = test.partition("::")
        place = TESTS / file
        text = place.read_text("utf-8") if place.is_file() else ""
        if file.endswith(".py"):
            found = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
        else:
            found = set(re.findall(r'^\s*test\("([^"]+)"', text, re.MULTILINE))
        if name not in found or (file.endswith(".py") and not name.startswith("test_")):
            lost.append(test)
    return lost


def test_every_number_is_there_once() -> None:
    assert [row.number for row in ROWS] == list(range(1, 87))
    assert [number for numbers in SECTIONS.values() for number in numbers] == list(range(1, 87))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}-{row.name}")
def test_each_row_has_its_tests_or_a_reason(row: Row) -> None:
    assert row.name
    assert row.tests or len(row.remark) > 20
    assert missing(row.tests) == []


@pytest.mark.parametrize(
    "test",
    [
        "unit/test_nowhere.py::test_x",
        "text/test_plain_text.py::test_nowhere",
        "text/test_plain_text.py",
        "repository/test_hazards.py::missing",
        "node/text.test.mjs::nothing of the kind",
    ],
)
def test_a_test_that_is_not_there_is_missed(test: str) -> None:
    assert missing((test,)) == [test]
