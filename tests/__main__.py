"""Runs every test of the project: `python3 -m tests [arguments of pytest]`.

It needs Python 3.11 alone. It makes a virtual environment (`.venv-test`) with the project and its test tools,
and `tests/node_modules` with the Node packages, and makes them again when their sources change. Node,
Chromium, nginx and Caddy are the machine's, or are installed from Debian's packages if they are missing and
this process may. Every step runs even if one before it failed; the exit code is 1 if any did.

    python3 -m tests                      everything
    python3 -m tests -k search            of pytest's tests only those with "search" in their name
    python3 -m tests tests/pages -x       of pytest's tests only a folder, up to the first failure
    python3 -m tests -n 0                 pytest in one process

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
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said here, before an older Python stops at something else
    sys.exit(f"Daybook needs Python 3.11 or later; this is {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
VENV = ROOT / ".venv-test"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
REQUIREMENTS = ROOT / ".github" / "requirements-test.txt"

SHELL = "chromium-headless-shell"
"""Debian's Chromium without windows: a page costs it a quarter of the processor time."""
BROWSERS = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
SERVERS = ("nginx", "caddy")
"""Programs, and Debian's packages of them."""
NODE_TESTS = ("*.test.mjs", "*.test.js")
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
WORKERS = CORES + (CORES + 1) // 2
"""Processes of pytest: tests wait for browsers and child processes two fifths of their time."""
PARALLEL = ("-n", str(WORKERS), "--dist", "worksteal")
"""Options of pytest-xdist: a worker that has no tests left takes another's."""
MEMORY = Path("/dev/shm")
ROOM = 4_000_000_000
"""Bytes; the files of all tests take a quarter of it."""
SUMMARY = re.compile(r"(\d+ (passed|failed|error|skipped|deselected|xfailed)|no tests ran).* in [\d.]+s")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


class StepError(Exception):
    """A step failed; the text gives the reason or a remedy."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the report: a step, whether it passed, its duration, and a remark."""

    name: str
    passed: bool
    seconds: float
    remark: str


def child_environment() -> dict[str, str]:
    """Return the environment of every command.

    It has no variable that adds another Python's packages, and none that keeps compiled modules from being
    saved: tests start hundreds of Pythons, and each would compile all of Daybook.
    """
    left_out = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")
    kept = {key: value for key, value in os.environ.items() if key not in left_out}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


def run(command: list[str | Path], *, cwd: Path = ROOT) -> None:
    """Run a command, showing its output; raise StepError if it fails or cannot be started."""
    words = [str(word) for word in command]
    print("$ " + " ".join(words), flush=True)
    try:
        done = subprocess.run(words, cwd=cwd, env=child_environment(), stdin=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise StepError(f"{words[0]} could not be started: {error.strerror}") from error
    if done.returncode:
        raise StepError(f"exit code {done.returncode}, see above")


def digest(paths: list[Path], *more: str) -> str:
    """Return the SHA-256 of the strings and of the bytes of all files that exist."""
    state = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        state.update(path.read_bytes() if path.is_file() else b"-")
    return state.hexdigest()


def is_stamped(stamp: Path, made_from: str) -> bool:
    """Return whether the folder of ``stamp`` was completed from the same sources."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == made_from


def install_debian(*packages: str) -> None:
    """Install packages of Debian's if this process is root and has apt-get."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run(["apt-get", "update", "-qq"])
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])


def prepare_python() -> str:
    """Make `.venv-test` with the project (editable) and its test tools."""
    stamp = VENV / "made-from"
    made_from = digest([ROOT / "pyproject.toml", REQUIREMENTS], sys.version, str(ROOT))
    if is_stamped(stamp, made_from):
        return f"{VENV.name} is up to date"
    if not importlib.util.find_spec("ensurepip"):  # Debian keeps it in a package of its own
        install_debian("python3-venv")
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except subprocess.CalledProcessError as error:
        raise StepError("this Python makes no virtual environments (Debian: install python3-venv)") from error
    install = [PYTHON, "-m", "pip", "install", "-q", "--no-input"]
    run([*install, "--require-hashes", "--only-binary", ":all:", "-r", REQUIREMENTS])
    run([*install, "--no-deps", "--no-build-isolation", "-e", "."])
    stamp.write_text(made_from, encoding="ascii")
    return f"{VENV.name} made"


