"""Runs builds in child processes under limits of the system; a program, not a test.

    python -m tests.faults.limited '{"folder": …, "limit": "files", "least": 1, "most": 40, "step": 3}'

Limits: `files` (open files, RLIMIT_NOFILE), `memory` (100 kB of address space beyond that at the start,
RLIMIT_AS), `size` (kB of a file, RLIMIT_FSIZE) and `disk` (free kB on a tmpfs mounted over the folder,
if that is allowed). It prints for each build the limit, the exit code, what is wrong with the result, and the
output.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daybook.disk import cache
from tests.faults.crash import state
from tests.faults.faults import Shim
from tests.faults.scenarios import BUILD, SCENARIOS, Bench, Result, finish, run, start
from tests.made import files_of

_CLONE_NEWNS, _MS_PRIVATE_ALL = 0x20000, 0x44000


@dataclass
class Limit(Shim):
    """A limit instead of a shim; it holds from the start of the command line."""

    kind: str
    amount: int
    count: int = 0
    taken: list[bytes] = field(default_factory=list)
    """Memory that was free inside the process."""

    def install(self) -> None:
        """Set the limit for this process."""
        if self.kind == "files":
            resource.setrlimit(resource.RLIMIT_NOFILE, (self.amount, self.amount))
        elif self.kind == "memory":
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
            most = pages * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
            take_free_memory(self.taken)
            most += self.amount * 100_000
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        elif self.kind == "size":
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.amount * 1000, self.amount * 1000))


def take_free_memory(taken: list[bytes]) -> None:
    """Take large and small pieces of memory until the system gives no more."""
    for size in (100_000, 10_000, 400):
        with suppress(MemoryError):
            while True:
                taken.append(bytes(size))


def wrong_with(bench: Bench, ran: Result) -> Iterator[str]:
    """Yield what is wrong with the site, the content and the output of a limited build."""
    stopped = ran.code == -6 and "memory allocation" in ran.output  # nh3, in Rust, can only abort
    if ran.code not in (0, 1, 2) and not stopped:
        yield f"exit code {ran.code}"
    if "Traceback" in ran.output:
        yield "no plain message"
    site = state(bench.site)
    if site not in (bench.old_site, bench.new_site):
        yield "the site is neither the old nor the new one"
    if ran.code == 0 and site != bench.new_site:
        yield "succeeded without the new site"
    now = files_of(bench.content)
    for path in sorted({*now, *bench.old}):
        half = stopped and "/.daybook-" in path
        if not half and now.get(path) not in (bench.old.get(path), bench.new.get(path)):
            yield f"content/{path} is neither old nor new"


def mount(place: Path, kilobytes: int) -> bool:
    """Mount a small file system over a folder, for this process alone; return whether that is allowed."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(_CLONE_NEWNS) or library.mount(b"none", b"/", None, _MS_PRIVATE_ALL, None):
        return False
    return not library.mount(b"tmpfs", os.fsencode(place), b"tmpfs", 0, f"size={kilobytes}k".encode())


def on_small_disk(bench: Bench, kilobytes: int) -> tuple[Result, list[str]] | None:
    """Build on a disk with so much free room; return None if no disk can be mounted."""
    files = {place.stat().st_ino: place.stat().st_size for place in bench.saved.rglob("*") if place.is_file()}
    size = sum(-(-octets // 4096) * 4 for octets in files.values())
    if not mount(bench.work, size + kilobytes):
        return None
    linked: dict[int, str] = {}

    def copy(source: str, target: str) -> None:  # hard links stay hard links
        known = linked.setdefault(Path(source).stat().st_ino, target)
        shutil.copy2(source, target) if known == target else Path(target).hardlink_to(known)

    for place in bench.saved.iterdir():
        shutil.copytree(place, bench.work / place.name, copy_function=copy)
    ran = finish(start(bench.work, bench.scenario.command))
    return ran, list(wrong_with(bench, ran))


def limited(bench: Bench, kind: str, amount: int) -> tuple[Result, list[str]] | None:
    """Build under a limit."""
    if kind != "disk":
        bench.restore()
        ran = run(bench.work, bench.scenario.command, Limit(kind, amount))
        return ran, [*wrong_with(bench, ran), *bench.judge_next()]
    reading, writing = os.pipe()
    if not (process := os.fork()):  # the mount ends with this process
        done = on_small_disk(bench, amount)
        os.write(writing, json.dumps(done and [done[0].code, done[0].output[-2000:], done[1]]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        result = json.load(pipe)
    os.waitpid(process, 0)
    return (Result(result[0], result[1], 0), result[2]) if result else None


def main(given: dict[str, Any]) -> None:
    """Try each amount."""
    cache.version()
    bench = Bench(Path(given["folder"]), SCENARIOS["build"])
    assert bench.scenario.command == BUILD
    for amount in range(given["least"], given["most"] + 1, given["step"]):
        done = limited(bench, given["limit"], amount)
        if done is None:
            break
        print(json.dumps([amount, done[0].code, done[1], done[0].output[-300:]]), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
