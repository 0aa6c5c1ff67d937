"""Runs every test of the project: `python3 -m tests [what pytest is to be told]`.

Nothing but Python 3.11 is needed beforehand. A virtual environment (`.venv-test`) gets the project and its
test tools, `tests/node_modules` gets the Node packages; both are kept and used again until what they are made
from changes. Node and Chromium are taken from the machine, and from Debian's packages where they are missing
and this may install them. Each step is run even when one before it failed; the exit code is 1 when any did.

    python3 -m tests                      everything
    python3 -m tests -k search            of pytest's tests only those whose name holds "search"
    python3 -m tests tests/unit -x        of pytest's tests only a folder, up to the first failure

Environment: CHROMIUM (path of a Chromium or Chrome), PYTEST_ADDOPTS.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said here, before an older Python stops at something else
    sys.exit(f"Daybook needs Python 3.11 or later; this is {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
VENV = ROOT / ".venv-test"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CONSTRAINTS = ROOT / ".github" / "requirements-test.txt"

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NODE_TESTS = ("*.test.mjs", "*.test.js")
SUMMARY = re.compile(r"(\d+ (passed|failed|error|skipped|deselected|xfailed)|no tests ran).* in [\d.]+s")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


class StepError(Exception):
    """A step failed; its text says why, or what to do about it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the report: what ran, whether it passed, how long it took and a word about it."""

    name: str
    passed: bool
    seconds: float
    remark: str


def child_environment() -> dict[str, str]:
    """The environment of every command: without what would make another Python's packages visible."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


def run(command: list[str | Path], *, cwd: Path = ROOT) -> None:
    """Run `command` with its output shown and no input; StepError when it fails or cannot be started."""
    words = [str(word) for word in command]
    print("$ " + " ".join(words), flush=True)
    try:
        done = subprocess.run(words, cwd=cwd, env=child_environment(), stdin=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise StepError(f"{words[0]} could not be started: {error.strerror}") from error
    if done.returncode:
        raise StepError(f"exit code {done.returncode}, see above")


def digest(paths: list[Path], *more: str) -> str:
    """SHA-256 over the bytes of the files that exist, and over the strings; stands for "made from these"."""
    state = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        state.update(path.read_bytes() if path.is_file() else b"-")
    return state.hexdigest()


def is_stamped(stamp: Path, made_from: str) -> bool:
    """Whether what lies beside `stamp` was completed from the same state of things."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == made_from


def install_debian(*packages: str) -> None:
    """Install packages of Debian's where that is possible without asking: as root, with apt-get."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run(["apt-get", "update", "-qq"])
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])


def prepare_python() -> str:
    """`.venv-test` with the project (editable) and its test tools."""
    stamp = VENV / "made-from"
    made_from = digest([ROOT / "pyproject.toml", CONSTRAINTS], sys.version, str(ROOT))
    if is_stamped(stamp, made_from):
        return f"{VENV.name} is as it should be"
    if not importlib.util.find_spec("ensurepip"):  # Debian keeps it in a package of its own
        install_debian("python3-venv")
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except subprocess.CalledProcessError as error:
        raise StepError("this Python makes no virtual environments (Debian: install python3-venv)") from error
    run([PYTHON, "-m", "pip", "install", "-q", "--no-input", "-c", CONSTRAINTS, "-e", ".[test]"])
    stamp.write_text(made_from, encoding="ascii")
    return f"{VENV.name} made"


