"""A build's child processes: nothing of them is left behind, and what ends one is reported."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import warm
from tests.conftest import ROOT
from tests.made import digest_text, many_papers

SHORT = 60
"""Seconds. Whoever waits for what a command prints waits for all processes that could still print."""
POOLED = """
import os, sys
from daybook.commands.build import search_index
from tests import pooled
pooled.always()
"""


def words(folder: Path, *options: str) -> list[str]:
    """Return the words of a build in a folder."""
    folders = ("--content-dir", str(folder / "content"), "-o", str(folder / "site"))
    return ["build", *folders, "-b", "https://reader.example/", *options]


def command(folder: Path, *options: str) -> list[str]:
    """Return the command of a build with a pool, in a new Python."""
    return [sys.executable, "-m", "tests.pooled", *words(folder, *options)]


def run(folder: Path, program: str, *options: str) -> warm.Done:
    """Run a program, then a build."""
    return warm.run("-c", f"{program}\npooled.program.main()", *words(folder, *options))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a content folder with a digest."""
    digest = tmp_path / "content" / "digests" / "2025-03-18.txt"
    digest.parent.mkdir(parents=True)
    digest.write_text(digest_text("Mar 18", many_papers(3)), "utf-8")
    return tmp_path


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.6])
def test_a_killed_build_ends_its_children(folder: Path, seconds: float) -> None:
    process = subprocess.Popen(
        command(folder, "-j", "2"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(seconds)
    process.kill()
    _, output = process.communicate(timeout=SHORT)
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("closed", "jobs"),
    [(">&-", "2"), ("2>&-", "2"), ("<&- >&- 2>&-", "2"), ("<&- >&- 2>&-", "1")],
    ids=["out", "errors", "all", "all without a pool"],
)
def test_streams_may_be_closed_from_the_start(folder: Path, closed: str, jobs: str) -> None:
    shell = ["sh", "-c", f'exec "$@" {closed}', "sh", *command(folder, "-j", jobs)]
    done = subprocess.run(shell, cwd=ROOT, capture_output=True, timeout=SHORT, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "site" / "index.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
def test_the_caller_may_ignore_the_end_of_children(folder: Path) -> None:
    """Some supervisors ignore SIGCHLD; the system then forgets each process when it ends."""
    program = f"import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n{POOLED}"
    for _ in range(2):
        done = run(folder, program, "-j", "2", "--clean")
        assert done.returncode == 0, done.stderr
        assert "Built" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
def test_an_interrupt_while_modules_load_leaves_no_traceback(folder: Path) -> None:
    program = """
import os, signal, sys
from daybook import __main__ as program
class Interrupts:
    def find_spec(self, name, *_):
        if name == "daybook.cli.main":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
"""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nprogram.main()", *words(folder)],
        cwd=ROOT,
        capture_output=True,
        timeout=SHORT,
        check=False,
        text=True,
    )
    assert done.returncode == 130
    assert done.stderr == ""


@pytest.mark.skipif(not hasattr(signal, "SIGCHLD"), reason="processes are forked on other systems")
@pytest.mark.parametrize(("jobs", "code"), [("1", 0), ("2", 2)])
def test_a_machine_that_refuses_a_process_is_reported(folder: Path, jobs: str, code: int) -> None:
    program = f"""{POOLED}
import errno
def refused():
    raise BlockingIOError(errno.EAGAIN, "no more of them")
os.fork = refused
"""
    done = run(folder, program, "-j", jobs)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert ("no more of them" in done.stderr) == bool(code)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("os._exit(1)", "a process was ended from outside"),
        ("raise MemoryError", "Out of memory"),
        ("raise OSError(28, 'No space left on device', 'index')", "free some space"),
    ],
)
def test_what_ends_the_index_ends_the_build(folder: Path, fault: str, message: str) -> None:
    program = f"""{POOLED}
def fails(*_):
    {fault}
search_index._index = fails
import concurrent.futures.process, pickle
search_index._index.__module__, search_index._index.__qualname__ = search_index.__name__, "_index"
"""
    done = run(folder, program, "-j", "2")
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_files_that_a_child_saves_are_readable_and_not_writable_for_others(folder: Path) -> None:
    """With any umask: whoever could write there could change the next site."""
    for page in ("one", "two"):
        (folder / "content" / f"{page}.md").write_text("# More\n", "utf-8")
        assert run(folder, f"{POOLED}\nos.umask(0)", "-j", "2").returncode == 0
    assert oct((folder / ".site.daybook" / "index").stat().st_mode & 0o777) == "0o644"
