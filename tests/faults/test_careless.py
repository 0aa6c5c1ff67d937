"""The controls: kills and refused requests find a swap that is not atomic."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests import warm
from tests.faults.test_crash import content

if not hasattr(os, "fork"):
    pytest.skip("this system cannot fork", allow_module_level=True)


def careless(program: str, *arguments: str) -> tuple[list[Any], str]:
    """Return the JSON lines that a program prints, and its errors if it failed."""
    done = warm.run("tests.faults.careless", program, *arguments)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr if done.returncode else ""


def test_kills_find_it(tmp_path: Path) -> None:
    """The site is in pieces, and the next build takes it for foreign."""
    one, two = content(tmp_path / "one", ""), content(tmp_path / "two", " More.")
    given = {"folder": tmp_path, "before": [one], "last": two, "after": two, "clean": False, "most": 8}
    kills, fault = careless("tests.faults.crash", "every", json.dumps(given, default=str))
    assert [line for line in kills if line[1] and not line[2]] or "a build failed by itself" in fault
    assert not [line for line in kills if not line[1]]


def test_refused_requests_find_it(tmp_path: Path) -> None:
    given = {"folder": str(tmp_path / "bench"), "scenario": "build", "most": 4, "seed": 1, "errors": ["EIO"]}
    (_, *trials), fault = careless("tests.faults.failing", json.dumps({**given, "making": "site"}))
    assert fault == ""
    assert "the site is neither the old nor the new one" in [what for trial in trials for what in trial[4]]
