"""The lock has one holder at a time and is released when its process dies."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

import pytest

from daybook.disk import lock
from daybook.disk.lock import locked, work_folder
from daybook.problems import UsageError
from tests.conftest import ROOT

HOLD = """
import pathlib, sys
from daybook.disk.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print(1, flush=True)
    input()
"""


@pytest.fixture(autouse=True)
def _short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_TIMEOUT", 0.1)


def test_one_process_holds_the_lock_at_a_time(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    held = pytest.raises(UsageError, match="another build has held the lock")
    with locked(place), held, locked(place):
        pass
    with locked(place):
        pass


@pytest.mark.hazard(74)
def test_a_killed_process_releases_the_lock(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"1\n"
        with pytest.raises(UsageError), locked(place):
            pass
        process.kill()
        process.wait()
        with locked(place):
            pass


def test_an_exception_releases_the_lock(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), locked(tmp_path / "lock"):
        raise RuntimeError
    with locked(tmp_path / "lock"):
        pass


@pytest.mark.hazard(72)
def test_the_work_folder_is_next_to_the_resolved_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "site"
    place.mkdir()
    (tmp_path / "link").symlink_to(place)
    monkeypatch.chdir(place)
    for name in (place, Path(), Path("../site"), tmp_path / "link", Path("../site/../site")):
        assert work_folder(name) == tmp_path / ".site.daybook"


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="nothing is forked here")
def test_a_forked_process_does_not_keep_the_lock(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    with locked(place):
        child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,), daemon=True)
        child.start()
    with locked(place):
        child.kill()
        child.join()