def prepare_node() -> str:
    """Node and npm, and the packages of `tests/package-lock.json`."""
    if not (shutil.which("node") and shutil.which("npm")):
        install_debian("nodejs", "npm")
    npm = shutil.which("npm")
    if not (shutil.which("node") and npm):
        raise StepError("Node 18 or later with npm is needed (Debian: install nodejs and npm)")
    stamp = TESTS / "node_modules" / ".made-from"
    made_from = digest([TESTS / "package.json", TESTS / "package-lock.json"])
    if is_stamped(stamp, made_from):
        return "tests/node_modules is as it should be"
    run([npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=TESTS)
    stamp.write_text(made_from, encoding="ascii")
    return "tests/node_modules made"


def find_chromium() -> str | None:
    """Path of the browser to test in: $CHROMIUM, else the first of the usual names."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        return shutil.which(wanted)
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def prepare_chromium() -> str:
    """A Chromium, which the browser tests then find in $CHROMIUM."""
    if not find_chromium() and "CHROMIUM" not in os.environ:
        install_debian("chromium", "fonts-liberation")
    path = find_chromium()
    if not path:
        raise StepError("no Chromium or Chrome (Debian: install chromium; or set CHROMIUM to one's path)")
    os.environ["CHROMIUM"] = path
    return path


def run_node_tests() -> str:
    """Node's own test runner over `tests/node`; the files are named, as its versions differ on folders."""
    folder = TESTS / "node"
    files = sorted({path for pattern in NODE_TESTS for path in folder.rglob(pattern)})
    if not files:
        raise StepError(f"no {' or '.join(NODE_TESTS)} in tests/node")
    run(["node", "--test", *(path.relative_to(ROOT) for path in files)])
    return f"{len(files)} files"


def run_benchmark() -> str:
    """The short form of the benchmark, to be looked at: it fails only where it cannot be run."""
    run([PYTHON, "-m", "tests.bench.build", "--runs", "1"])
    return "1,000 papers beside Hugo and Pagefind, see above"


class Pytest:
    """The pytest step; `summary` is the line that pytest itself closed with."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments
        self.summary = ""

    def __call__(self) -> str:
        colour = "--color=yes" if sys.stdout.isatty() else "--color=auto"
        command = [str(PYTHON), "-m", "pytest", colour, *self.arguments]
        print("$ " + " ".join(command), flush=True)
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                print(line, end="", flush=True)
                if SUMMARY.search(COLOUR.sub("", line)):
                    self.summary = line.rstrip()
        if process.returncode:
            raise StepError(f"exit code {process.returncode}, see above")
        return "see the last line"


def take(name: str, action: Callable[[], str | None]) -> Step:
    """Run one step and time it; whatever goes wrong in it becomes its line in the report."""
    print(f"\n--- {name}", flush=True)
    start = time.monotonic()
    try:
        remark, passed = action() or "", True
    except (StepError, OSError) as error:
        remark, passed = str(error), False
        print(f"{name}: {remark}", flush=True)
    return Step(name, passed, time.monotonic() - start, remark)


def all_steps(pytest: Pytest) -> list[Step]:
    """Everything, in order; what cannot run for want of its tools is reported as failed."""
    made = take("Python packages", prepare_python)
    node = take("Node packages", prepare_node)
    done = [made, node, take("Chromium", prepare_chromium)]
    in_python: dict[str, Callable[[], str | None]] = {
        "ruff check": lambda: run([PYTHON, "-m", "ruff", "check", "."]),
        "ruff format": lambda: run([PYTHON, "-m", "ruff", "format", "--check", "."]),
        "mypy": lambda: run([PYTHON, "-m", "mypy"]),
        "pytest": pytest,
    }
    for name, action in in_python.items():
        done.append(take(name, action) if made.passed else not_run(name, made))
    if (TESTS / "node").is_dir():
        done.append(take("node --test", run_node_tests) if node.passed else not_run("node --test", node))
    done.append(take("benchmark", run_benchmark) if made.passed else not_run("benchmark", made))
    return done


def not_run(name: str, needed: Step) -> Step:
    """The line of a step whose tools could not be had."""
    return Step(name, False, 0.0, f"not run: it needs {needed.name}")


def report(steps: list[Step], summary: str) -> None:
    """One line a step, what failed, and pytest's own summary as the last line."""
    print("\nWhat ran:")
    for step in steps:
        word = "passed" if step.passed else "FAILED"
        print(f"  {word} {step.seconds:7.1f} s  {step.name:<16} {step.remark}")
    failed = [step.name for step in steps if not step.passed]
    total = sum(step.seconds for step in steps)
    verdict = f"{len(failed)} of {len(steps)} steps FAILED: {', '.join(failed)}" if failed else "All passed"
    print(f"{verdict} ({total:.0f} s).")
    print(summary or "pytest gave no summary.", flush=True)


def main(arguments: list[str]) -> int:
    """Run all steps; 0 when all passed, 1 when one failed, 130 when interrupted."""
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    pytest = Pytest(arguments)
    try:
        steps = all_steps(pytest)
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return 130
    report(steps, pytest.summary)
    return 0 if all(step.passed for step in steps) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
