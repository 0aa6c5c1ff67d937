"""Runs commands in child processes on a prepared content folder and site, and judges the results."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import anyascii  # noqa: F401

import daybook.commands.build.stages
import daybook.commands.check.check
import daybook.digests
import daybook.digests.mails.parts
import daybook.insights.similar.finding
import daybook.insights.topics.catalogue
import daybook.pages
import daybook.search.files
import daybook.site.swap
import daybook.theme.templates  # loaded before the children start
from daybook.cli import main as cli
from tests.faults.crash import state
from tests.faults.faults import Point, Shim
from tests.made import abstract_of, digest_text, files_of

NOTE = "\nA person's note.\n"
WRITTEN = 1_700_000_000
"""Modification time of content in seconds: a build reads files again that were modified just before."""
BUILD = ["build", "-j", "1", "-b", "https://reader.example/repo/"]


@dataclass(frozen=True)
class Scenario:
    """A command, and the folders that it starts from."""

    command: list[str]
    follow: list[list[str]]
    """Commands that repair everything; the last is a build."""
    site: bool = True
    """Whether a site was built before."""
    arrives: bool = True
    """Whether content has a new digest."""
    exchange: bool = True
    """Whether the system can swap two folders in one step."""


SCENARIOS = {
    "first build": Scenario(BUILD, [BUILD], site=False),
    "build": Scenario(BUILD, [BUILD]),
    "build without exchange": Scenario(BUILD, [BUILD], exchange=False),
    "build anew": Scenario([*BUILD, "--clean"], [BUILD], arrives=False),
    "build with removals": Scenario([*BUILD, "--allow-removals"], [[*BUILD, "--allow-removals"]]),
    "import": Scenario(["import", "incoming"], [["import", "incoming"], BUILD], arrives=False),
    "rollback": Scenario(["rollback"], [BUILD], arrives=False),
    "rollback without exchange": Scenario(["rollback"], [BUILD], arrives=False, exchange=False),
    "check": Scenario(["check", "-b", BUILD[-1]], [BUILD], arrives=False),
}


@dataclass(frozen=True)
class Result:
    """The exit code of a run, its output, and the number of its requests to the disk."""

    code: int
    output: str
    requests: int


@dataclass(frozen=True)
class Ending:
    """The state of a site, and the files of its content, after a run."""

    site: str
    content: dict[str, bytes]


@dataclass(frozen=True)
class Child:
    """A running command line."""

    process: int
    pipe: int
    """A pipe of its output; after a NUL comes the number of its requests."""


def start(folder: Path, words: list[str], shim: Shim | None = None, *, exchange: bool = True) -> Child:
    """Start the command line in a child process, in ``folder``."""
    reading, writing = os.pipe()
    tell = os.write
    process = os.fork()
    if process:
        os.close(writing)
        return Child(process, reading)
    code = 70
    try:
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        sys.stdout, sys.stderr = (os.fdopen(os.dup(number), "w", encoding="utf-8") for number in (1, 2))
        os.chdir(folder)
        sys.argv = ["daybook", *words]
        if not exchange:
            daybook.site.swap.exchange = lambda _one, _other: False
        if shim:
            shim.install()
        cli.main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        tell(writing, f"\0{shim.count if shim else 0}".encode())
        os._exit(code)


def finish(child: Child) -> Result:
    """Wait for a child process to end."""
    with os.fdopen(child.pipe, encoding="utf-8", errors="replace") as pipe:
        output, _, count = pipe.read().partition("\0")
    status = os.waitpid(child.process, 0)[1]
    return Result(os.waitstatus_to_exitcode(status), output, int(count or 0))


def run(folder: Path, words: list[str], shim: Shim | None = None, exchange: bool = True) -> Result:
    """Run the command line in a child process, in ``folder``."""
    return finish(start(folder, words, shim, exchange=exchange))


class Bench:
    """A content folder and a site before a run, which can be restored."""

    def __init__(self, folder: Path, scenario: Scenario) -> None:
        self.folder, self.scenario = folder, scenario
        self.work, self.saved = folder / "now", folder / "saved"
        self.work.mkdir(parents=True)
        self._prepare()
        self.old_site = state(self.site)
        self.old = files_of(self.content)
        shutil.copytree(self.work, self.saved, copy_function=os.link)
        self.good(run(self.work, scenario.command, None, scenario.exchange))
        self.new_site, self.new = state(self.site), files_of(self.content)
        self.partial, self.partial_repaired = self._without_arrival()
        self.restore()
        self.repaired = self._follow()
        self.kept = {place.name for place in (self.work / ".site.daybook").iterdir()} | {"previous"}
        self.good(run(self.work, [*scenario.follow[-1], "-o", "fresh"], None))
        if state(self.work / "fresh") != self.repaired.site:
            raise SystemExit("an incremental build differs from a clean one")

    @property
    def content(self) -> Path:
        return self.work / "content"

    @property
    def site(self) -> Path:
        return self.work / "site"

    def good(self, ran: Result) -> None:
        """Exit if an undisturbed run failed."""
        if ran.code:
            raise SystemExit(f"an undisturbed run failed: {ran}")

    def restore(self) -> None:
        """Restore the state before the run, with hard links: a build knows files by their inodes."""
        shutil.rmtree(self.work)
        shutil.copytree(self.saved, self.work, copy_function=os.link)

    def _prepare(self) -> None:
        for day, numbers in (("17", range(1)), ("18", range(3)), ("19", range(2, 5))):
            papers = [(f"Paper {number}", abstract_of(f"m{number}x")) for number in numbers]
            place = self.work / ("incoming" if day == "19" else "first") / f"2025-03-{day}.txt"
            place.parent.mkdir(exist_ok=True)
            place.write_text(digest_text(f"Mar {day}", papers), "utf-8")
        self.good(run(self.work, ["import", "first"], None))
        (self.content / "site.toml").write_text('title = "Days"\n', "utf-8")
        if self.scenario.site:
            self.good(run(self.work, BUILD, None))
        page = self.content / "papers" / "2025" / "paper-1.md"
        page.write_text(page.read_text("utf-8") + NOTE, "utf-8")
        (self.content / "about.md").write_text("# About\n", "utf-8")
        for place in filter(Path.is_file, self.content.rglob("*")):
            os.utime(place, (WRITTEN, WRITTEN))
        if self.scenario.site:
            self.good(run(self.work, BUILD, None))
        (self.content / "about.md").write_text("# About\n\nMore.\n", "utf-8")
        if "--allow-removals" in self.scenario.command:
            (self.content / "papers" / "2025" / "paper-2.md").unlink()
        if self.scenario.arrives:
            (self.content / "digests" / "2025").mkdir(exist_ok=True)
            shutil.copy2(self.work / "incoming" / "2025-03-19.txt", self.content / "digests" / "2025")

    def _without_arrival(self) -> tuple[Ending, Ending]:
        """Return what a build makes if the new digest cannot be read, and what repairs make of that.

        The second can differ from `repaired`: a map keeps the places that its papers were given first.
        """
        self.restore()
        digest = self.content / "digests" / "2025" / "2025-03-19.txt"
        if self.scenario.arrives:
            digest.rename(self.work / "away")
        run(self.work, self.scenario.command, None, self.scenario.exchange)
        if self.scenario.arrives:
            digest.parent.mkdir(exist_ok=True)
            (self.work / "away").rename(digest)
        return self._ending(), self._follow()

    def _follow(self) -> Ending:
        """Run the commands that repair everything."""
        for words in self.scenario.follow:
            self.good(run(self.work, words, None))
        return self._ending()

    def _ending(self) -> Ending:
        return Ending(state(self.site), files_of(self.content))

    def points(self) -> list[Point]:
        """Return all requests of an undisturbed run."""
        told = self.folder / "points"
        descriptor = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        writing = os.write
        line = lambda point: writing(descriptor, json.dumps(vars(point)).encode() + b"\n")  # noqa: E731
        self.restore()
        self.good(run(self.work, self.scenario.command, Shim(report=line), self.scenario.exchange))
        os.close(descriptor)
        return [Point(**json.loads(line)) for line in told.read_bytes().splitlines()]

    def judge(self, ran: Result, error: str) -> Iterator[str]:
        """Yield what is wrong with the site, the content and the output of a run with a fault."""
        yield from _message(ran, error)
        site = state(self.site)
        good = {self.old_site, self.new_site}
        is_partial = ran.code == 1 and "cannot be read" in ran.output
        if is_partial:
            good.add(self.partial.site)
        between = error == "power cut" and not self.scenario.exchange and not self.site.exists()
        if site not in good and not between:  # between two renames; the next run repairs it
            yield "the site is neither the old nor the new one"
        if ran.code == 0 and site != self.new_site:
            yield "succeeded without the new site"
        now = files_of(self.content)
        if error == "power cut":  # no process could remove temporary files
            now = {path: data for path, data in now.items() if "/.daybook-" not in path}
        if ran.code == 0 and now != self.new:
            yield "succeeded without the new content"
        for path in sorted({*now, *self.old}):
            partial = self.partial.content.get(path) if is_partial else None
            if now.get(path) not in (self.old.get(path), self.new.get(path), partial):
                yield f"content/{path} is neither old nor new"

    def judge_next(self) -> Iterator[str]:
        """Yield what is wrong after the commands that repair everything."""
        expected = self.partial_repaired if self._ending() == self.partial else self.repaired
        for words in self.scenario.follow:
            ran = run(self.work, words, None)
            if ran.code:
                yield f"the next run failed: {ran.output}"
        if state(self.site) != expected.site:
            yield "the next build differs"
        if files_of(self.content) != expected.content:
            yield "content differs"
        left = {place.name for place in (self.work / ".site.daybook").iterdir()} - self.kept
        if left:
            yield f"left beside the site: {sorted(left)}"


def _message(ran: Result, error: str) -> Iterator[str]:
    if error == "power cut":
        if ran.code != -signal.SIGKILL:
            yield "the power was not cut"
        return
    interrupt = error.startswith("KeyboardInterrupt")
    if ran.code not in ((0, 130) if interrupt else (0, 1, 2)):
        yield f"exit code {ran.code}"
    if "Traceback" in ran.output or "Error" in ran.output or re.search(r"\[Errno|File \"", ran.output):
        yield "no plain message"
    if ran.code in (1, 2):
        why = "Out of memory" if error == "MemoryError" else os.strerror(getattr(errno, error, 0))
        if not re.search(rf": [^;\n]*{re.escape(why)}; (?!the site)\w", ran.output):
            yield "names no place, cause or remedy"
    if ran.code == 130 and "Interrupted" not in ran.output:
        yield "does not say that it was interrupted"
