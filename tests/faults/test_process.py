"""The second process of a build, started before the command line is read: nothing of it is left behind."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

SHORT = 60
"""Seconds. Whoever waits for what a command prints waits for all processes that could still print."""


def command(folder: Path, *options: str) -> list[str]:
    folders = ("--content-dir", str(folder / "content"), "-o", str(folder / "site"))
    return [sys.executable, "-m", "daybook", "build", *folders, "-b", "https://reader.example/", *options]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--help"], 0), (["--nothing"], 2), (["-j", "1"], 0), (["-j", "2"], 0), (["--theme-dir", "none"], 2)],
    ids=["help", "wrong", "one", "two", "no theme"],
)
def test_it_ends_with_a_command_that_has_no_use_for_it(folder: Path, options: list[str], code: int) -> None:
    for _ in range(2):  # the second time nothing has changed
        done = subprocess.run(
            command(folder, *options), cwd=ROOT, capture_output=True, timeout=SHORT, check=False, text=True
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("seconds", [0.02, 0.08, 0.2, 0.3])
def test_it_ends_with_the_first_however_that_ends(folder: Path, seconds: float) -> None:
    process = subprocess.Popen(
        command(folder), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(seconds)
    process.kill()
    _, told = process.communicate(timeout=SHORT)
    assert "Traceback" not in told


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"], ids=["out", "errors", "all"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_closed_from_the_start_is_no_fault(folder: Path, closed: str, jobs: str) -> None:
    words = ["sh", "-c", f'exec "$@" {closed}', "sh", *command(folder, "-j", jobs)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=SHORT, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "site" / "index.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_whoever_starts_it_may_ignore_what_ends(folder: Path, jobs: str) -> None:
    """Some supervisors do; the system then forgets each process as it ends."""
    for _ in range(2):
        done = subprocess.run(
            command(folder, "-j", jobs),
            cwd=ROOT,
            capture_output=True,
            timeout=SHORT,
            check=False,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN),
        )
        assert done.returncode == 0, done.stderr
        assert "Built" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only there is it started ahead")
def test_what_keeps_it_from_answering_is_told(folder: Path) -> None:
    program = """
import os, sys
from generator import __main__ as program
class Refuses:
    def find_spec(self, name, *_):
        if name == "daybook.commands.build.answering" and os.getpid() != first:
            raise ImportError("no fern here")
first = os.getpid()
sys.meta_path.insert(0, Refuses())
os.sched_getaffinity = lambda process: {0, 1}
program.main()
"""
    words = [sys.executable, "-c", program, *command(folder, "-j", "2")[3:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=SHORT, check=False, text=True)
    assert done.returncode
    assert "no fern here" in done.stderr
    assert not (folder / "site").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
def test_an_interrupt_while_it_loads_leaves_no_traceback(folder: Path) -> None:
    program = """
import os, signal, sys
from generator import __main__ as program
class Interrupts:
    def find_spec(self, name, *_):
        if name == "daybook.cli.main":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
program.main()
"""
    words = [sys.executable, "-c", program, *command(folder)[3:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=SHORT, check=False, text=True)
    assert done.returncode == 130
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only there is it started ahead")
@pytest.mark.parametrize(("jobs", "code"), [("1", 0), ("2", 2)])
def test_a_machine_that_refuses_one_is_told_where_it_is_needed(folder: Path, jobs: str, code: int) -> None:
    program = """
import errno, os
from generator import __main__ as program
def refused():
    raise BlockingIOError(errno.EAGAIN, "no more of them")
os.fork = refused
os.sched_getaffinity = lambda process: {0, 1}
program.main()
"""
    words = [sys.executable, "-c", program, *command(folder, "-j", jobs)[3:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=SHORT, check=False, text=True)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert ("no more of them" in done.stderr) == bool(code)


def test_what_the_second_process_keeps_has_plain_modes(folder: Path) -> None:
    """Whatever the umask: who could write there could change the next site."""
    for page in ("one", "two"):
        (folder / "content" / f"{page}.md").write_text("# More\n", "utf-8")
        words = ["sh", "-c", 'umask 000; exec "$@"', "sh", *command(folder, "-j", "2")]
        subprocess.run(words, cwd=ROOT, capture_output=True, timeout=SHORT, check=True)
    kept = folder / ".site.daybook"
    assert {oct((kept / name).stat().st_mode & 0o777) for name in ("index", "index-postings")} == {"0o644"}


@pytest.mark.skipif(sys.platform != "linux", reason="only there is it started ahead")
def test_one_that_was_ended_is_told(folder: Path) -> None:
    program = """
import os, sys
from generator import __main__ as program
start = program._second
def gone():
    second = start()
    second.kill()
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
    return second
program._second = gone
os.sched_getaffinity = lambda process: {0, 1}
program.main()
"""
    words = [sys.executable, "-c", program, *command(folder, "-j", "2")[3:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=SHORT, check=False, text=True)
    assert done.returncode == 2
    assert "a process was ended from outside" in done.stderr
    assert not (folder / "site").exists()
