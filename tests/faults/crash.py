"""Runs Daybook in child processes and kills them (SIGKILL) at chosen moments; a program, not a test.

It forks after the imports and holds no threads: so a child starts its work at once, and a kill hits the work,
not the start of Python.

    python -m tests.faults.crash every|random|import '{"folder": …}'

It prints a line for each kill: the moment, whether the process was killed, whether the site was whole then,
and whether the next run has the result of an undisturbed one. The moments of ``every`` and ``import`` are the
changes on disk that Python's audit hook announces (PEP 578).
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import daybook.commands.build.stages
import daybook.insights.similar.finding
import daybook.insights.topics.catalogue  # noqa: F401  # all three loaded before the children start
from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.disk.lock import work_folder

CHANGING = {f"os.{name}" for name in ("rename", "link", "mkdir", "rmdir", "remove", "chmod", "symlink")}
CHANGING |= {"shutil.rmtree", "shutil.copyfile", "ctypes.dlsym"}
"""Audit events before a change on disk; ``ctypes.dlsym`` comes before the exchange of two folders."""


def changes(event: str, arguments: tuple[Any, ...]) -> bool:
    """Return whether an audit event announces a change on disk."""
    return event in CHANGING or (event == "open" and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR)))


def child(work: Callable[[], object], stop_at: int | None, tell: int | None = None) -> int:
    """Start ``work`` in a child process that kills itself before change ``stop_at``; return its id."""
    process = os.fork()
    if process:
        return process
    done = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if changes(event, arguments):
            done += 1
            if done == stop_at:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        sys.addaudithook(hook)
        work()
        code = 0
        if tell is not None:
            os.write(tell, str(done).encode())
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


def wait(process: int) -> int:
    """Return the signal that ended a child process, or 0."""
    status = os.waitpid(process, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"a build failed by itself: {os.WEXITSTATUS(status)}")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def state(site: Path) -> str:
    """Return a hash of the names, kinds and bytes of everything in a folder."""
    found = hashlib.sha256()
    for place in sorted(site.rglob("*")):
        data = place.read_bytes() if place.is_file() else b""
        found.update(f"{place.relative_to(site)}\0{place.is_dir()}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def count_changes(work: Callable[[], object]) -> int:
    """Return how many changes on disk an undisturbed ``work`` makes."""
    reading, writing = os.pipe()
    wait(child(work, None, writing))
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return int(pipe.read())


def moments(total: int, most: int) -> list[int]:
    """Return at most so many moments, evenly spread."""
    most = min(most, total)
    return sorted({round(1 + (total - 1) * number / max(1, most - 1)) for number in range(most)})


class Bench:
    """A site that is built from one content folder after another."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site = folder, folder / "site"

    def building(self, content: str, *, clean: bool = False) -> Callable[[], object]:
        """Return a function that builds."""
        options = Options(Path(content), self.site, base_url="https://reader.example/repo/", clean=clean)
        return lambda: build(options)

    def build(self, *contents: str) -> None:
        """Build from each content folder in turn."""
        for content in contents:
            wait(child(self.building(content), None))

    def clear(self) -> None:
        """Remove the site and the caches."""
        for place in (self.site, self.folder / ".site.daybook"):
            shutil.rmtree(place, ignore_errors=True)

    def truth(self, content: str) -> str:
        """Return the state of a clean build."""
        self.clear()
        self.build(content)
        return state(self.site)

    def save(self) -> None:
        """Save the site and its work folder, with hard links: a build knows files by their inodes."""
        for name in ("site", ".site.daybook"):
            shutil.copytree(self.folder / name, self.folder / "saved" / name, copy_function=os.link)

    def restore(self) -> None:
        """Restore what was saved."""
        self.clear()
        for name in ("site", ".site.daybook"):
            shutil.copytree(self.folder / "saved" / name, self.folder / name, copy_function=os.link)


def every(given: dict[str, Any]) -> None:
    """Kill a build of ``last`` before its changes, after builds of ``before``; then build ``after``."""
    bench, last, after = Bench(Path(given["folder"])), given["last"], given["after"]
    good = {bench.truth(given["before"][-1]), bench.truth(last)}
    wanted = bench.truth(after)
    bench.clear()
    bench.build(*given["before"])
    bench.save()
    work = bench.building(last, clean=given["clean"])
    total = count_changes(work)
    for moment in moments(total, given["most"]):
        bench.restore()
        killed = wait(child(work, moment)) == signal.SIGKILL
        whole = bench.site.exists() and state(bench.site) in good
        bench.build(after)
        print(json.dumps([moment, killed, whole, state(bench.site) == wanted]), flush=True)


def at_random(given: dict[str, Any]) -> None:
    """Kill builds of one or the other after random times; each starts from the last one's result."""
    bench = Bench(Path(given["folder"]))
    one, other = given["contents"]
    states = {bench.truth(other): other, bench.truth(one): one}
    start = time.monotonic()
    bench.build(other)
    longest = time.monotonic() - start
    rng = random.Random(given["seed"])
    current = other
    for number in range(given["times"]):
        process = child(bench.building(one if current == other else other), None)
        time.sleep(pause := rng.uniform(0, longest))
        os.kill(process, signal.SIGKILL)
        killed = wait(process) == signal.SIGKILL
        longest = longest if killed else pause  # the first may have waited for the disk
        found = state(bench.site) if bench.site.exists() else "nothing"
        current = states.get(found, current)
        print(json.dumps([number, killed, found in states, True]), flush=True)
    bench.build(one)
    print(json.dumps([given["times"], True, True, states.get(state(bench.site)) == one]))


def importing(given: dict[str, Any]) -> None:
    """Kill an import before its changes; the next one must have the result of an undisturbed one."""
    content, digests = Path(given["folder"]) / "content", Path(given["digests"])

    def work() -> object:
        content.mkdir(exist_ok=True)
        return import_digests(content, [digests], GivenDates(2025))

    total = count_changes(work)
    wanted = state(content)
    for moment in moments(total, given["most"]):
        for folder in (content, work_folder(content)):
            shutil.rmtree(folder)
        killed = wait(child(work, moment)) == signal.SIGKILL
        wait(child(work, None))
        print(json.dumps([moment, killed, True, state(content) == wanted]), flush=True)


if __name__ == "__main__":
    {"every": every, "random": at_random, "import": importing}[sys.argv[1]](json.loads(sys.argv[2]))
