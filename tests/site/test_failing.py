"""Each request to the disk refused: nothing is lost, the message is plain, the next run makes all good."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.failing import SCENARIOS

if not hasattr(os, "fork"):
    pytest.skip("this system cannot fork", allow_module_level=True)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_request_refused(tmp_path: Path, long: bool, scenario: str) -> None:
    most = 1_000_000 if long else 15
    given = {"folder": str(tmp_path / "bench"), "scenario": scenario, "most": most, "seed": 20250318}
    command = [sys.executable, "-m", "tests.site.failing", json.dumps(given)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, *trials = map(json.loads, done.stdout.splitlines())
    print(f"{scenario}: {first['points']} requests, {first['trials']} faults of them, {len(trials)} tried")
    assert [trial for trial in trials if trial[4]] == []
    assert len(trials) == min(most, first["trials"]) > 10
    assert {trial[3] for trial in trials} & {1, 2}, "no fault was felt"
