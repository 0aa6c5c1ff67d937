"""Each hazard has a name, and tests or a reason why there are none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.hazards.collecting import SECTIONS, Hazard, faults

WHOLE = {number: Hazard([f"name {number}"], {"test"}) for section in SECTIONS.values() for number in section}


def test_all_hazards_are_tested_or_have_a_reason() -> None:
    command = [sys.executable, "-m", "tests.hazards", "--list"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "98 hazards: 97 with tests, 1 with a reason why not"


_CASES = """
from tests.hazards.collecting import collect
collect({option!r})
from tests.digests.test_hostile_digests import test_random_bytes
print(test_random_bytes._hypothesis_internal_use_settings.max_examples)
"""


@pytest.mark.parametrize(("option", "cases"), [("--long", 3_000), ("-q", 60)])
def test_the_list_leaves_the_number_of_cases_as_it_is_asked_for(option: str, cases: int) -> None:
    command = [sys.executable, "-c", _CASES.format(option=option)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout.splitlines()[-1:] == [str(cases)], done.stdout + done.stderr


@pytest.mark.parametrize(
    ("number", "hazard", "fault"),
    [
        (9, Hazard(), "9: 0 names"),
        (9, Hazard(["one", "two"], {"test"}), "9: 2 names"),
        (86, Hazard(["one"]), "86: neither tests nor a reason"),
        (99, Hazard(["one"], {"test"}), "99: no section has it"),
    ],
)
def test_what_is_missing_is_found(number: int, hazard: Hazard, fault: str) -> None:
    assert list(faults(WHOLE)) == []
    assert fault in list(faults({**WHOLE, number: hazard}))
