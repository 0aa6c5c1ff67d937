"""Builds with too few open files, too little memory or disk leave a whole site, and report the reason."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests import warm

if not hasattr(os, "fork"):
    pytest.skip("this system cannot fork", allow_module_level=True)

LIMITS = {
    "files": (range(3, 15, 4), "Too many open files"),
    "memory": (range(0, 97, 16), "Out of memory"),
    "size": (range(0, 25, 8), "File too large"),
    "disk": (range(0, 720, 180), "No space left on device"),
}
"""The limits that are tried, from too low to high enough, and the reason that is reported."""


@pytest.mark.hazard(76)
@pytest.mark.parametrize("limit", LIMITS)
def test_builds_under_limits(tmp_path: Path, limit: str) -> None:
    amounts, reason = LIMITS[limit]
    given = {
        "folder": str(tmp_path / "bench"),
        "limit": limit,
        "least": amounts.start,
        "most": amounts.stop,
        "step": amounts.step,
    }
    done = warm.run("tests.faults.limited", json.dumps(given))
    assert done.returncode == 0, done.stderr
    builds = [json.loads(line) for line in done.stdout.splitlines()]
    if limit == "disk" and not builds:
        return  # no disk can be mounted here; the limit `size` is reported the same way
    assert [build for build in builds if build[2]] == []
    refused = [build for build in builds if build[1] in (1, 2)]
    assert [build for build in refused if reason not in build[3]] == []
    assert refused
    assert any(build[1] == 0 for build in builds)