def prepare_node() -> str:
    """Install the packages of `tests/package-lock.json`, and Node and npm if they are missing."""
    if not (shutil.which("node") and shutil.which("npm")):
        install_debian("nodejs", "npm")
    npm = shutil.which("npm")
    if not (shutil.which("node") and npm):
        raise StepError("Node 18 or later with npm is needed (Debian: install nodejs and npm)")
    stamp = TESTS / "node_modules" / ".made-from"
    made_from = digest([TESTS / "package.json", TESTS / "package-lock.json"])
    if is_stamped(stamp, made_from):
        return "tests/node_modules is up to date"
    run([npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=TESTS)
    stamp.write_text(made_from, encoding="ascii")
    return "tests/node_modules made"


def find_chromium() -> str | None:
    """Return the path of a browser: $CHROMIUM, else the first of the usual names."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        return shutil.which(wanted)
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def prepare_chromium() -> str:
    """Set $CHROMIUM to a Chromium, installed if it is missing; another one does where that fails."""
    if "CHROMIUM" not in os.environ and not shutil.which(SHELL):
        with suppress(StepError):
            install_debian(SHELL, "fonts-liberation")
    if "CHROMIUM" not in os.environ and not find_chromium():
        install_debian("chromium", "fonts-liberation")
    path = find_chromium()
    if not path:
        raise StepError("no Chromium or Chrome (Debian: install chromium; or set CHROMIUM to one's path)")
    os.environ["CHROMIUM"] = path
    return path


def prepare_servers() -> str:
    """Install nginx and Caddy if one is missing; their tests are skipped without them."""
    path = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin"
    if missing := [name for name in SERVERS if not shutil.which(name, path=path)]:
        install_debian(*missing)
    still = [name for name in SERVERS if not shutil.which(name, path=path)]
    return f"tests without {' and '.join(still)} are skipped" if still else " and ".join(SERVERS)


def run_node_tests() -> str:
    """Run Node's tests; the files are named, as versions of Node differ on folders."""
    folder = TESTS / "node"
    files = sorted({path for pattern in NODE_TESTS for path in folder.rglob(pattern)})
    if not files:
        raise StepError(f"no {' or '.join(NODE_TESTS)} in tests/node")
    run(["node", "--test", *(path.relative_to(ROOT) for path in files)])
    return f"{len(files)} files"


def run_benchmark() -> str:
    """Run the short benchmark, which fails only if it cannot run."""
    run([PYTHON, "-m", "tests.bench.build", "--runs", "1"])
    return "1,000 papers beside Hugo and Pagefind, see above"


@contextmanager
def files_in_memory() -> Iterator[dict[str, str]]:
    """Yield an environment in which tests write to memory, if it has room.

    Tests build hundreds of sites, and Daybook waits for a disk to hold each file before it publishes one.
    """
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield {}
        return
    with tempfile.TemporaryDirectory(
        prefix="daybook-tests-", dir=MEMORY, ignore_cleanup_errors=True
    ) as folder:
        yield {"TMPDIR": folder}


class Pytest:
    """The pytest step; ``summary`` is pytest's own last line."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments
        self.summary = ""

    def __call__(self) -> str:
        colour = "--color=yes" if sys.stdout.isatty() else "--color=auto"
        command = [str(PYTHON), "-m", "pytest", colour, *PARALLEL, *self.arguments]
        print("$ " + " ".join(command), flush=True)
        with files_in_memory() as environment:
            code = self._run(command, {**child_environment(), **environment})
        if code:
            raise StepError(f"exit code {code}, see above")
        return "see the last line"

    def _run(self, command: list[str], environment: dict[str, str]) -> int:
        """Run pytest, show its output, keep its summary, and return its exit code."""
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
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
        return process.returncode


def take(name: str, action: Callable[[], str | None]) -> Step:
    """Run a step and time it; its error becomes the remark."""
    print(f"\n--- {name}", flush=True)
    start = time.monotonic()
    try:
        remark, passed = action() or "", True
    except (StepError, OSError) as error:
        remark, passed = str(error), False
        print(f"{name}: {remark}", flush=True)
    return Step(name, passed, time.monotonic() - start, remark)


def all_steps(pytest: Pytest) -> list[Step]:
    """Run every step in order; a step whose tools are missing is reported as failed."""
    made = take("Python packages", prepare_python)
    node = take("Node packages", prepare_node)
    done = [made, node, take("Chromium", prepare_chromium), take("web servers", prepare_servers)]
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
    """Return the line of a step whose tools are missing."""
    return Step(name, False, 0.0, f"not run: it needs {needed.name}")


def report(steps: list[Step], summary: str) -> None:
    """Print a line for each step, the names of those that failed, and pytest's own summary last."""
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
    """Run all steps; return 0 if all passed, 1 if one failed, 130 if interrupted."""
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
