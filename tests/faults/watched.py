"""Runs the command line under an audit hook (PEP 578) that reports forbidden accesses; a program, not a test.

    python -m tests.faults.watched LOG ALLOWED:… WRITABLE:… WORDS…

It writes a line to the file LOG for each socket, each started program, each file opened and each
folder listed outside ALLOWED, and each change outside WRITABLE. Forked processes are watched too, as of a
build, which has a pool of them. The word ``fire`` does one of each, as a control.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from daybook.cli import main

PROGRAMS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.")
CHANGES = frozenset(
    f"os.{name}"
    for name in ("rename", "link", "mkdir", "rmdir", "remove", "chmod", "chown", "symlink", "truncate")
)
BELOW = frozenset({"os.remove", "os.rmdir"})
READING = frozenset({"open", "os.listdir", "os.scandir"})


def within(place: str, roots: list[str]) -> bool:
    """Return whether a path, with links resolved, is one of the roots or below one."""
    real = os.path.realpath(place)
    return any(real == root or real.startswith(f"{root}/") for root in roots)


def watch(log: int, allowed: list[str], writable: list[str]) -> Callable[[str, tuple[Any, ...]], None]:
    """Return the audit hook."""

    def places(event: str, given: tuple[Any, ...]) -> tuple[list[str], list[str]]:
        if event == "open":
            writes = isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            place = [os.fsdecode(given[0])] if isinstance(given[0], (str, bytes, os.PathLike)) else []
            if given[1] is None and place and "/" not in place[0]:
                return [], []  # a name in an open folder, whose opening was watched
            return place, place if writes and place and "__pycache__" not in place[0] else []
        named = [os.fsdecode(value) for value in given[:2] if isinstance(value, (str, bytes, os.PathLike))]
        if event in READING:
            return named, []
        return [], [] if event in BELOW and given[-1] != -1 else named

    def hook(event: str, given: tuple[Any, ...]) -> None:
        line = ""
        if event.startswith(("socket.", *PROGRAMS)) and not event.startswith("socket.gethostname"):
            line = event
        elif event in READING or event in CHANGES:
            read, written = places(event, given)
            bad = [place for place in read if not within(place, allowed)]
            bad += [place for place in written if not within(place, writable)]
            line = f"{event} {bad}" if bad else ""
        if line:
            os.write(log, f"{line}\n".encode())

    return hook


def fire() -> None:
    """Do one of each."""
    Path("/etc/passwd").read_bytes()
    list(Path("/etc").iterdir())
    (Path.cwd().parent / "outside").mkdir()
    (Path.cwd().parent / "written").open("w", encoding="utf-8").close()
    (Path.cwd().parent / "written").unlink()
    socket.socket().close()
    subprocess.run([sys.executable, "-c", ""], check=True)


if __name__ == "__main__":
    log, roots, changed, *words = sys.argv[1:]
    sys.argv = ["daybook", *words]
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC)
    sys.addaudithook(watch(descriptor, roots.split(":"), changed.split(":")))
    if words == ["fire"]:
        fire()
    else:
        from daybook.commands.build import search_index  # only now, as loading the stages is watched too

        search_index._MANY = 0
        main.main()
