"""The child processes of a killed build end with it: none waits for ever or holds the lock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import warm
from tests.conftest import ROOT
from tests.made import digest_text, many_papers

if sys.platform != "linux":
    pytest.skip("processes end with the one that started them on Linux alone", allow_module_level=True)

_PATIENCE = 120.0
"""Seconds."""


def of_session(session: int) -> set[int]:
    """Return the living processes of a session (proc(5), stat)."""
    found = set()
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                state, _, _, its_session = (place / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(its_session) == session and state != "Z":
                found.add(int(place.name))
    return found


def wait_for(session: int, most: int, least: int) -> set[int]:
    """Wait until a session has so many processes."""
    until = time.monotonic() + _PATIENCE
    while not least <= len(found := of_session(session)) <= most:
        assert time.monotonic() < until, f"{len(found)} processes"
        time.sleep(0.01)
    return found


HESITANT = """
import time
from daybook.pages.base import rendering
from tests import pooled
pooled.always()
rendering.page_bytes = lambda *_: time.sleep(600)
pooled.program.main()
"""
"""A build whose children wait where they should render."""


@pytest.mark.parametrize("processes", [2, 3], ids=["a child", "both children"])
def test_nothing_is_left_behind(tmp_path: Path, processes: int) -> None:
    (tmp_path / "content" / "digests").mkdir(parents=True)
    digest = tmp_path / "content" / "digests" / "2025-03-18.txt"
    digest.write_text(digest_text("Mar 18", many_papers(30)), "utf-8")
    folders = ["--content-dir", str(tmp_path / "content"), "--output-dir", str(tmp_path / "site")]
    words = ["build", "-j", "2", "--base-url", "https://reader.example/", *folders]
    build = subprocess.Popen(
        [sys.executable, "-c", HESITANT, *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(build.pid, 9, processes)
    finally:
        os.kill(build.pid, signal.SIGKILL)
        build.wait()
    wait_for(build.pid, 0, 0)
    done = warm.run("daybook", *words)
    assert done.returncode == 0, done.stderr
